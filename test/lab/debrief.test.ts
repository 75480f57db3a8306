// How a lab went: the verdict, the score, and the decisions that mattered, which are found by leaving each out.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { judge } from "../../src/lab/judge.ts";
import { play } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";
import { printDebrief } from "../../src/cli/print-lab.ts";
import { withReading } from "../../src/school/lab-reading.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const scenario = (id: string) => library.findScenario(id)!;
const debriefOf = (id: string, commands: string[]) => replay(scenario(id), id, commands).debrief!;

const SCALE = "kubectl scale deployment web --replicas=7";

test("the decision that mattered is named with what it did; looks, refusals and what changed nothing are not", () => {
  const { decisions, passed, score } = debriefOf("scale-by-hand", [
    "kubectl get pods",
    "kubectl scale deployment wep --replicas=9",
    "kubectl label deployment web team=ferry",
    SCALE,
    "wait 2m",
    "finish",
  ]);
  expect({ passed, score }).toEqual({ passed: true, score: 100 });
  expect(decisions).toMatchObject([{ command: SCALE, atMs: 2_000, section: "deployments#scaling" }]);
  expect(decisions![0]!.text).toMatch(
    /^At 00:02, `kubectl scale .*`: without it you would not have passed; the level would have held in [\d.]+ % of the readings instead of 100 %, for [\d.]+ pod-hours instead of [\d.]+\.$/,
  );
});

test("what is said of a decision is what comes out without it, at the same moments", () => {
  const [told] = debriefOf("bad-image", ["wait 3m", "kubectl scale deployment web --replicas=8", "finish"]).decisions!;
  const { world } = play(scenario("bad-image"), "bad-image", ["wait 3m", "wait 1s", "finish"]);
  const { share, podHours } = judge(scenario("bad-image"), world);
  expect(told!.text).toContain(`in ${Math.round(share * 1000) / 10} % of the readings`);
  expect(told!.text).toContain(`for ${podHours.toFixed(2)} pod-hours`);
});

test("a decision that did harm is told as such, and several commands of one message are several decisions", () => {
  const { decisions, passed } = debriefOf("scale-by-hand", [
    `${SCALE}\nwait 11m\nkubectl scale deployment web --replicas=1\nfinish`,
  ]);
  expect(passed).toBe(false);
  expect(decisions!.map(({ command }) => command)).toEqual([SCALE, "kubectl scale deployment web --replicas=1"]);
  expect(decisions![1]!.text).toContain("without it you would have passed");
});

test("at most three decisions are told, in the order in which they were made", () => {
  const counts = [4, 5, 6, 7, 8];
  const commands = counts.flatMap((count) => [`kubectl scale deployment web --replicas=${count}`, "wait 2m"]);
  const { decisions } = debriefOf("scale-by-hand", [...commands, "finish"]);
  expect(decisions).toHaveLength(3);
  expect(decisions!.map(({ atMs }) => atMs)).toEqual(decisions!.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
});

test("the score is less for a level not held and for a budget not kept, and says nothing of speed", () => {
  const held = debriefOf("scale-by-hand", [SCALE, "finish"]).score!;
  const waited = debriefOf("scale-by-hand", ["finish"]).score!;
  const wasted = debriefOf("scale-by-hand", ["kubectl scale deployment web --replicas=20", "finish"]).score!;
  const slowly = debriefOf("scale-by-hand", [
    "kubectl get pods",
    "kubectl get nodes",
    "hint",
    "hint",
    SCALE,
    "finish",
  ]).score!;
  expect([held, slowly]).toEqual([100, 100]);
  expect(waited).toBeLessThan(50);
  // Whoever missed the goal keeps six tenths.
  expect(wasted).toBeGreaterThan(45);
  expect(wasted).toBeLessThan(60);
});

test("node-hours are told, and one budget of two that is broken fails", () => {
  const commands = ["kubectl delete hpa web", "kubectl scale deployment web --replicas=24", "finish"];
  const { summary, withinBudget, passed } = debriefOf("node-lag", commands);
  expect(summary).toMatch(/of 5\.20 pod-hours, on 2\.\d\d of 1\.90 node-hours\.$/);
  expect({ withinBudget, passed }).toEqual({ withinBudget: false, passed: false });
  expect(debriefOf("scale-by-hand", [SCALE, "finish"]).summary).toContain("pod-hours, on 1.00 node-hours");
});

test("the library gives each section its title, decisions' first, and names where else the story is played", () => {
  const rush = scenario("hpa-spike");
  const commands = ["kubectl autoscale deployment web --min=2 --max=10 --cpu=50%", "finish"];
  const { debrief } = withReading(replay(rush, "seed", commands), rush, library);
  expect(debrief!.titles).toMatchObject({ "autoscaling#autoscale-command": expect.stringContaining(" › ") });
  expect(debrief!.elsewhere!.map(({ orchestrator }) => orchestrator).toSorted()).toEqual(["mesos", "swarm"]);
  const printed = printDebrief(debrief!);
  expect(printed).toMatch(/^Passed: /);
  expect(printed).toMatch(/\nScore: \d+ of 100\.\n/);
  expect(printed).toContain("What mattered most:\n  1. At 00:00, `kubectl autoscale");
  expect(printed.indexOf("(autoscaling#autoscale-command)")).toBeLessThan(printed.indexOf("(autoscaling#pace)"));
});
