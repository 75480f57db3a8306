// `why`, `help X`, `pause` and `predict off`: what the lab's own words say, and when they are meant for people and not for the lab.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { isLabMessage } from "../../src/lab/is-lab-message.ts";
import { KUBECTL_VERBS } from "../../src/lab/kubectl/verb-names.ts";
import { play } from "../../src/lab/play.ts";
import { wantsPredictions } from "../../src/lab/wants-predictions.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const lastOf = (id: string, ...commands: string[]) => play(findScenario(id)!, "seed", commands).turns.at(-1)!;

describe("why", () => {
  test("says how the level stands, how much comes to how many, and what is missing and why", () => {
    const { output, ok } = lastOf("requests-too-high", "kubectl scale deployment web --replicas=8", "wait 6m", "why");
    expect(ok).toBe(true);
    expect(output).toMatch(/^The service level is broken now: p95 is [\d.]+ s \(at most 500 ms\)/);
    expect(output).toMatch(/\d+ requests\/s came to 3 ready pods, \d+ each, where one answers about \d+\./);
    expect(output).toContain("5 of 8 pods are Pending (0/3 nodes are available: 3 Insufficient cpu).");
  });

  test("does not tell what nobody can see yet: a machine that has just lost its power", () => {
    expect(lastOf("node-failure", "wait 4m20s", "why").output).not.toMatch(/power|worker-/);
    expect(lastOf("node-failure", "wait 5m30s", "why").output).toMatch(/2 of 6 pods are on worker-\d \(no power\)/);
  });

  test("holds on every orchestrator, takes no time, and a question behind it is for another place", () => {
    for (const id of ["swarm-rush", "mesos-rush", "scale-by-hand"]) {
      const { output, fromMs, toMs } = lastOf(id, "wait 1m", "why");
      expect(output).toMatch(/^The service level holds now: .*\nAt 01:00, .*\nNothing that is wanted is missing\./);
      expect(toMs).toBe(fromMs);
    }
    expect(lastOf("scale-by-hand", "status\nwhy is it slow").output).toContain("A question stands alone");
  });
});

describe("help", () => {
  test("has a page for a verb, for a word of the lab's, and asks docker for its own", () => {
    expect(lastOf("hpa-spike", "help kubectl scale").output).toMatch(/^kubectl scale deployment NAME --replicas=N/);
    expect(lastOf("hpa-spike", "help wait").output).toMatch(/^wait 5m/);
    expect(lastOf("swarm-rush", "help docker service scale").output).toMatch(/^Usage: {2}docker service scale/);
    expect(lastOf("hpa-spike", "help kubctl scal")).toMatchObject({
      ok: false,
      output: expect.stringContaining("Did you mean help kubectl scale?"),
    });
  });

  test("speaks of the orchestrator that is played, and each command that it names is one", () => {
    for (const id of ["mesos-rush", "swarm-rush"]) {
      expect(lastOf(id, "help").output).not.toMatch(/kubectl|\bpods?\b/i);
      expect(lastOf(id, "wait 10s", "why").output).not.toMatch(/\bpods?\b/i);
      const [, helps = ""] = /such as (help .+)$/m.exec(lastOf(id, "help").output) ?? [];
      expect(lastOf(id, helps).ok).toBe(true);
    }
    expect(lastOf("hpa-spike", "help").output).toMatch(/^kubectl patch deployment NAME -p/m);
  });

  test("has one for every verb of kubectl that the lab has, and for none that it lacks", () => {
    const lacks = (verb: string) =>
      /the lab does not have it|The lab(?:'s| has)/.test(
        lastOf("hpa-spike", `kubectl ${verb} image deployment/web web=x`).output,
      );
    for (const verb of KUBECTL_VERBS)
      expect([verb, lastOf("hpa-spike", `help kubectl ${verb}`).ok]).toEqual([verb, !lacks(verb)]);
  });
});

test("they are heard in a lab's thread, and people who ask each other for help are not", () => {
  for (const text of [
    "why",
    "Why.",
    "help",
    "help kubectl scale",
    "help wait",
    "pause",
    "predict off",
    "help docker service ls",
  ])
    expect([text, isLabMessage(text)]).toEqual([text, true]);
  for (const text of [
    "why?",
    "why did you do that",
    "help me please",
    "help, it is broken",
    "help get this done",
    "pause for lunch",
    "I predict trouble",
  ])
    expect([text, isLabMessage(text)]).toEqual([text, false]);
});

test("whether predictions are wanted is what was said last", () => {
  expect(wantsPredictions(["wait 5m"])).toBe(true);
  expect(wantsPredictions(["predict off", "wait 5m"])).toBe(false);
  expect(wantsPredictions(["Predict off.", "status\npredict on"])).toBe(true);
});
