// Maintenance under a PodDisruptionBudget: what counts as drained, what a drain that is blocked says, and what a fresh player asks.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { parseScenario, type Scenario } from "../../src/knowledge/scenario.ts";
import { judge } from "../../src/lab/judge.ts";
import { play } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";
import { createWorld } from "../../src/lab/worlds/create-world.ts";

const { findScenario, sectionIds } = libraryWithSections();
const scenario = findScenario("drain-budget")!;

function libraryWithSections() {
  const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
  const ids = library.lessons.flatMap(({ id, sections }) => sections.map((section) => `${id}#${section.anchor}`));
  return { findScenario: library.findScenario, sectionIds: new Set(ids) };
}

const SIX = ["kubectl cordon worker-1", "kubectl scale deployment web --replicas=6", "until ready"];
const judged = (...commands: string[]) => judge(scenario, play(scenario, "drained", commands).world);
const outputOf = (...commands: string[]) => play(scenario, "drained", commands).turns.at(-1)!.output;

describe("the node is drained when", () => {
  test("it is cordoned and empty by when its power goes, and the budget is as it was", () => {
    expect(judged(...SIX, "kubectl drain worker-1", "finish")).toMatchObject({ passed: true, unmet: [] });
  });

  test.each([
    ["a pod of another node is deleted", ["kubectl delete pod -l app=web --field-selector spec.nodeName=worker-2"]],
    ["fewer are wanted again", ["kubectl scale deployment web --replicas=4"]],
    ["it was tried by eviction before", ["kubectl drain worker-1 --timeout=10s"]],
  ])("also when %s before", (_, commands) => {
    const [cordon = "", ...more] = SIX;
    const result = judged(
      cordon,
      ...more,
      ...commands,
      "kubectl scale deployment web --replicas=6",
      "until ready",
      "kubectl drain worker-1",
      "finish",
    );
    expect(result).toMatchObject({ unmet: [] });
  });

  test.each([
    [
      "pods are still there",
      ["kubectl cordon worker-1", "finish"],
      "worker-1 was not drained: 2 pods of web were still there.",
    ],
    [
      "it is drained after its power went",
      ["wait 8m1s", ...SIX, "kubectl delete pod -l app=web --force --grace-period=0", "finish"],
      "worker-1 was not drained: 2 pods of web were still there.",
    ],
    [
      "it was made schedulable again",
      [...SIX, "kubectl drain worker-1", "kubectl uncordon worker-1", "finish"],
      "worker-1 was empty but not cordoned.",
    ],
    [
      "the budget was deleted",
      [...SIX, "kubectl delete pdb web", "kubectl drain worker-1", "finish"],
      "The budget web is not as it was.",
    ],
    [
      "the budget was lowered and put back",
      [
        ...SIX,
        'kubectl patch pdb web -p \'{"spec":{"minAvailable":3}}\'',
        "kubectl drain worker-1",
        'kubectl patch pdb web -p \'{"spec":{"minAvailable":4}}\'',
        "finish",
      ],
      "The budget web is not as it was.",
    ],
    [
      "its pods were deleted past the budget",
      [...SIX, "kubectl drain worker-1 --disable-eviction", "finish"],
      "2 pods of worker-1 were deleted without asking the budget web.",
    ],
    [
      "one of them was deleted by hand",
      [
        ...SIX,
        `kubectl delete pod ${outputOf("kubectl get pods -o name --field-selector spec.nodeName=worker-1").split("\n")[0]!.slice(4)}`,
        "until ready",
        "kubectl drain worker-1",
        "finish",
      ],
      "1 pod of worker-1 was deleted without asking the budget web.",
    ],
    [
      "a taint sent them away",
      [...SIX, "kubectl taint nodes worker-1 maintenance=now:NoExecute", "finish"],
      "2 pods of worker-1 were deleted without asking the budget web.",
    ],
  ])("and not when %s", (_, commands, said) => {
    const result = judged(...commands);
    expect(result).toMatchObject({ passed: false, unmet: [said] });
  });

  test("it counts at the end where no fault takes its power, and a node that there is not is a complaint", () => {
    const without = read(scenario.text.replace(/faults:\n.*\n/, ""));
    expect(judge(without, play(without, "s", ["kubectl cordon worker-1", "finish"]).world).unmet).toHaveLength(1);
    const parsed = parseScenario(scenario.text.replace("drained: worker-1", "drained: worker-9"), "drain-budget.yaml");
    expect(parsed).toMatchObject({ problems: [{ found: 'drained of no node "worker-9"' }] });
  });

  test("what is not met is the verdict and the advice", () => {
    const { debrief } = replay(scenario, "drained", [
      ...SIX,
      "kubectl delete pdb web",
      "kubectl drain worker-1",
      "finish",
    ]);
    expect(debrief).toMatchObject({ held: true, withinBudget: true, passed: false });
    expect(debrief!.summary).toMatch(/^Not passed\. The budget web is not as it was\. And the level held/);
    expect(debrief!.better).toMatch(/^The budget web is not as it was\. The reference, .*, had that too\.$/);
  });
});

