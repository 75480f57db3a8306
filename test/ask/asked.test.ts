// What a section is asked in a learner's very words is answered, and by that section first; nothing else is let in by it.
import { describe, expect, test } from "@jest/globals";
import type { Answer } from "../../src/ask/answer.ts";
import { createWording } from "../../src/ask/said-alike.ts";
import { createQuery } from "../../src/ask/query.ts";
import { ask, lexicon, library, outcome } from "./library.ts";

/** Some 1,800 of them: of all 1 in 200 is refused, and so large a sample swings by a third of that. */
const EVERY = 29;

/** Each question that sections are asked, with the sections. */
const asked = Map.groupBy(
  library.lessons.flatMap(({ sections }) =>
    sections.flatMap(({ id, asked: all }) => all.map((text) => ({ id, text }))),
  ),
  ({ text }) => text,
);
const sample = [...asked].filter((_, at) => at % EVERY === 0);
const answers = sample.map(([text, sections]) => ({ text, sections, answer: ask({ text }) }));

/** The sections that an answer quotes, in its order. */
function quoted(answer: Answer): string[] {
  if (answer.kind !== "answer") return [];
  return answer.sentences.map(({ cites: [first] }) => answer.citations.find(({ n }) => n === first)!.passage.id);
}

const lead = (text: string) => quoted(ask({ text }))[0];

describe("what a section is asked", () => {
  test("there are some hundreds to look at", () => expect(sample.length).toBeGreaterThan(150));

  test("of a hundred such questions at least 99 are answered", () => {
    const refused = answers.filter(({ answer }) => answer.kind !== "answer");
    expect(refused.length / answers.length).toBeLessThanOrEqual(0.01);
  });

  test("at least 90 of a hundred answers begin with a section that is asked just this", () => {
    const right = answers.filter(({ answer, sections }) => sections.some(({ id }) => id === quoted(answer)[0]));
    expect(right.length / answers.length).toBeGreaterThanOrEqual(0.9);
  });

  test("not a third of the lines come from other sections", () => {
    const lines = answers.flatMap(({ answer, sections }) =>
      quoted(answer).map((id) => sections.some((section) => section.id === id)),
    );
    expect(lines.filter((isOwn) => !isOwn).length / lines.length).toBeLessThan(0.3);
  });

  test.each([
    ["only my api should reach postgres", "network-policies#protect-db"],
    ["give container access to a usb device", "running-containers#device"],
    ["why is latest bad", "images-and-layers#avoid-latest"],
    ["is a pod a container", "pods#pod-and-container"],
    ["can kubernetes run on one machine", "kubernetes-architecture#smallest"],
    ["how do i see what would change before i apply a manifest", "kubectl#diff-is"],
  ])("%s", (text, section) => expect(lead(text)).toBe(section));

  test.each([
    ["what is the mesos fluxdrive allocator"],
    ["Which secret service protects the president?"],
    ["How do I make a shell script executable?"],
    ["how does garbage collection work in go"],
    ["why is the latest novel bad"],
  ])("its words alone let nothing in: %s", (text) => expect(outcome(ask({ text }))).not.toBe("answer"));
});

describe("the wording of two questions", () => {
  const wording = (text: string, other: string) =>
    createWording(
      createQuery(text, lexicon, () => true),
      () => 2,
    )(other);

  test("the same words in any order are the same, polite ones not counted", () => {
    expect(wording("is a pod a container?", "is a container a pod please")).toBe(1);
    expect(wording("how do I see what a pod does", "what does my pod do")).toBe(1);
  });

  test("the words around the same things tell questions apart", () => {
    expect(wording("is a pod a container?", "many containers in one pod")).toBeLessThan(0.8);
    expect(wording("who deleted my pod", "when was my pod deleted")).toBeLessThan(0.7);
  });

  test("several words with one synonym say no more than it", () => {
    const question = "What distinguishes liveness checks from readiness checks within the probes of a pod?";
    expect(wording(question, "kinds of the probes of a pod")).toBeLessThan(0.8);
    expect(wording(question, "how do liveness checks differ from readiness checks")).toBeGreaterThan(0.5);
  });

  test("texts that share nothing are 0", () => expect(wording("what is etcd", "drain a node")).toBe(0));
});
