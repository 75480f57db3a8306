// A section of three facts or more among the single questions answers whole: what is asked of it gets all its facts, in order, and nothing else.
import { describe, expect, test } from "@jest/globals";
import { divide } from "../../src/knowledge/single-questions.ts";
import type { Answer } from "../../src/ask/answer.ts";
import { ask, library } from "./library.ts";

/** Some 1,500 lines: so large a sample swings by less than one in a hundred. */
const EVERY = 31;

const factsOf = (section: string) =>
  library.cards.filter((card) => card.section === section && card.kind === "fact").map(({ sentences }) => sentences);
const wholes = library.lessons
  .flatMap((lesson) => divide(lesson).single)
  .filter(({ id }) => factsOf(id).length >= 3)
  .map(({ id, asked }) => ({ id, asked, facts: factsOf(id).flat() }));

function said(answer: Answer): string[] {
  return answer.kind === "answer" ? answer.sentences.filter(({ code }) => !code).map(({ text }) => text) : [];
}

const isWhole = (text: string, facts: string[]) => said(ask({ text })).join("\n") === facts.join("\n");

describe("whole answers", () => {
  test("there are some hundreds", () => expect(wholes.length).toBeGreaterThan(200));

  test("of a hundred lines that they are asked by, at least 90 get all facts of their section and nothing else", () => {
    const lines = wholes.flatMap(({ asked, facts, id }) => asked.map((text) => ({ text, facts, id })));
    const sample = lines.filter((_, at) => at % EVERY === 0);
    const others = sample.filter(({ text, facts }) => !isWhole(text, facts));
    expect(1 - others.length / sample.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe("who asks for an example", () => {
  const codeIn = (text: string) => {
    const answer = ask({ text });
    return answer.kind === "answer" ? answer.sentences.filter(({ code }) => code).map((sentence) => sentence.text) : [];
  };

  test("gets the nearest manifest behind the answer, from whatever section", () => {
    expect(codeIn("Describe init containers.")).toEqual([]);
    const [example, ...others] = codeIn("Describe init containers and give an example.");
    expect(example).toContain("initContainers:");
    expect(others).toEqual([]);
  });
});

describe("which whole answer is told", () => {
  const first = (text: string) => {
    const answer = ask({ text });
    return answer.kind === "answer" ? answer.citations[0]!.passage.id : "";
  };

  test.each([
    ["Explain what a service account is and when a pod needs one.", ["access-control#service-account"]],
    ["Describe a blue-green deployment and how to roll back", ["release-strategies#blue-green-and-back"]],
  ])("no half of what a section is asked goes to another: %s", (text, sections) => {
    const answer = ask({ text });
    expect([...new Set(answer.kind === "answer" ? answer.citations.map(({ passage }) => passage.id) : [])]).toEqual(
      sections,
    );
  });

  test("the one whose fact fits best, where none is asked in just these words", () => {
    const facts = wholes.find(({ id }) => id === "cloud-native#immutable")!.facts;
    expect(said(ask({ text: "What are immutable infrastructure principles, and where are they applied?" }))).toEqual(
      facts,
    );
  });

  test("the only one that is near, however long the story", () => {
    const text =
      "Each time we do a rolling update some users see 502 errors for a few seconds, although readiness probes are there. I believe the pod dies before the ingress hears of it. What can I do?";
    expect(said(ask({ text }))).toEqual(wholes.find(({ id }) => id === "rolling-updates#errors-502")!.facts);
  });

  test("the one that is asked in these very words, whatever else fits", () =>
    expect(first("is a pod a container")).toBe("pods#pod-and-container"));
});
