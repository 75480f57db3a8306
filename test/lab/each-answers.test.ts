// What one replica answers follows from its processes and its CPU limit: a reservation or a request only places it, and what is under way changes nothing.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { tellLoad } from "../../src/lab/mechanism.ts";
import { play } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

/** What one answered at each reading at which any did, to a whole request. */
const figures = (id: string, commands: string[]) => [
  ...new Set(
    play(findScenario(id)!, "each", commands)
      .world.samples()
      .flatMap(({ eachAnswers }) => (eachAnswers === undefined ? [] : [Math.round(eachAnswers)])),
  ),
];

// Half a core less 5m of idling, at 8 ms a request: 61.9; at 10 ms 49.5.
test.each<[scenario: string, each: number, why: string, commands: string[]]>([
  ["swarm-rush", 62, "a reservation is raised", ["wait 6m", "docker service update --reserve-cpu 0.9 web", "finish"]],
  ["swarm-drain", 62, "one is raised", ["wait 7m", "docker service update -d --reserve-cpu 0.9 web", "finish"]],
  ["swarm-rollback", 62, "an update fails half-way", ["finish"]],
  ["swarm-node-loss", 49, "a machine is gone, and nobody knows yet", ["finish"]],
  ["mesos-rush", 62, "cpus are raised", ["wait 6m", 'PUT /v2/apps/web {"cpus": 0.9}', "finish"]],
  [
    "hpa-spike",
    62,
    "requests are raised",
    ["wait 6m", "kubectl set resources deployment web --requests=cpu=450m", "finish"],
  ],
])("in %s one answers %i while %s", (scenario, each, _why, commands) => {
  expect(figures(scenario, commands)).toEqual([each]);
});

test("a limit bounds it, and says so at once", () => {
  const commands = ["wait 7m", "docker service update --limit-cpu 0.25 web", "wait 30s", "why"];
  expect(figures("swarm-rush", commands)).toEqual(expect.arrayContaining([62, 31]));
  expect(replay(findScenario("swarm-rush")!, "each", commands).turns.at(-1)!.output).toMatch(
    /came to 2 ready tasks, 220 each, where one answers about 31\./,
  );
});

test("where none of those that count as ready answers, that is said", () => {
  const sample = { ...play(findScenario("swarm-rush")!, "each", ["wait 7m"]).world.samples().at(-1)! };
  delete sample.eachAnswers;
  const moment = { sample: { ...sample, served: 0, errorRate: 1 }, missing: [] };
  expect(tellLoad(moment, findScenario("swarm-rush")!)).toBe(
    "440 requests/s came to 2 ready tasks, 220 each, and none answered",
  );
});
