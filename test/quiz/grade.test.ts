// What an answer is worth.
import { describe, expect, test } from "@jest/globals";
import { grade } from "../../src/quiz/grade.ts";
import type { Reply } from "../../src/quiz/reply.ts";
import { tally } from "../../src/quiz/tally.ts";
import { aFix, aMultiple, aNumeric, aQuestion, anOrdering } from "./fixture.ts";

const single = aQuestion("a", "pods", 2);
const option = (index: number): Reply => ({ kind: "option", option: index });
const options = (...indices: number[]): Reply => ({ kind: "options", options: indices });
const amount = (value: number): Reply => ({ kind: "amount", value });
const order = (...steps: number[]): Reply => ({ kind: "order", order: steps });
const manifest = (text: string): Reply => ({ kind: "manifest", text });

describe("single choice", () => {
  test("a right and a wrong answer, each with its own feedback", () => {
    expect(grade(single, option(2))).toMatchObject({ correct: true, feedback: "feedback 2" });
    expect(grade(single, option(0))).toMatchObject({ correct: false, feedback: "feedback 0" });
  });

  test.each([-1, 4, 1.5, Number.NaN])("there is no option %d", (index) => {
    expect(() => grade(single, option(index))).toThrow(RangeError);
  });
});

describe("multiple choice", () => {
  test("takes every right option and no other", () => {
    expect(grade(aMultiple(), options(0, 2))).toMatchObject({ correct: true, partly: "" });
    expect(grade(aMultiple(), options(0))).toEqual({
      correct: false,
      feedback: "• Missing: option 2. feedback 2",
      partly: "You had 1 of the 2 right ones.",
      reply: options(0),
      said: "",
    });
    expect(grade(aMultiple(), options(0, 2, 3))).toMatchObject({
      correct: false,
      feedback: "• Not: option 3. feedback 3",
      partly: "You had 2 of the 2 right ones, and 1 that is not.",
    });
  });
});

describe("a number", () => {
  test("is right within the tolerance, both ends included", () => {
    for (const value of [9.5, 10, 10.5]) expect(grade(aNumeric(), amount(value))).toMatchObject({ correct: true });
    for (const value of [9.49, 10.51]) expect(grade(aNumeric(), amount(value))).toMatchObject({ correct: false });
    expect(grade(aNumeric({ answer: 0.3, tolerance: 0 }), amount(0.1 + 0.2))).toMatchObject({ correct: true });
  });

  test("that comes from a known misconception gets its feedback, with the answer", () => {
    expect(grade(aNumeric(), amount(20)).feedback).toBe("Twice too many. The answer is 10 pods.");
    expect(grade(aNumeric(), amount(77)).feedback).toBe("The answer is 10 pods.");
    expect(grade(aNumeric(), amount(1)).said).toBe("1 pod");
  });
});

describe("an order", () => {
  test("is right as a whole, and counted by pairs otherwise", () => {
    expect(grade(anOrdering(), order(0, 1, 2))).toMatchObject({ correct: true });
    expect(grade(anOrdering(), order(1, 0, 2))).toMatchObject({
      correct: false,
      feedback: "first before second",
      partly: "2 of 3 pairs stand in order.",
    });
    expect(grade(anOrdering(), order(2, 1, 0))).toMatchObject({ partly: "0 of 3 pairs stand in order." });
  });

  test.each([[[0, 1]], [[0, 1, 1]], [[0, 1, 3]]])("of other steps is none: %j", (steps) => {
    expect(() => grade(anOrdering(), order(...steps))).toThrow(RangeError);
  });
});

describe("a repaired manifest", () => {
  const { solution, manifest: broken } = aFix();

  test("is asserted, whatever its layout", () => {
    expect(grade(aFix(), manifest(solution))).toMatchObject({ correct: true, feedback: "" });
    const pasted = `\`\`\`yaml\n# mended\n${solution.replace("port: 80", "port:   80")}\n\`\`\``;
    expect(grade(aFix(), manifest(pasted))).toMatchObject({ correct: true });
    expect(grade(aFix(), manifest(broken))).toMatchObject({
      correct: false,
      feedback: "• The port is still wrong.",
      partly: "0 of 1 repairs are done.",
    });
  });

  test("that the API server refuses is none, and neither is another object", () => {
    const typo = grade(aFix(), manifest(solution.replace("selector:", "selektor:")));
    expect(typo.feedback).toContain('unknown field \\"spec.selektor\\"'.replaceAll("\\", ""));
    const invalid = grade(aFix(), manifest(solution.replace("port: 80", "port: 80\n    - port: 99999")));
    expect(invalid.feedback).toContain("spec.ports[1].port");
    const other = grade(aFix(), manifest(solution.replace("name: web", "name: api")));
    expect(other).toMatchObject({ correct: false, feedback: expect.stringContaining('`metadata.name` must be "web"') });
  });
});

test("not knowing is allowed and counts as wrong, for every type", () => {
  for (const question of [single, aMultiple(), aNumeric(), anOrdering(), aFix()])
    expect(grade(question, { kind: "unsure" })).toMatchObject({ correct: false, feedback: "" });
});

test("a reply of another type is a programmer's mistake", () => {
  expect(() => grade(single, amount(1))).toThrow('question "a" is of type "single"');
  expect(() => grade(aNumeric(), option(1))).toThrow('cannot be answered by "option"');
});

describe("a tally", () => {
  const answer = (reply: Reply, correct = false) => ({ reply, correct });

  test("counts votes by option", () => {
    const answers = [option(2), option(0), option(2), { kind: "unsure" } as const].map((reply) =>
      answer(reply, grade(single, reply).correct),
    );
    expect(tally(single, answers)).toEqual({ votes: [1, 0, 2, 0], given: [], unsure: 1, correct: 2, total: 4 });
    expect(tally(single, [])).toEqual({ votes: [0, 0, 0, 0], given: [], unsure: 0, correct: 0, total: 0 });
    expect(tally(aMultiple(), [answer(options(0, 2), true), answer(options(0, 3))]).votes).toEqual([2, 0, 1, 1]);
  });

  test("keeps an answer to an option that is gone in the total only", () => {
    expect(tally(single, [answer(option(7)), answer(option(2), true)])).toMatchObject({
      votes: [0, 0, 1, 0],
      correct: 1,
      total: 2,
    });
  });

  test("gathers what was typed, the most frequent first", () => {
    const answers = [20, 10, 20].map((value) => answer(amount(value), value === 10));
    expect(tally(aNumeric(), answers).given).toEqual([
      { text: "20 pods", count: 2, correct: false },
      { text: "10 pods", count: 1, correct: true },
    ]);
    const orders = [answer(order(0, 1, 2), true), answer(order(1, 0, 2)), answer(order(2, 1, 0))];
    expect(tally(anOrdering(), orders).given.map(({ text }) => text)).toEqual([
      "the right order",
      "3 of 3 pairs the wrong way round",
      "one pair the wrong way round",
    ]);
  });
});
