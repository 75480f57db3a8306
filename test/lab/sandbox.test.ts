// A cluster of one's own choosing, read from the words that ask for it and played to its figures.
import { describe, expect, test } from "@jest/globals";
import { replay } from "../../src/lab/replay.ts";
import { isSandbox, isSandboxWish, readSandbox } from "../../src/lab/sandbox.ts";

function sandbox(wish: string) {
  const read = readSandbox(wish);
  if ("problem" in read) throw new Error(read.problem);
  return read.scenario;
}

test.each([
  ["sandbox", "kubectl get nodes", 3, "kubectl scale deployment web --replicas=4", "pod-hours"],
  ["sandbox swarm nodes=5 managers=3", "docker node ls", 8, "docker service scale web=4", "task-hours"],
  ["sandbox mesos nodes=2 cpu=4", "dcos node list", 2, "dcos marathon app update /web instances=4", "instance-hours"],
])("%s has the nodes that were wished for, runs, and ends in figures", (wish, look, nodes, scale, unit) => {
  const scenario = sandbox(wish);
  expect(isSandbox(scenario)).toBe(true);
  const { turns, board, debrief, finished } = replay(scenario, "seed", [
    look,
    scale,
    "wait 3m",
    "status",
    "hint",
    "finish",
  ]);
  expect(turns.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true]);
  expect(turns[0]!.output.trimEnd().split("\n")).toHaveLength(nodes + 1);
  expect(turns[3]!.output).toMatch(/4 ready of 4 wanted/);
  expect(turns[3]!.output).not.toMatch(/ of \d+\.\d\d |at least 0 %/);
  expect(board.budgetPodHours).toBeUndefined();
  expect({ finished, isFigures: debrief?.isFigures }).toEqual({ finished: true, isFigures: true });
  expect(debrief?.summary).toMatch(new RegExp(`${unit}, and answered (?:100|99\\.\\d) % of the requests`));
  expect(debrief?.lines.join("\n")).toMatch(/At most 4 (pod|task|instance)s/);
  expect(`${debrief?.summary} ${debrief?.lines.join(" ")}`).not.toMatch(/passed|reference|budget/i);
});

test("the same can be asked for again, by the scenario's id", () => {
  const scenario = sandbox("Sandbox  swarm --nodes=5 memory=8Gi load=300 hours=3");
  expect(scenario.id).toBe("sandbox swarm nodes=5 memory=8 load=300 hours=3");
  expect(sandbox(scenario.id)).toEqual(scenario);
  expect(scenario.span).toBe(3 * 3_600_000);
  expect(sandbox(sandbox("sandbox").id)).toEqual(sandbox("sandbox"));
});

test("a sandbox survives being stored", () => {
  const scenario = sandbox("sandbox mesos");
  expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
});

describe("what cannot be had is said", () => {
  test.each([
    ["sandbox nodes=21", "nodes=21: give a whole number from 1 to 20"],
    ["sandbox nodes=0", "from 1 to 20"],
    ["sandbox nodes=", "from 1 to 20"],
    ["sandbox cpu=1.5", "cpu=1.5: give a whole number from 1 to 16"],
    ["sandbox cpu=1e1000", "from 1 to 16"],
    ["sandbox memory=4Ti", "from 1 to 64"],
    ["sandbox hours=12", "from 1 to 3"],
    ["sandbox managers=2 swarm", "an even number"],
    ["sandbox nomad", 'no "nomad"'],
    ["sandbox kubernets", "Did you mean kubernetes?"],
    ["sandbox node=3", "Did you mean nodes?"],
    ["sandbox swarm mesos", "one orchestrator"],
    ["sandbox __proto__=3", "A sandbox has no"],
  ])("%s", (wish, problem) => {
    expect(readSandbox(wish)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

test("only the word itself is a wish for one", () => {
  expect(["sandbox", "Sandbox swarm", " sandbox"].map(isSandboxWish)).toEqual([true, true, true]);
  expect(["sandboxes", "hpa-spike", "my sandbox"].map(isSandboxWish)).toEqual([false, false, false]);
});
