// Several causes in one message, several states in one report and two questions in one: all are answered.
import { describe, expect, test } from "@jest/globals";
import { alternativesIn } from "../../src/ask/alternatives.ts";
import { carryThing } from "../../src/ask/follow-up.ts";
import { ask, lexicon, said } from "./library.ts";

describe("what one text names several of", () => {
  test.each([
    [
      "0/5 nodes are available: 3 Insufficient cpu, 2 node(s) had untolerated taint - what do i do",
      [
        "0/5 nodes are available: 3 Insufficient cpu - what do i do",
        "0/5 nodes are available: 2 node(s) had untolerated taint - what do i do",
      ],
    ],
    [
      "an app is stuck in waiting / Deploying forever",
      ["an app is stuck in waiting forever", "an app is stuck in Deploying forever"],
    ],
    ["0/3 nodes are available: 3 Insufficient cpu", []],
    ["my pod is Pending", []],
    ["run it with 3 replicas, 2 zones", []],
  ])("%s", (text, each) => expect(alternativesIn(text)).toEqual(each));
});

describe("both halves", () => {
  test("two causes in one message are both answered", () => {
    const answer = said(
      ask({ text: "0/5 nodes are available: 3 Insufficient cpu, 2 node(s) had untolerated taint - what do i do" }),
    );
    expect(answer).toMatch(/request/);
    expect(answer).toMatch(/toler/);
  });

  test.each([
    [
      "swarm: how many managers do i need and what happens when quorum is lost",
      /three managers/,
      /nothing can be (created|changed)/,
    ],
    [
      "are kubernetes secrets encrypted? can i commit them to git base64'd",
      /not encrypted by default/,
      /Never commit|not (?:keep Secrets|be kept) in Git/,
    ],
  ])("%s: both are answered, one after the other", (text, one, other) => {
    const lines = said(ask({ text })).split("\n");
    expect(lines[0]).toMatch(one);
    expect(lines.slice(1).some((line) => other.test(line))).toBe(true);
  });

  test("a short half leaves its room to the other", () => {
    const text = said(ask({ text: "What is a PodDisruptionBudget for, and does it protect from a node crash?" }));
    expect(text).toMatch(/^A PodDisruptionBudget \(PDB\) limits/);
    expect(text).toContain("does not help against crashes");
  });

  test("each is asked of its own section, though one section comes near to both", () => {
    const probes = said(
      ask({
        text: "What is the difference between liveness, readiness and startup probes, and which for an app that boots 2 minutes?",
      }),
    );
    expect(probes).toMatch(/^Kubernetes has three types of probes/);
    expect(probes).toContain("use a startup probe");
    const managers =
      "How many manager nodes can a Docker Swarm with five managers lose before it stops working, and what happens to the services when quorum is lost?";
    expect(said(ask({ text: managers }))).toContain("two of five");
    expect(said(ask({ text: managers }))).toContain("running tasks and their networks go on");
  });

  test("an afterthought changes nothing: what was asked before is answered", () => {
    const crashing =
      "I did docker service update with a new image on our swarm and the new tasks are crashing. How can I go back to the previous version";
    const plain = said(ask({ text: crashing }));
    expect(plain).toMatch(/^To roll back a Swarm service/);
    expect(said(ask({ text: `${crashing}, and how do I do it?` }))).toBe(plain);
    const both = said(ask({ text: `${crashing}, and can swarm do this automatically next time?` }));
    expect(both).toMatch(/^To roll back a Swarm service/);
    expect(both).toContain("--update-failure-action rollback");
  });

  test("what compares two things, or is written on both, is not taken apart", () => {
    for (const text of [
      "What is the difference between CMD and ENTRYPOINT in a Dockerfile?",
      "Explain CMD and ENTRYPOINT in a Dockerfile.",
    ])
      expect(said(ask({ text }))).toContain("only `--entrypoint` replaces the latter");
  });

  test("a half without a thing of its own is about that of the half before", () => {
    const carried = carryThing("do my apps keep running?", "what if etcd loses quorum?", lexicon.find);
    expect(carried).toMatch(/^do my apps keep running\? \(.*etcd/);
    expect(carryThing("what is a ConfigMap?", "what if etcd loses quorum?", lexicon.find)).toBe("what is a ConfigMap?");
  });
});
