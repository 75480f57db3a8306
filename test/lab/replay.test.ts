import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readLibrary } from "../../src/knowledge/read.ts";
import { parseScenario } from "../../src/knowledge/scenario.ts";
import { bound } from "../../src/lab/bound.ts";
import { meets } from "../../src/lab/level.ts";
import { play as playJournal } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const spike = findScenario("hpa-spike")!;
const JOURNAL = [
  "kubectl get pods",
  "kubectl autoscale deploy web --min=2 --max=10 --cpu=50%",
  "wait 7m",
  "kubectl get hpa",
];

test("the same journal is the same view, and a longer one has the same past", () => {
  const view = replay(spike, "seed", JOURNAL);
  expect(replay(spike, "seed", JOURNAL)).toEqual(view);
  const longer = replay(spike, "seed", [...JOURNAL, "finish"]);
  expect(longer.hashes.slice(0, 4)).toEqual(view.hashes);
  expect(longer.turns.slice(0, 4)).toEqual(view.turns);
  expect(new Set(longer.hashes).size).toBeGreaterThan(3);
});

test("a turn shows kubectl's output and what happened meanwhile", () => {
  const { turns, board, finished, debrief } = replay(spike, "seed", JOURNAL);
  expect(turns[0]!.output).toMatch(
    /^NAME {2,}READY {3}STATUS {4}RESTARTS {3}AGE\nweb-\S+ {3}1\/1 {5}Running {3}0 {10}\d+m\n/,
  );
  expect(turns[1]).toMatchObject({
    output: "horizontalpodautoscaler.autoscaling/web autoscaled",
    ok: true,
    meanwhile: [],
  });
  expect(turns[2]).toMatchObject({ output: "7m passed; it is 07:01.", fromMs: 1_000, toMs: 421_000 });
  const told = turns[2]!.meanwhile.join("\n");
  expect(told).toContain(
    "the HPA set web to 4 replicas: cpu resource utilization (percentage of request) above target.",
  );
  expect(told).toContain("8 pods became ready.");
  expect(told).toMatch(/From 05:\d\d to 0[56]:\d\d p95 was above 500 ms/);
  expect(turns[3]!.output).toMatch(
    /^NAME {3}REFERENCE {8}TARGETS {7,}MINPODS {3}MAXPODS {3}REPLICAS {3}AGE\nweb {4}Deployment\/web {3}cpu: \d+%\/50% /,
  );
  expect(board).toMatchObject({ desiredReplicas: 10, readyReplicas: 10, pendingPods: 0, rps: 440, nodes: 3 });
  expect({ finished, debrief }).toEqual({ finished: false, debrief: undefined });
});

test("more pods than fit are Pending, and the reason is told and can be cited", () => {
  const { turns, board, facts } = replay(spike, "seed", [
    "kubectl scale deploy web --replicas=30",
    "wait 1m",
    "kubectl get pods",
  ]);
  expect(board.pendingPods).toBeGreaterThan(0);
  expect(turns.flatMap(({ meanwhile }) => meanwhile).join()).toMatch(
    /\d+ pods are Pending: 0\/3 nodes are available: .*Insufficient cpu/,
  );
  expect(turns[2]!.output).toContain("Pending");
  const pending = facts.find(({ id }) => id.startsWith("simulation#pod-"))!;
  expect(pending).toMatchObject({
    kind: "simulation",
    text: expect.stringMatching(/is Pending because 0\/3 nodes are available/),
  });
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
});

test("when it is over nothing changes any more, but looking works", () => {
  const { turns, finished, hashes } = replay(spike, "s", [
    "wait 10h",
    "kubectl scale deploy web --replicas=3",
    "kubectl get deploy",
  ]);
  expect(turns[0]!.output).toBe("30m passed; it is 30:00: the scenario is over.");
  expect(turns[1]).toMatchObject({ ok: false, output: expect.stringContaining("The scenario is over") });
  expect(turns[2]!.output).toContain("web    2/2");
  expect({ finished, same: hashes[1] === hashes[0] }).toEqual({ finished: true, same: true });
});

test("hints come one after the other; until ready stops when they are", () => {
  const { turns } = replay(spike, "s", [
    "hint",
    "hint",
    "hint",
    "hint",
    "kubectl scale deploy web --replicas=4",
    "until ready",
  ]);
  expect(turns.map(({ output }) => output.slice(0, 11)).slice(0, 4)).toEqual([
    "Hint 1 of 3",
    "Hint 2 of 3",
    "Hint 3 of 3",
    "Hint 3 of 3",
  ]);
  expect(turns[5]!.output).toMatch(/^Every wanted pod is ready\. \d+s passed; it is 00:\d\d\.$/);
});

