// What a fresh player was told of one moment in two ways, or of a decision by one side only.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { postponed, without } from "../../src/lab/left-out.ts";
import { play } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const run = (id: string, ...commands: string[]) => replay(library.findScenario(id)!, id, commands);
const decisionsOf = (id: string, ...commands: string[]) =>
  run(id, ...commands, "finish").debrief!.decisions!.map(({ text }) => text);

const FREE = `kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`;

test("each pod that becomes ready is told once, wherever a command ends between two readings", () => {
  const commands = ["wait 2m30s", FREE, "kubectl rollout status deployment/web", "finish"];
  const told = run("rollout-stalls", ...commands).turns.flatMap(({ meanwhile }) => meanwhile);
  expect(told.filter((line) => line.includes("became ready"))).toEqual(["6 pods became ready."]);
  const steps = ["wait 2m30s", FREE, ...Array.from({ length: 60 }, () => "wait 7s")];
  const counts = run("rollout-stalls", ...steps)
    .turns.flatMap(({ meanwhile }) => meanwhile)
    .flatMap((line) => /^(\d+) pods? became ready/.exec(line)?.[1] ?? []);
  expect(counts.reduce((sum, n) => sum + Number(n), 0)).toBe(6);
});

describe("one moment", () => {
  const moved = ["wait 2m30s", FREE, "kubectl rollout status deployment/web"];

  test("status and chart say of which moment their readings are, where that is not now", () => {
    const { turns, board } = run("rollout-stalls", ...moved, "status", "chart");
    const clock = (ms: number) => new Date(ms).toISOString().slice(14, 19);
    expect(board.readMs).toBeLessThan(board.atMs);
    expect(turns.at(-2)!.output).toContain(` % of requests, measured at ${clock(board.readMs)}\n`);
    expect(turns.at(-1)!.output).toMatch(new RegExp(`^ready .*at ${clock(board.readMs)} 5 pods`, "m"));
    expect(turns.at(-1)!.output).not.toMatch(/ now /);
    const even = run("rollout-stalls", "wait 1m", "status", "chart").turns;
    expect(even.at(-2)!.output).not.toContain("measured at");
    expect(even.at(-1)!.output).toMatch(/^ready .*now 6 pods/m);
  });

  test("why says that more are ready than at the reading", () => {
    const { output } = run("rollout-stalls", ...moved, "why").turns.at(-1)!;
    expect(output).toMatch(
      /\nAt 07:\d5, 240 requests\/s came to 5 ready pods.*\nSince then that has changed: at 07:\d\d, 6 of 6 pods are ready, and nothing that is wanted is missing\.\n/,
    );
  });

  test("of what nobody answers no time is told", () => {
    const { turns } = run("rollout-stalls", "wait 11m", "status", "why");
    expect(turns.at(-2)!.output).toContain("p95       nothing was answered (at most 500 ms)");
    expect(turns.at(-1)!.output).toMatch(/^The service level is broken now: nothing is answered and 100 % of requests/);
  });
});

test("what stands as it was told is told again only when it has changed", () => {
  const { turns } = run("rollout-stalls", "wait 2m30s", "wait 10s", "wait 10s", FREE, "wait 1m30s");
  const pending = turns.map(({ meanwhile }) => meanwhile.some((line) => line.includes("is Pending")));
  expect(pending).toEqual([true, false, false, false, false]);
  const mesos = run(
    "mesos-rush",
    "wait 2m",
    "dcos marathon app update /web instances=8",
    "wait 1s",
    "wait 30s",
  ).turns.slice(1);
  expect(mesos[0]!.meanwhile).toEqual(["6 instances wait for an offer with enough resources."]);
  expect(mesos[1]!.meanwhile).toEqual([]);
  expect(mesos[2]!.meanwhile.join(" ")).not.toContain("6 instances wait");
});