function read(text: string): Scenario {
  const parsed = parseScenario(text, "drain-budget.yaml");
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

describe("a drain that its budget blocks", () => {
  test("is said in the debrief with the figures, and leads to the section about it", () => {
    const { debrief } = replay(scenario, "drained", ["kubectl drain worker-1", "finish"]);
    expect(debrief!.lines[0]).toBe(
      "From 00:00 to 10:00 the drain of worker-1 was blocked: budget web wanted 4 available, 4 were, so none might go.",
    );
    expect(debrief!.sections[0]).toBe("cluster-operations#drain-hangs");
    expect(sectionIds).toContain(debrief!.sections[0]);
    expect(debrief!.lines.join(" ")).not.toMatch(/where one answers/);
    expect(debrief!.lines.join(" ")).toMatch(/4 ready pods, 48 each, of which 2 could answer/);
  });

  test("is what `why` says for as long as it is so", () => {
    const said = "The drain of worker-1 is blocked: budget web wants 4 available, 4 are, so none may go.";
    const tried = ["kubectl drain worker-1 --timeout=10s"];
    expect(outputOf("wait 10s", "why")).not.toContain("blocked");
    expect(outputOf(...tried, "why")).toContain(said);
    expect(outputOf(...tried, "kubectl scale deployment web --replicas=5", "until ready", "why")).not.toContain(
      "blocked",
    );
  });
});

test("what stands before a scenario begins is as old as the cluster, and its controllers have seen to it", () => {
  expect(outputOf("kubectl describe pdb web")).toMatch(/Current: +4\n +Desired: +4\n +Total: +4/);
  expect(outputOf("kubectl get pdb")).toMatch(/web +4 +N\/A +0 +6\dm/);
  expect(createWorld(scenario, "s").now()).toBe(0);
});

describe("what a drain prints", () => {
  const { output: hung } = play(scenario, "drained", ["kubectl drain worker-1"]).turns[0]!;

  test("comes in kubectl's order: the try and its refusal, then the next try; what repeats is folded, both alike", () => {
    const lines = hung.split("\n");
    expect(lines[0]).toBe("node/worker-1 cordoned");
    expect(lines[1]).toMatch(/^evicting pod default\/web-/);
    expect(lines[2]).toMatch(/^error when evicting pods\/"web-.* \(will retry after 5s\): Cannot evict pod/);
    const folded = lines.filter((line) => /^\(\d+ more times\) /.test(line));
    expect(folded.map((line) => /^\((\d+) more times\) (evicting|error)/.exec(line)!.slice(1))).toEqual([
      [expect.any(String), "evicting"],
      [expect.any(String), "error"],
      [expect.any(String), "evicting"],
      [expect.any(String), "error"],
    ]);
    expect(new Set(folded.map((line) => line.split(" ")[0])).size).toBe(1);
  });

  test("ends with how not to wait for minutes, where it did", () => {
    expect(hung).toMatch(
      /It is still under way\.\nThis waited 10m of the lab's time: `--timeout=30s` gives up sooner, and `undo` takes command and time back\.$/,
    );
    expect(outputOf("kubectl drain worker-1 --timeout=15s")).not.toContain("undo");
  });

  test("ends with the node drained", () => {
    expect(outputOf(...SIX, "kubectl drain worker-1")).toMatch(/\npod\/\S+ evicted\nnode\/worker-1 drained$/);
  });
});

describe("a node as time passes", () => {
  const renewals = (...commands: string[]) =>
    /RenewTime: +.* (\d\d:\d\d:\d\d) /.exec(outputOf(...commands, "kubectl describe node worker-1"))?.[1];
  const heartbeat = (...commands: string[]) =>
    /Ready +(?:True|Unknown) +.*?(\d\d:\d\d:\d\d)/.exec(outputOf(...commands, "kubectl describe node worker-1"))?.[1];

  test("renews its lease every ten seconds and reports every five minutes, until its power goes", () => {
    expect([renewals(), renewals("wait 5s"), renewals("wait 10s"), renewals("wait 7m")]).toEqual([
      "09:00:00",
      "09:00:00",
      "09:00:10",
      "09:07:00",
    ]);
    expect(renewals("wait 15m")).toBe("09:08:00");
    expect([heartbeat(), heartbeat("wait 7m"), heartbeat("wait 15m")]).toEqual(["08:58:00", "09:03:00", "09:08:00"]);
  });

  test("without power is measured by nobody", () => {
    expect(outputOf("wait 1m", "kubectl top nodes")).not.toContain("<unknown>");
    expect(outputOf("wait 9m", "kubectl top nodes")).toMatch(
      /worker-2 +\d+m.*\nworker-1 +<unknown> +<unknown> +<unknown> +<unknown>$/,
    );
  });

  test("takes the metrics of its pods with it, within one round of metrics-server", () => {
    const measured = (...commands: string[]) =>
      outputOf(...commands, "kubectl top pods --no-headers")
        .split("\n")
        .map((row) => row.split(" ", 1)[0]);
    // Two of the four run on worker-1, whose power goes at minute eight.
    const before = measured("wait 8m");
    expect(before).toHaveLength(4);
    const after = measured("wait 8m", "wait 16s");
    expect(after).toHaveLength(2);
    expect(before).toEqual(expect.arrayContaining(after));
    expect(outputOf("wait 8m", "wait 16s", `kubectl get pods ${after.join(" ")} -o wide`)).not.toContain("worker-1");
  });
});
