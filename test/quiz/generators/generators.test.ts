// Computed questions: whatever is drawn passes the gate, its arithmetic adds up, and its key stands anywhere.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { guesses } from "../../../src/knowledge/check-bank.ts";
import { checkQuestion } from "../../../src/knowledge/check-question.ts";
import { printProblem } from "../../../src/knowledge/problem.ts";
import { readLibrary } from "../../../src/knowledge/read.ts";
import type { Question } from "../../../src/knowledge/types.ts";
import { generators } from "../../../src/quiz/generators/registry.ts";
import { grade } from "../../../src/quiz/grade.ts";
import { optionOrder } from "../../../src/quiz/pick.ts";
import { createRandom } from "../../../src/quiz/random.ts";
import type { Reply } from "../../../src/quiz/reply.ts";

const SEEDS = 1000;

/** Those that play a whole cluster for each question take ten milliseconds each; they have few different drawings. */
const PLAYED = new Set(["computed-rollout-stuck", "computed-statefulset-partition"]);

/** All drawings of the rule, generated once. */
function drawings(id: string): Question[] {
  const generator = generators.find((each) => each.id === id)!;
  return Array.from({ length: SEEDS }, (_, seed) => generator.generate(createRandom(`${id} ${seed}`)));
}

test("there are at least twenty rules, all by different names, each explained by a section and an objective of a lesson", () => {
  expect(generators.length).toBeGreaterThanOrEqual(20);
  expect(new Set(generators.map(({ id }) => id)).size).toBe(generators.length);
  const { lessons } = readLibrary(join(import.meta.dirname, "../../../knowledge"));
  for (const { id, lesson, section, objective } of generators) {
    const found = lessons.find((each) => each.id === lesson);
    expect([id, found?.sections.map((each) => each.id)]).toEqual([id, expect.arrayContaining([section])]);
    expect([id, found?.objectives.map((each) => each.id)]).toEqual([id, expect.arrayContaining([objective])]);
  }
});

describe.each(generators.map(({ id }) => id))("%s", (id) => {
  const questions = drawings(id);

  test("passes the gate with every seed, and says the same for the same seed", () => {
    expect(questions.flatMap(checkQuestion).map(printProblem)).toEqual([]);
    const generator = generators.find((each) => each.id === id)!;
    expect(generator.generate(createRandom(`${id} 7`))).toEqual(questions[7]);
  });

  test("takes its own key for right and every misconception for wrong, with its own feedback", () => {
    const unfair = questions.filter((question) => {
      const { right, wrong } = repliesTo(question);
      const graded = wrong.map((reply) => grade(question, reply));
      const isFair = graded.length >= 2 && graded.every(({ correct, feedback }) => !correct && feedback);
      return !isFair || !grade(question, right).correct;
    });
    expect(unfair).toEqual([]);
  });

  test("differs from seed to seed", () => {
    const asked = questions.map((question) => `${question.stem} ${"given" in question ? question.given : ""}`);
    // Some rules have only one number in them: managers, crashes, failures.
    expect(new Set(asked).size).toBeGreaterThanOrEqual(7);
  });

  test("shows a working whose sums are right", () => {
    expect(questions.flatMap(({ explanation }) => wrongSums(explanation))).toEqual([]);
  });
});

/** What is right, and every wrong answer that the question knows. */
function repliesTo(question: Question): { right: Reply; wrong: Reply[] } {
  if ("options" in question) {
    const replies = question.options.map((_, option): Reply => ({ kind: "option", option }));
    const key = question.options.findIndex(({ correct }) => correct);
    return { right: replies[key]!, wrong: replies.filter((_, index) => index !== key) };
  }
  if (!("answer" in question)) throw new Error(`a computed question of type ${question.type}`);
  const wrong = question.mistakes.map(({ value }): Reply => ({ kind: "amount", value }));
  return { right: { kind: "amount", value: question.answer }, wrong };
}

/** Every "ceil(9 x 140 / 80) = 16", "23 - 4 = 19" and "floor(9 / 2) + 1 = 5" of a text that does not hold. */
function wrongSums(text: string): string[] {
  const number = String.raw`-?\d+(?:\.\d+)?`;
  const product = String.raw`${number}(?: [x/] ${number})*`;
  const sum = new RegExp(
    String.raw`(?:ceil|floor)\(${product}\)(?: [+-] ${number})? = ${number}|${number} [+-] ${number} = ${number}`,
    "g",
  );
  return [...text.matchAll(sum)].map(([found]) => found).filter((found) => !holds(found));
}

function holds(equation: string): boolean {
  const [left = "", right = ""] = equation.split(" = ");
  const rounded = left.replace(/(ceil|floor)\(([^)]*)\)/, (_, how: "ceil" | "floor", inner: string) =>
    String(Math[how](Number(valueOf(inner).toFixed(9)))),
  );
  const [first = "", ...rest] = rounded.split(/ (?=[+-] )/);
  const value = rest.reduce((total, term) => total + Number(term.replace(" ", "")), valueOf(first));
  return Math.abs(value - Number(right)) < 1e-9;
}

function valueOf(product: string): number {
  const [first, ...rest] = product.split(/ (?=[x/])/);
  return rest.reduce((value, factor) => {
    const by = Number(factor.slice(2));
    return factor.startsWith("x") ? value * by : value / by;
  }, Number(first));
}

test("the sums that are checked are sums", () => {
  expect(wrongSums("ceil(9 x 140 / 80) = 16, floor(9 / 2) + 1 = 5, 23 - 4 = 19")).toEqual([]);
  expect(wrongSums("ceil(9 x 140 / 80) = 15, floor(9 / 2) + 1 = 4, 23 - 4 = 18")).toHaveLength(3);
});

test("keys stand at every place alike: chi-square over 10,000 seeded deliveries of computed questions", () => {
  const bySize = new Map<number, number[]>();
  const choosing = generators.filter(({ id }) => !PLAYED.has(id));
  for (let delivery = 0; delivery < 10_000; delivery++) {
    const generator = choosing[delivery % choosing.length]!;
    const question = generator.generate(createRandom(`delivery-${delivery}`));
    if (!("options" in question)) continue;
    const order = optionOrder(question, `delivery-${delivery}`);
    const counts = bySize.get(order.length) ?? order.map(() => 0);
    counts[order.indexOf(question.options.findIndex(({ correct }) => correct))]! += 1;
    bySize.set(order.length, counts);
  }
  // Critical values for p = .01 at 2 and 3 degrees of freedom.
  expect(chiSquare(bySize.get(3)!)).toBeLessThan(9.21);
  expect(chiSquare(bySize.get(4)!)).toBeLessThan(11.345);
});

test("who knows nothing guesses no better than chance and five points", () => {
  const all = generators.flatMap((generator) =>
    Array.from({ length: 200 }, (_, seed) => generator.generate(createRandom(`guess ${seed}`))),
  );
  for (const { guesser, share, chance } of guesses(all))
    expect([guesser, share <= chance + 0.05, share, chance]).toEqual([guesser, true, share, chance]);
});

function chiSquare(counts: number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