test("pods that are ready and hang are not counted among those that answer", () => {
  const gone = "kubectl delete pod -l app=web,pod-template-hash=6456f47b6 --field-selector=status.phase=Running";
  const one = run("rollout-stalls", "wait 2m30s", "kubectl delete pod -l pod-template-hash=6456f47b6", "wait 8m");
  expect(one.debrief).toBeUndefined();
  const [text = ""] = decisionsOf("rollout-stalls", "wait 2m30s", gone, "kubectl delete pod web-6456f47b6-6bwvx");
  const { world } = play(library.findScenario("rollout-stalls")!, "rollout-stalls", [
    "wait 2m30s",
    "wait 1s",
    "kubectl delete pod web-6456f47b6-6bwvx",
    "wait 8m",
  ]);
  const at = world.samples().find((sample) => sample.at === 610_000)!;
  expect(at.readyReplicas).toBe(6);
  expect(text).toContain(`came to 6 ready pods, 40 each, of which ${at.answering} answered`);
  expect(text).toContain("With it all 6 pods answered then");
  expect(text).not.toMatch(/instead of \d/);
});

describe("a decision", () => {
  test("that saved and cost is told by both, and what alone failed the run is named", () => {
    const [text = ""] = decisionsOf(
      "rollout-stalls",
      "wait 2m30s",
      `kubectl patch deployment web -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
    );
    expect(text).toMatch(/saved on balance 8m55s outside the service level/);
    expect(text).toMatch(/It also cost 1m5s outside the service level\. At 02:40, 240 requests\/s found no ready pod/);
    expect(text).toMatch(/That alone kept you from passing\.$/);
  });

  test("that saved money too early says when it would have cost nothing, as a replay shows", () => {
    const update = (n: number) => `dcos marathon app update /web instances=${n}`;
    const early = ["wait 2m", update(8), "wait 12m", update(2)];
    const text = decisionsOf("mesos-rush", ...early).at(-1)!;
    expect(text).toMatch(/What was wrong is when: at 16:00 instead, it would have held the level in 100 % of/);
    const later = ["wait 2m", update(8), "wait 13m59s", update(2)];
    expect(run("mesos-rush", ...later, "finish").debrief!.summary).toContain("held in 100 % of the readings");
    expect(decisionsOf("mesos-rush", ...later).join(" ")).not.toContain("What was wrong is when");
  });

  test("whose harm came only by a later one names that one, and on its own it has none", () => {
    const undo = ["wait 2m30s", "kubectl rollout undo deployment/web"];
    const resources = "kubectl set resources deployment web --requests=cpu=300m";
    const [text = ""] = decisionsOf("rollout-stalls", ...undo, "wait 8m", resources);
    expect(text).toContain(`It did that only together with \`${resources}\` at 10:31`);
    expect(decisionsOf("rollout-stalls", ...undo, "wait 8m").join(" ")).not.toContain("cost");
  });
});

test("a queue is told by how few worked it off before, not by how many were ready in the end", () => {
  const { debrief } = run("mesos-rush", "wait 5m", "dcos marathon app update /web instances=8", "finish");
  const line = debrief!.lines.find((each) => each.includes("At 05:15"))!;
  expect(line).toContain(
    "At 05:15, 109 requests/s came to 2 and in the end 3 ready instances, up to 54 each, near the 62 or so that one answers, so that requests queued up",
  );
});

test("journals are changed in one respect, and everything else keeps its moment", () => {
  const turn = (text: string, fromMs: number, toMs: number) => ({
    text,
    fromMs,
    toMs,
    output: "",
    ok: true,
    meanwhile: [],
  });
  const turns = [
    turn("wait 60s", 0, 60_000),
    turn("a", 60_000, 61_000),
    turn("wait 1m39s", 61_000, 160_000),
    turn("finish", 160_000, 300_000),
  ];
  expect(without(turns, 1)).toEqual(["wait 60s", "wait 1s", "wait 1m39s", "finish"]);
  expect(postponed(turns, 1, 100_000)).toEqual(["wait 60s", "wait 1s", "wait 39s", "a", "wait 60s", "finish"]);
  expect(postponed(turns, 1, 200_000)).toEqual(["wait 60s", "wait 1s", "wait 1m39s", "wait 40s", "a", "finish"]);
  expect(postponed(turns, 1, 160_000)).toEqual(["wait 60s", "wait 1s", "wait 1m39s", "a", "finish"]);
  expect(postponed([...turns.slice(0, 2), turn("kubectl drain x", 61_000, 160_000)], 1, 100_000)).toBeUndefined();
});
