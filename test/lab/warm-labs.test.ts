// A lab that is kept shows what a lab replayed from its beginning shows, whatever came in between.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { parseScenario } from "../../src/knowledge/scenario.ts";
import { replay } from "../../src/lab/replay.ts";
import { createWarmLabs } from "../../src/lab/warm-labs.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

const MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: greeting\n";

test.each([
  [
    "hpa-spike",
    [
      `kubectl apply -f greeting.yaml\n${MANIFEST}`,
      "hint",
      "wait 4m",
      "kubectl scale deployment web --replicas=10",
      "hint",
      "kubectl delete -f greeting.yaml",
      "kubectl top pods",
      "finish",
    ],
  ],
  [
    "swarm-rush",
    ["hint", "wait 4m", "docker service scale web=10", "docker service ps web", "hint", "status", "finish"],
  ],
  ["mesos-rush", ["wait 3m", "dcos marathon app update /web instances=8", "dcos marathon deployment list", "finish"]],
])("%s, command by command", (id, journal) => {
  const scenario = findScenario(id)!;
  const labs = createWarmLabs(2);
  for (let length = 0; length <= journal.length; length++) {
    const commands = journal.slice(0, length);
    expect(labs.replay(scenario, "seed", commands)).toEqual(replay(scenario, "seed", commands));
  }
});

test("an undo, another past, another seed and another text of the scenario are played from the beginning", () => {
  const scenario = findScenario("swarm-rush")!;
  const labs = createWarmLabs(2);
  const past = ["wait 1m", "docker service scale web=5"];
  for (const commands of [past, ["wait 1m", "docker service scale web=3"], past, past.slice(0, 1), [], past])
    expect(labs.replay(scenario, "seed", commands)).toEqual(replay(scenario, "seed", commands));
  expect(labs.replay(scenario, "other", past)).toEqual(replay(scenario, "other", past));
  const parsed = parseScenario(scenario.text.replace("replicas: 2", "replicas: 4"), scenario.file);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  expect(labs.replay(parsed.value, "seed", past)).toEqual(replay(parsed.value, "seed", past));
});

test("a lab that goes on is not played again, unless it was let go", () => {
  const scenario = findScenario("mesos-rush")!;
  const labs = createWarmLabs(1);
  const [first] = labs.replay(scenario, "a", ["wait 1m"]).turns;
  const goneOn = labs.replay(scenario, "a", ["wait 1m", "status"]).turns;
  expect(goneOn[0]).toBe(first);
  labs.replay(scenario, "b", []);
  const again = labs.replay(scenario, "a", ["wait 1m", "status"]).turns;
  expect(again[0]).not.toBe(first);
  expect(again).toEqual(goneOn);
});

test("a view that was given does not change when the lab goes on", () => {
  const scenario = findScenario("swarm-rush")!;
  const labs = createWarmLabs(1);
  const view = labs.replay(scenario, "seed", ["wait 1m"]);
  const before = structuredClone(view);
  labs.replay(scenario, "seed", ["wait 1m", "docker service scale web=5", "wait 5m"]);
  expect(view).toEqual(before);
});
