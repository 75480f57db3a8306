// Whether a release is out, in each orchestrator's world: not before its last replica runs, and not while an update is under way.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { judge, summarise } from "../../src/lab/judge.ts";
import { play } from "../../src/lab/play.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

function played(id: string, commands: string[]) {
  const scenario = findScenario(id);
  if (!scenario) throw new Error(`there is no scenario ${id}`);
  const { world } = play(scenario, "release", commands);
  return { scenario, world };
}

const UPDATES: [id: string, old: string, fresh: string, update: string][] = [
  ["scale-by-hand", "ferry/web:3.1", "ferry/web:3.2", "kubectl set image deployment/web web=ferry/web:3.2"],
  [
    "swarm-rush",
    "harbor-shop/web:1.4",
    "harbor-shop/web:1.5",
    "docker service update -d --image harbor-shop/web:1.5 web",
  ],
  [
    "mesos-rush",
    "harbor-shop/web:1.4",
    "harbor-shop/web:1.5",
    'PUT /v2/apps/web {"container": {"type": "DOCKER", "docker": {"image": "harbor-shop/web:1.5"}}}',
  ],
];

test.each(UPDATES)("%s: an image is out when the last replica runs with it", (id, old, fresh, update) => {
  const before = played(id, ["wait 10s"]).world;
  expect([before.isOut(old), before.isOut(fresh)]).toEqual([true, false]);
  const during = played(id, [update]).world;
  expect([during.isOut(old), during.isOut(fresh)]).toEqual([false, false]);
  const after = played(id, [update, "wait 3m"]).world;
  expect([after.isOut(old), after.isOut(fresh)]).toEqual([false, true]);
});

test("who holds the level and never gets the release out has not passed, and is told so", () => {
  const { scenario, world } = played("mesos-upgrade", [
    'PUT /v2/apps/web {"cpus": 3, "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 0.5}}',
    "finish",
  ]);
  const result = judge(scenario, world);
  expect(result).toMatchObject({ held: true, withinBudget: true, released: false, passed: false });
  expect(summarise(scenario, result)).toMatch(
    /^Not passed: harbor-shop\/web:1\.6 is not out everywhere\. And the level held/,
  );
});