test("charts have at most twenty points, the same for every line, and keep the extremes", () => {
  const { charts } = replay(spike, "s", ["finish"]);
  expect(charts.map(({ title }) => title)).toEqual(["Load", "Replicas", "Latency (p95)"]);
  for (const { labels, series, text } of charts) {
    expect(labels.length).toBeLessThanOrEqual(20);
    expect(new Set(labels).size).toBe(labels.length);
    for (const { values } of series) expect(values).toHaveLength(labels.length);
    expect(text.length).toBeGreaterThan(20);
  }
  expect(Math.max(...charts[0]!.series[0]!.values)).toBe(440);
  const worst = Number(/and ([\d.]+) s \(/.exec(charts[2]!.text)![1]);
  expect(Math.max(...charts[2]!.series[0]!.values) / 1000).toBeCloseTo(worst, 0);
});

test("the debrief says when it broke, what it cost and what would have been better", () => {
  const { debrief } = replay(spike, "s", ["finish"]);
  expect(debrief).toMatchObject({ held: false, withinBudget: true, passed: false });
  expect(debrief!.summary).toMatch(
    /^Not passed: the level held in \d+(\.\d)? % of the readings \(90 % wanted\); it cost 1\.00 of 3\.60 pod-hours, on \d\.\d\d node-hours\.$/,
  );
  expect(debrief!.lines.join("\n")).toMatch(
    /From 05:\d\d to 1[56]:\d\d p95 .*\nThe reference, an HPA at 50 % CPU, held/,
  );
  expect(debrief!.better).toMatch(/^More ready pods in time: at 0[56]:\d\d/);
  expect(debrief!.sections).toEqual(spike.lessons);
});

test("no journal fails, and no turn is longer than a thread can show", () => {
  const command = fc.constantFrom(
    "kubectl get all -o wide",
    "kubectl scale deploy web --replicas=200",
    "kubectl scale deploy web --replicas=0",
    "kubectl describe pods",
    "kubectl autoscale deploy web --max=9",
    "kubectl delete hpa web",
    "kubectl set image deploy/web web=x:2",
    "kubectl set image deploy/web *=",
    "wait 3m",
    "kubectl get events",
    "kubectl scale rs web --replicas=3",
    "until ready",
    "status",
    "undo",
    "nonsense",
    "kubectl get pods -l app=web,!x",
    "finish",
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 8 }), (journal) => {
      const { turns, hashes } = replay(spike, "p", journal);
      expect([turns.length, hashes.length]).toEqual([journal.length, journal.length]);
      for (const { output, meanwhile } of turns) {
        expect(output.length).toBeLessThanOrEqual(12_000);
        expect(meanwhile.length).toBeLessThanOrEqual(8);
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("long output is cut with a note", () => {
  const cut = bound("a line of text\n".repeat(5_000));
  expect(cut.length).toBeLessThanOrEqual(12_000);
  expect(cut).toMatch(/\n# \d+ more lines are not shown; ask for less with a name or -l\.$/);
  expect(bound("short")).toBe("short");
});

test("a scenario's mistakes are named with their line", () => {
  const line = spike.text.split("\n").indexOf("span: 30m") + 1;
  const broken = spike.text.replace("span: 30m", "span: soon").replace("cpu: 250m", "cpu: lots");
  expect(parseScenario(broken, "hpa-spike.yaml")).toEqual({
    problems: [
      expect.objectContaining({ line, found: expect.stringContaining('"soon" is no duration') }),
      expect.objectContaining({ found: expect.stringContaining('"lots" is no cpu quantity') }),
    ],
  });
  const stray = parseScenario(spike.text.replace("deployment: web", "deployment: wep"), "other.yaml");
  expect(stray).toMatchObject({
    problems: [{ found: 'id "hpa-spike" in another file' }, { found: 'service "web" of no deployment "wep"' }],
  });
});

test("a reading meets the level only when both latency and errors do", () => {
  const { serviceLevel } = spike;
  const sample = playJournal(spike, "s", ["wait 1m"]).world.samples()[0]!;
  expect(meets({ ...sample, p95: 500, errorRate: 0.01 }, serviceLevel)).toBe(true);
  expect(meets({ ...sample, p95: 501, errorRate: 0 }, serviceLevel)).toBe(false);
  expect(meets({ ...sample, p95: 100, errorRate: 0.02 }, serviceLevel)).toBe(false);
});

test("a file that was pasted once is there for later commands", () => {
  const manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: greeting\n";
  const { turns } = replay(spike, "seed", [
    "kubectl delete -f greeting.yaml",
    `kubectl apply -f greeting.yaml\n${manifest}`,
    "kubectl apply -f ./greeting.yaml",
    "kubectl delete -f greeting.yaml",
    `\`\`\`\n${manifest}\`\`\``,
  ]);
  expect(turns.map(({ output }) => output)).toEqual([
    'error: the path "greeting.yaml" does not exist',
    "configmap/greeting created",
    "configmap/greeting unchanged",
    'configmap "greeting" deleted from default namespace',
    "configmap/greeting created",
  ]);
  expect(turns.map(({ line }) => line).at(-1)).toBe("kubectl apply -f -");
});
