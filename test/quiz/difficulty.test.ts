// Elo on learners whose abilities, and questions whose difficulties, are known because they were drawn.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BEGINNER, type Rating, chanceOf, difficultyOf, priorOf, rate, unanswered } from "../../src/quiz/difficulty.ts";
import { type Random, createRandom } from "../../src/quiz/random.ts";

const LEARNERS = 2_000;
const ITEMS = 60;
const ANSWERS_EACH = 40;

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** 2,000 learners answer about 40 questions each, in a random order of all answers; authors guess levels, at random or about right. */
function simulate(seed: string, author: (difficulty: number, random: Random) => number) {
  const random = createRandom(seed);
  const abilities = Array.from({ length: LEARNERS }, () => normal(random));
  const difficulties = Array.from({ length: ITEMS }, () => 1.2 * normal(random));
  const levels = difficulties.map((difficulty) => author(difficulty, random));
  const learners: Rating[] = abilities.map(() => BEGINNER);
  const items: Rating[] = levels.map(unanswered);
  const predictions: { chance: number; correct: boolean }[] = [];
  for (let turn = 0; turn < LEARNERS * ANSWERS_EACH; turn++) {
    const [who, what] = [Math.floor(random() * LEARNERS), Math.floor(random() * ITEMS)];
    const correct = random() < 1 / (1 + Math.exp(difficulties[what]! - abilities[who]!));
    const chance = chanceOf(learners[who]!.value, difficultyOf(items[what]!, levels[what]!));
    predictions.push({ chance, correct });
    const rated = rate({ learner: learners[who]!, item: items[what]! }, correct);
    [learners[who], items[what]] = [rated.learner, rated.item];
  }
  const found = items.map((item, index) => difficultyOf(item, levels[index]!));
  return { difficulties, found, abilities, learners, predictions };
}

function ranks(values: number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other);
  return values.map((value) => sorted.indexOf(value));
}

/** Of values without ties. */
function spearman(one: number[], other: number[]): number {
  const [first, second] = [ranks(one), ranks(other)];
  const squares = first.reduce((sum, rank, index) => sum + (rank - second[index]!) ** 2, 0);
  return 1 - (6 * squares) / (one.length * (one.length ** 2 - 1));
}

/** The expected calibration error in ten bins of equal width. */
function calibrationError(predictions: { chance: number; correct: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ chance: 0, correct: 0 }));
  for (const { chance, correct } of predictions) {
    const bin = bins[Math.min(9, Math.floor(chance * 10))]!;
    bin.chance += chance;
    bin.correct += correct ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.chance - bin.correct), 0) / predictions.length;
}

const inLevels = (difficulty: number) => Math.min(5, Math.max(1, Math.round(difficulty / 0.5 + 3)));

describe("Elo on simulated learners", () => {
  test.each([
    [
      "an author who is about right",
      (difficulty: number, random: Random) => inLevels(difficulty + 0.7 * normal(random)),
    ],
    ["an author who only guesses", (_: number, random: Random) => 1 + Math.floor(random() * 5)],
  ])("finds the order of difficulty and is calibrated after %s", (name, author) => {
    const { difficulties, found, predictions, abilities, learners } = simulate("elo", author);
    const order = spearman(difficulties, found);
    const error = calibrationError(predictions.slice(predictions.length / 2));
    const able = spearman(
      abilities,
      learners.map(({ value }) => value),
    );
    console.info(
      `Elo, ${name}: ${ITEMS} items, ${predictions.length} answers of ${LEARNERS}: Spearman ${order.toFixed(3)} (difficulty), ${able.toFixed(3)} (ability), ECE ${error.toFixed(4)}`,
    );
    expect(order).toBeGreaterThanOrEqual(0.9);
    expect(error).toBeLessThanOrEqual(0.035);
  });
});

const rating = fc.record({ value: fc.double({ min: -6, max: 6, noNaN: true }), answers: fc.nat(2_000) });

describe("one answer", () => {
  test("moves both, in opposite directions, the less the more is known", () => {
    fc.assert(
      fc.property(rating, rating, fc.boolean(), (learner, item, correct) => {
        const after = rate({ learner, item }, correct);
        const sign = correct ? 1 : -1;
        expect(Math.sign(after.learner.value - learner.value)).toBe(sign);
        expect(Math.sign(after.item.value - item.value)).toBe(-sign);
        expect([after.learner.answers, after.item.answers]).toEqual([learner.answers + 1, item.answers + 1]);
        const known = rate({ learner: { ...learner, answers: learner.answers + 50 }, item }, correct);
        expect(Math.abs(known.learner.value - learner.value)).toBeLessThan(
          Math.abs(after.learner.value - learner.value),
        );
      }),
    );
  });

  test("the first ones hardly outweigh the author; many do", () => {
    expect(difficultyOf(unanswered(5), 5)).toBe(priorOf(5));
    expect(difficultyOf({ value: -3, answers: 1 }, 5)).toBeCloseTo((-3 + 10 * priorOf(5)) / 11, 10);
    expect(difficultyOf({ value: -3, answers: 990 }, 5)).toBeLessThan(-2.9);
  });
});
