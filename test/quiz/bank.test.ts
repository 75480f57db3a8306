// The bank's questions as they are graded: solutions are right, broken things are wrong, predictions come true in the simulation.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { FixYamlQuestion, PredictQuestion, Question } from "../../src/knowledge/types.ts";
import { grade } from "../../src/quiz/grade.ts";
import { readReply } from "../../src/quiz/read-reply.ts";
import type { Reply } from "../../src/quiz/reply.ts";
import { courseOf, simulate, simulated } from "../../src/quiz/simulate.ts";

const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const ofType = <T extends Question["type"]>(type: T) =>
  questions.filter((question): question is Extract<Question, { type: T }> => question.type === type);

/** The reply that the author holds right. */
function keyOf(question: Question): Reply {
  switch (question.type) {
    case "single":
    case "fault":
      return { kind: "option", option: question.options.findIndex(({ correct }) => correct) };
    case "multiple":
      return { kind: "options", options: question.options.flatMap(({ correct }, index) => (correct ? [index] : [])) };
    case "numeric":
    case "predict":
      return { kind: "amount", value: question.answer };
    case "ordering":
      return { kind: "order", order: question.steps.map((_, index) => index) };
    case "fix-yaml":
      return { kind: "manifest", text: question.solution };
    case "free-text":
      return { kind: "text", text: question.sample };
  }
}

test("every type is in the bank", () => {
  const counts = Object.groupBy(questions, ({ type }) => type);
  for (const type of [
    "single",
    "multiple",
    "fault",
    "numeric",
    "predict",
    "ordering",
    "fix-yaml",
    "free-text",
  ] as const)
    expect([type, counts[type]?.length]).toEqual([type, expect.any(Number)]);
});

test("every key is right", () => {
  const wrong = questions.filter((question) => !grade(question, keyOf(question)).correct);
  expect(wrong.map((question) => [question.id, grade(question, keyOf(question)).feedback])).toEqual([]);
});

describe("a manifest to be repaired", () => {
  test.each(ofType("fix-yaml").map((question) => [question.id, question] as const))(
    "%s is wrong as it is",
    (_, question) => {
      expect(verdictOn(question, question.manifest)).toMatch(/^(• |Line \d+ is no YAML)/);
    },
  );
});

/** "" for what is right, else what a learner is told. */
function verdictOn(question: FixYamlQuestion, text: string): string {
  const read = readReply(question, { text });
  return "problems" in read ? (read.problems[0]?.problem ?? "") : grade(question, read.reply).feedback;
}

describe("a prediction", () => {
  test.each(ofType("predict").map((question) => [question.id, question] as const))("%s comes true", (_, question) => {
    const { simulation, answer } = question;
    expect(simulation && simulate(simulation).value).toBe(answer);
    // What is shown in the thread ends where the key says, and says each value once in a row.
    const course = simulation ? simulate(simulation).course : [];
    expect(course.at(-1)?.value).toBe(answer);
    expect(
      course.every(({ at, value }, nth) => nth === 0 || (at > course[nth - 1]!.at && value !== course[nth - 1]!.value)),
    ).toBe(true);
  });

  test("is not run any more where the simulator would come to another answer today", () => {
    const [question] = ofType("predict");
    expect(courseOf(question!).length).toBeGreaterThan(0);
    expect(courseOf({ ...question!, answer: question!.answer + 1 })).toEqual([]);
  });

  test("is posted with what its simulation showed", () => {
    const [question] = ofType("predict");
    const posted = simulated(question!) as PredictQuestion;
    expect(posted.trace.split("\n").length).toBeGreaterThan(1);
    expect(posted).toMatchObject({ answer: question!.answer, id: question!.id });
  });

  test("of a manifest that is refused is an author's mistake, named", () => {
    const simulation = { ...ofType("predict")[0]!.simulation!, manifest: "kind: Pod\napiVersion: v1\nmetadata: {}\n" };
    expect(() => simulate(simulation)).toThrow("the simulation's manifest is refused");
  });
});
