// How a lab went: the verdict, the score, and the decisions that mattered, which are found by leaving each out.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { meets } from "../../src/lab/level.ts";
import { play } from "../../src/lab/play.ts";
import { printClock } from "../../src/lab/print/age.ts";
import { replay } from "../../src/lab/replay.ts";
import { span } from "../../src/lab/words-of.ts";
import { SAMPLE_MS, type Sample } from "../../src/simulator/kubernetes/cluster-api.ts";
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
    /^At 00:02, `kubectl scale .*` saved \w+ outside the service level and about [\d,]+ failed requests, and cost [\d.]+ pod-hours\. Without it you would not have passed: at \d\d:\d\d, \d+ requests\/s came to 2 ready pods, \d+ each, where one answers about \d+\. With it 7 pods were ready then\.$/,
  );
});

test("what is said of a decision is what comes out without it, at the same moments", () => {
  const [told] = debriefOf("bad-image", ["wait 3m", "kubectl scale deployment web --replicas=8", "finish"]).decisions!;
  const { world } = play(scenario("bad-image"), "bad-image", ["wait 3m", "wait 1s", "finish"]);
  const commands = ["wait 3m", "kubectl scale deployment web --replicas=8", "finish"];
  const own = play(scenario("bad-image"), "bad-image", commands).world;
  const broken = (samples: Sample[]) =>
    samples.filter((each) => !meets(each, scenario("bad-image").serviceLevel)).length;
  expect(told!.text).toContain(`saved ${span((broken(world.samples()) - broken(own.samples())) * SAMPLE_MS)} outside`);
  expect(told!.text).toContain(`cost ${((own.instanceMs() - world.instanceMs()) / 3_600_000).toFixed(2)} pod-hours`);
  // The mechanism is what was true of the run without it, at the moment that is named.
  const [, at, ready, , missing] =
    /at (\d\d:\d\d), \d+ requests\/s came to (\d+) ready pods, (\d+) each.*; (\d+) of \d+ pods were in ImagePullBackOff/.exec(
      told!.text,
    ) ?? [];
  const moment = world.samples().find((sample) => printClock(sample.at) === at);
  expect(moment?.readyReplicas).toBe(Number(ready));
  expect(Number(missing)).toBeGreaterThan(0);
});

test("a decision that did harm is told as such, and several commands of one message are several decisions", () => {
  const { decisions, passed } = debriefOf("scale-by-hand", [
    `${SCALE}\nwait 11m\nkubectl scale deployment web --replicas=1\nfinish`,
  ]);
  expect(passed).toBe(false);
  expect(decisions!.map(({ command }) => command)).toEqual([SCALE, "kubectl scale deployment web --replicas=1"]);
  expect(decisions![1]!.text).toMatch(/cost \w+ outside the service level .* Without it you would have passed\.$/);
});

test("at most three decisions are told, in the order in which they were made", () => {
  const counts = [7, 1, 8, 2, 9];
  const commands = counts.flatMap((count) => [`kubectl scale deployment web --replicas=${count}`, "wait 3m"]);
  const { decisions } = debriefOf("scale-by-hand", [...commands, "finish"]);
  expect(decisions).toHaveLength(3);
  expect(decisions!.map(({ atMs }) => atMs)).toEqual(decisions!.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
});

test.each<[scenario: string, section: string, why: string, commands: string[]]>([
  [
    "swarm-node-loss",
    "docker-swarm#scheduling",
    "of two concepts that a command names, the one that mattered",
    [
      "wait 6m",
      "docker service update -d --reserve-cpu 0.25 --update-parallelism 1 --update-order start-first web",
      "wait 4m",
      "docker service scale -d web=12",
      "finish",
    ],
  ],
  [
    "node-failure",
    "node-components#dead-node",
    "machines without power",
    ["wait 6m", "kubectl scale deployment web --replicas=8", "finish"],
  ],
  [
    "drain-budget",
    "cluster-operations#drain-hangs",
    "a budget that lets nobody go",
    ["kubectl scale deployment web --replicas=5", "until ready", "kubectl drain worker-1 --timeout=3m", "finish"],
  ],
  ["scale-by-hand", "deployments#scaling", "nothing but load: the deed itself", [SCALE, "finish"]],
  [
    "rollout-stalls",
    "rolling-updates#bounds",
    "what a command names, whatever it shows as",
    [
      "wait 3m",
      `kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":1}}}}'`,
      "finish",
    ],
  ],
])("a decision of %s leads to %s: %s", (id, section, _why, commands) => {
  const { decisions } = debriefOf(id, commands);
  expect(decisions![0]!.section).toBe(section);
  expect(library.findSection(section)).toBeDefined();
});

test("a change that nobody would feel is not told, and that none mattered is said", () => {
  const slight = debriefOf("scale-by-hand", ["wait 19m50s", SCALE, "finish"]);
  expect(slight).toMatchObject({
    decisions: [],
    undecided: expect.stringMatching(/^The one change made no difference/),
  });
  expect(printDebrief(slight)).toContain("The one change made no difference that anybody would have felt.");
  expect(debriefOf("scale-by-hand", ["finish"]).undecided).toMatch(/^Nobody changed anything/);
});

test("what broke the level is told by its cause: machines without power, and what is Pending and why", () => {
  const [lost] = debriefOf("node-failure", ["finish"]).lines;
  expect(lost).toMatch(/2 of 6 pods were on worker-\d \(no power, not noticed yet\)/);
  const { lines } = debriefOf("requests-too-high", ["kubectl scale deployment web --replicas=8", "finish"]);
  expect(lines.join(" ")).toMatch(/of \d+ pods were Pending \(0\/\d nodes are available: .*Insufficient cpu/);
  const swarm = debriefOf("swarm-drain", [
    "wait 3m",
    "docker node update --availability drain worker-1",
    "wait 1m",
    "docker service scale -d web=9",
    "finish",
  ]);
  expect(swarm.decisions![0]!.text).toMatch(
    /cost \w+ outside the service level\. At .*; 2 of 6 tasks were starting\. Without it/,
  );
});

test("what is advised is the largest difference from the reference, not the first", () => {
  const { better } = debriefOf("hpa-spike", ["wait 7m", "kubectl scale deployment web --replicas=4", "finish"]);
  const [, own, other] = /you had (\d+) ready and the reference had (\d+)/.exec(better) ?? [];
  const reference = play(
    scenario("hpa-spike"),
    "hpa-spike",
    scenario("hpa-spike").solutions[0]!.commands,
  ).world.samples();
  expect(Number(other)).toBe(Math.max(...reference.map(({ readyReplicas }) => readyReplicas)));
  expect(Number(own)).toBe(2);
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
  expect(debrief!.titles).toMatchObject({ "autoscaling#formula": expect.stringContaining(" › ") });
  expect(debrief!.elsewhere!.map(({ orchestrator }) => orchestrator).toSorted()).toEqual(["mesos", "swarm"]);
  const printed = printDebrief(debrief!);
  expect(printed).toMatch(/^Passed: /);
  expect(printed).toMatch(/\nScore: \d+ of 100\.\n/);
  expect(printed).toContain("What mattered most:\n  1. At 00:00, `kubectl autoscale");
  expect(printed.indexOf("(autoscaling#formula)")).toBeLessThan(printed.indexOf("(autoscaling#pace)"));
});
