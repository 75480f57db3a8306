// A rollout or an update that does not come on is explained by its own facts: now by `why`, and afterwards in the debrief.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { replay } from "../../src/lab/replay.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const run = (id: string, ...commands: string[]) => replay(library.findScenario(id)!, "stalls", commands);
const whyOf = (id: string, ...commands: string[]) => run(id, ...commands, "why").turns.at(-1)!.output;
const stallIn = (text: string) => /^The (?:rollout|update) of .*$/m.exec(text)?.[0] ?? "";

describe("a rollout on Kubernetes", () => {
  const HELD =
    "1 of 6 new pods is Pending (0/3 nodes are available: 3 Insufficient cpu). With maxUnavailable 0 and maxSurge 1, 6 pods must stay " +
    "available and at most 7 may be there, so the old ones that are left stay until a new one is available.";

  test("without room says what the new pod waits for, what holds the old ones, and when its deadline ends", () => {
    expect(stallIn(whyOf("rollout-stalls", "wait 4m"))).toBe(
      `The rollout of web does not come on: ${HELD} Its progress deadline of 10m ends at 12:00.`,
    );
  });

  test("past its deadline says so, with the moment that the Deployment reports", () => {
    const commands = ["wait 14m", "kubectl get deployment web -o jsonpath='{.status.conditions[*].reason}'"];
    expect(run("rollout-stalls", ...commands).turns.at(-1)!.output).toContain("ProgressDeadlineExceeded");
    expect(stallIn(whyOf("rollout-stalls", "wait 14m"))).toMatch(
      /Its progress deadline of 10m passed at 12:0\d \(ProgressDeadlineExceeded\), which is reported and undoes nothing\.$/,
    );
  });

  test("is a matter of the debrief, also when it was freed, and leads to the section about it", () => {
    const patch = `kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":1}}}}'`;
    const { debrief } = run("rollout-stalls", "wait 5m", patch, "finish");
    expect(debrief!.lines[0]).toMatch(
      /^From 02:0\d to 05:00 the rollout of web did not come on: 1 of 6 new pods was Pending/,
    );
    expect(debrief!.sections[0]).toBe("rolling-updates#stuck");
    expect(library.findSection("rolling-updates#stuck")).toBeDefined();
    expect(debrief!.lines.filter((line) => line.includes("did not come on"))).toHaveLength(1);
    const never = run("rollout-stalls", "finish").debrief!.lines.filter((line) => line.includes("did not come on"));
    expect(never).toEqual([expect.stringMatching(/^From 02:0\d to 20:00 .* passed at 12:0\d/)]);
  });

  test.each<[scenario: string, why: RegExp, commands: string[]]>([
    ["bad-image", /2 of 4 new pods are in ImagePullBackOff/, ["wait 6m"]],
    ["liveness-kills", /new pods are (?:in CrashLoopBackOff|running and not yet ready)/, ["wait 6m"]],
    [
      "rollout-stalls",
      /is paused: 1 of 6 new pods is Pending .*rollout resume/,
      ["wait 3m", "kubectl rollout pause deployment/web"],
    ],
  ])("in %s: %s", (scenario, why, commands) => {
    expect(stallIn(whyOf(scenario, ...commands))).toMatch(why);
  });

  test("that comes on, or is over, is none", () => {
    const restart = "kubectl rollout restart deployment/web";
    expect(stallIn(whyOf("hpa-spike", restart, "wait 5s"))).toBe("");
    expect(stallIn(whyOf("hpa-spike", restart, "until ready"))).toBe("");
    expect(run("hpa-spike", restart, "finish").debrief!.lines.join(" ")).not.toContain("rollout");
  });

  test("whose strategy is Recreate, or that a quota refuses, says so", () => {
    const quota = "kubectl create quota tight --hard=pods=2";
    expect(stallIn(whyOf("hpa-spike", quota, "kubectl rollout restart deployment/web", "wait 1m"))).toMatch(
      /1 of 2 new pods is not created \(pods "web-\S+" is forbidden: exceeded quota: tight/,
    );
  });
});

describe("an update on Swarm", () => {
  const mended = "docker service update -d --update-failure-action pause web";

  test("that was paused says what became of the new tasks, which settings that was, and the way out", () => {
    const told = stallIn(whyOf("swarm-rollback", mended, "wait 5m"));
    expect(told).toMatch(/^The update of web is paused: \d+ new tasks failed \(task: non-zero exit \(1\)\)/);
    expect(told).toContain("--update-parallelism 2");
    expect(told).toContain("when new tasks fail it stops where it is (--update-failure-action pause).");
    expect(told).toMatch(/`docker service update web` .* goes on, `docker service rollback web` goes back\.$/);
    const { debrief } = run("swarm-rollback", mended, "wait 5m", "finish");
    expect(debrief!.lines[0]).toMatch(/^From 03:30 to 20:00 the update of web was paused: \d+ new tasks failed/);
    expect(debrief!.undecided ?? "").not.toContain("blocked");
  });

  test("whose new tasks find no node says what the scheduler says", () => {
    expect(stallIn(whyOf("swarm-rush", "docker service update -d --reserve-cpu 3 web", "wait 1m"))).toMatch(
      /^The update of web does not come on: 1 of 2 new tasks is pending \(no suitable node \(insufficient resources on 3 nodes/,
    );
  });

  test("that comes on, or is over, is none", () => {
    expect(stallIn(whyOf("swarm-rush", "docker service update -d --force web", "wait 5s"))).toBe("");
    expect(stallIn(whyOf("swarm-rush", "docker service update --force web"))).toBe("");
  });
});

test.each([
  [
    "hpa-spike",
    [],
    /^The rollout of `web` has replaced all .*: 2 of 2 pods are of the newest template, and 2 are available\.$/,
  ],
  [
    "hpa-spike",
    ["kubectl rollout restart deployment/web", "wait 5s"],
    /^The rollout of `web` comes on: \d of 2 pods are/,
  ],
  ["rollout-stalls", ["wait 4m"], /^The rollout of web does not come on: /],
  ["swarm-rush", [], /^The service `web` was not updated yet\.$/],
  ["swarm-rush", ["docker service update --force web"], /^The last update of `web` is completed: update completed\.$/],
])("in %s after %j a question finds it as a fact", (scenario, commands, said) => {
  const { facts } = run(scenario, ...commands);
  expect(facts.find(({ heading }) => /^The (?:rollout|update) web$/.test(heading))?.text).toMatch(said);
});
