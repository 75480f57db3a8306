// Answers in one's own words: what counts as said, what does not, and the gate for those who write such questions.
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { checkQuestion } from "../../src/knowledge/check-question.ts";
import { parseQuestions } from "../../src/knowledge/question.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { FreeTextQuestion } from "../../src/knowledge/types.ts";
import { grade } from "../../src/quiz/grade.ts";
import { readReply } from "../../src/quiz/read-reply.ts";
import { tally } from "../../src/quiz/tally.ts";

const question: FreeTextQuestion = {
  id: "own-words",
  lesson: "probes",
  objective: "o",
  section: "probes#why",
  difficulty: 3,
  stem: "What does a failing readiness probe do?",
  explanation: "Because.",
  file: "knowledge/questions/probes.yaml",
  line: 1,
  type: "free-text",
  facts: [
    { fact: "The pod gets no more traffic.", words: [["traffic", "endpoint", "taken out of the Service"]] },
    { fact: "Nothing is restarted.", words: [["not restart", "no restart", "keeps running", "without a restart"]] },
  ],
  sample: "It takes the pod out of traffic; the container is not restarted.",
};
const judge = (text: string) => grade(question, { kind: "text", text });

describe("an answer in one's own words", () => {
  test.each([
    "It takes the pod out of traffic; the container is not restarted.",
    "The Endpoints lose the pod, and it KEEPS RUNNING.",
    "the pod is taken out of the service. It doesn't restart anything",
    "No restarts, just no traffic? Well: its endpoint goes away",
  ])("is right when it says every fact: %s", (text) => {
    const feedback = question.facts.map(({ fact }) => `• Found: ${fact}`).join("\n");
    expect(judge(text)).toMatchObject({ correct: true, feedback, partly: "", reader: "words" });
  });

  test.each([
    ["It restarts the pod, and traffic stops.", ["Nothing is restarted."]],
    ["The container is not restarted.", ["The pod gets no more traffic."]],
    ["It never loses its endpoint and is not restarted", ["The pod gets no more traffic."]],
    ["I like ships & <b>anchors</b>", ["The pod gets no more traffic.", "Nothing is restarted."]],
  ])("is told what is missing: %s", (text, missing) => {
    const judged = judge(text);
    expect(judged.correct).toBe(false);
    const lines = question.facts.map(({ fact }) => `• ${missing.includes(fact) ? "Not found" : "Found"}: ${fact}`);
    expect(judged.feedback).toBe(lines.join("\n"));
    expect(judged.partly).toBe(`${2 - missing.length} of 2 key facts were found.`);
  });

  test("is read from the form, and counted without its words", () => {
    expect(readReply(question, { text: "  out of traffic \n" })).toEqual({
      reply: { kind: "text", text: "out of traffic" },
    });
    expect(readReply(question, { text: " \n" })).toEqual({
      problems: [{ field: "text", problem: "Write a sentence or two." }],
    });
    const answers = ["a", "b"].map((text) => ({ reply: { kind: "text" as const, text }, correct: false }));
    expect(tally(question, answers).given).toEqual([{ text: "not every key fact", count: 2, correct: false }]);
  });
});

describe("the gate", () => {
  const complaints = (changes: Partial<FreeTextQuestion>) =>
    checkQuestion({ ...question, ...changes }).map(({ found }) => found);

  test("lets a good question through, as its file says it", () => {
    expect(complaints({})).toEqual([]);
    const { facts, sample } = question;
    const file = JSON.stringify({
      lesson: "probes",
      questions: [
        {
          id: "a",
          type: "free-text",
          objective: "o",
          section: "why",
          difficulty: 3,
          stem: "What?",
          explanation: "So.",
          facts,
          sample,
        },
      ],
    });
    expect(parseQuestions(file, "probes.yaml")).toMatchObject({ value: [{ type: "free-text", facts, sample }] });
  });

  test("complains of each rule that is broken", () => {
    expect(complaints({ facts: [] })).toEqual(['question "own-words" has 0 key facts']);
    expect(complaints({ sample: "It stays out of traffic." })).toEqual([
      'question "own-words" has a sample that does not say "Nothing is restarted."',
    ]);
    expect(complaints({ stem: "Why is there no traffic, and where does an endpoint go?" })).toEqual([
      'question "own-words" says "The pod gets no more traffic." in its stem already',
    ]);
  });
});

test("whoever repeats the stem of a question of the bank has not answered it", () => {
  const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));
  const own = questions.filter((one) => one.type === "free-text");
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((one) => grade(one, { kind: "text", text: one.stem }).correct)).toEqual([]);
});
