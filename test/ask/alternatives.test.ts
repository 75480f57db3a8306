// Several causes in one message, several states in one report and two questions in one: each gets its first line before any gets a second.
import { describe, expect, test } from "@jest/globals";
import { alternativesIn } from "../../src/ask/alternatives.ts";
import { carryThing } from "../../src/ask/follow-up.ts";
import { ask, lexicon, said } from "./library.ts";

const lines = (text: string) => said(ask({ text })).split("\n");

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
      /Never commit|not keep Secrets in Git/,
    ],
  ])("%s: the first two lines", (text, one, other) => {
    const [first, second] = lines(text);
    expect(first).toMatch(one);
    expect(second).toMatch(other);
  });

  test("a half without a thing of its own is about that of the half before", () => {
    const carried = carryThing("do my apps keep running?", "what if etcd loses quorum?", lexicon.find);
    expect(carried).toMatch(/^do my apps keep running\? \(.*etcd/);
    expect(carryThing("what is a ConfigMap?", "what if etcd loses quorum?", lexicon.find)).toBe("what is a ConfigMap?");
  });
});
