// What decides comes first, and a comparison tells the two sides apart in what is asked of them; what nobody asked does not lead.
import { describe, expect, test } from "@jest/globals";
import { unasked } from "../../src/ask/unasked.ts";
import { asksChoice, decides } from "../../src/ask/verdict.ts";
import { ask, said } from "./library.ts";

const first = (text: string) => said(ask({ text })).split("\n")[0];

describe("the verdict", () => {
  test.each([
    ["deployment vs statefulset for postgres", /^A database such as PostgreSQL belongs in a StatefulSet/],
    ["docker compose vs kubernetes, what do we gain", /^Docker Compose runs .* on a single host; Kubernetes/],
    ["how many swarm managers should I run", /three managers|odd number/],
  ])("%s", (text, verdict) => expect(first(text)).toMatch(verdict));

  test.each([
    ["which one should I use", true],
    ["nodeport or loadbalancer for an api", true],
    ["is ReadWriteOnce ok", true],
    ["how many managers should I run", false],
    ["what is a pod", false],
  ])("%s asks for a choice: %s", (text, choice) => expect(asksChoice(text)).toBe(choice));

  test.each([
    ["Choose ClusterIP between programs of one cluster.", true],
    ["A database belongs in a StatefulSet.", true],
    ["A Deployment manages ReplicaSets.", false],
  ])("%s decides: %s", (text, verdict) => expect(decides(text)).toBe(verdict));
});

describe("a comparison", () => {
  test.each([
    "how does mesos two-level scheduling with resource offers differ from the kubernetes scheduler",
    "how does the kubernetes scheduler differ from mesos",
  ])("%s: begins with both sides, and not with the end of one", (text) => {
    expect(first(text)).toMatch(/Mesos.*Kubernetes|Kubernetes.*Mesos/);
    expect(first(text)).not.toMatch(/retired/);
  });

  test("two names of one thing are no two sides, and a pair is told once", () => {
    expect(said(ask({ text: "docker compose vs kubernetes, what do we gain" }))).not.toMatch(/hyphen/);
    const answer = ask({ text: "deployment vs statefulset for postgres" });
    const rows =
      answer.kind === "answer" ? answer.citations.filter(({ passage }) => passage.id.endsWith("#confuse")) : [];
    expect(rows.length).toBeLessThan(2);
  });
});

describe("what nobody asked", () => {
  const rate = "When nodes fail one after another, pods are evicted from one node per 10 seconds.";
  const end = "Mesos schedules in two levels and is retired.";

  test.each([
    ["what happens to a pod when its node dies", rate, true],
    ["how fast are pods evicted when many nodes fail", rate, false],
    ["how does mesos schedule", end, true],
    ["is mesos still maintained", end, false],
  ])("%s / %s: %s", (question, text, is) => expect(unasked(text, question) > 0).toBe(is));

  test("the rate of a whole cluster does not lead for one node", () => {
    expect(first("what happens to a pod when its node dies? how long untill it gets rescheduled")).not.toMatch(
      /per 10 sec/,
    );
  });
});
