// What is remembered, and when it comes back: held against ts-fsrs's own scheduler, and against what FSRS promises.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Rating, createEmptyCard, fsrs } from "ts-fsrs";
import { type Memory, type Recall, retrievability, review } from "../../src/quiz/memory.ts";
import { createRandom } from "../../src/quiz/random.ts";

const DAY = 24 * 3600_000;
const START = Date.UTC(2026, 8, 1, 9);

/** The memories after answers, each given `days` after the one before. */
function after(answers: { recall: Recall; days: number }[]): Memory[] {
  const memories: Memory[] = [];
  let now = START;
  for (const { recall, days } of answers) {
    now += days * DAY;
    memories.push(review(memories.at(-1), recall, now));
  }
  return memories;
}

const RECALLS = ["forgotten", "guessed", "known"] as const;
const RATINGS = { forgotten: Rating.Again, guessed: Rating.Hard, known: Rating.Good } as const;
const answers = fc.array(fc.record({ recall: fc.constantFrom(...RECALLS), days: fc.integer({ min: 0, max: 400 }) }), {
  minLength: 1,
  maxLength: 12,
});

describe("a memory", () => {
  test("is what ts-fsrs's scheduler makes of the same answers, with no fuzz and no learning steps", () => {
    const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, request_retention: 0.9 });
    fc.assert(
      fc.property(answers, (given) => {
        const memories = after(given);
        let [card, now] = [createEmptyCard(new Date(START)), START];
        for (const [index, { recall, days }] of given.entries()) {
          now += days * DAY;
          card = scheduler.next(card, new Date(now), RATINGS[recall]).card;
          expect(memories[index]!.stability).toBeCloseTo(card.stability, 6);
          expect(memories[index]!.difficulty).toBeCloseTo(card.difficulty, 6);
          // The scheduler counts in whole days, and keeps the waits of the four grades a day apart.
          expect(Math.abs(memories[index]!.dueAt - card.due.getTime()) / DAY).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  test("is due when the chance of recall has fallen to 0.9, a day later at the soonest", () => {
    fc.assert(
      fc.property(answers, (given) => {
        const memory = after(given).at(-1)!;
        const wait = (memory.dueAt - memory.reviewedAt) / DAY;
        expect(wait).toBeGreaterThanOrEqual(1);
        // What is forgotten within a day has fallen further by then; what lasts a century, less far.
        const chance = retrievability(memory, memory.dueAt);
        const error = wait === 1 ? Math.max(0, chance - 0.9) : wait < 36_500 ? Math.abs(chance - 0.9) : 0;
        expect(error).toBeLessThan(1e-4);
      }),
    );
  });

  test("waits longer after each success on its day, and shorter after a failure", () => {
    const waits: number[] = [];
    let memory: Memory | undefined;
    for (let turn = 0; turn < 8; turn++) {
      memory = review(memory, "known", memory?.dueAt ?? START);
      waits.push(memory.dueAt - memory.reviewedAt);
    }
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect(waits[0]! / DAY).toBeCloseTo(2.3, 1);
    expect(waits.at(-1)! / DAY).toBeGreaterThan(365);
    const failed = review(memory, "forgotten", memory!.dueAt);
    expect(failed.dueAt - failed.reviewedAt).toBeLessThan(waits.at(-1)! / 10);
    expect(failed.difficulty).toBeGreaterThan(memory!.difficulty);
  });

  test("is weaker after a guess than after an answer that was known, and stronger than after a failure", () => {
    const first = review(undefined, "known", START);
    const [failed, lucky, known] = RECALLS.map((recall) => review(first, recall, first.dueAt).stability);
    expect(lucky).toBeLessThan(known!);
    expect(lucky).toBeGreaterThan(failed!);
  });

  test("gains next to nothing by a repetition after minutes, and survives a clock that went back", () => {
    const first = review(undefined, "known", START);
    const soon = review(first, "known", START + 5 * 60_000);
    expect(soon.stability / first.stability).toBeLessThan(1.05);
    expect(review(first, "known", START - DAY).stability).toBeCloseTo(review(first, "known", START).stability, 8);
    expect(retrievability(first, START - DAY)).toBe(1);
  });

  test("predicts learners who forget by the published curve: of what is due, nine in ten is recalled", () => {
    const random = createRandom("forgetting");
    const bins = Array.from({ length: 10 }, () => ({ predicted: 0, recalled: 0, count: 0 }));
    let [due, recalledWhenDue] = [0, 0];
    for (let card = 0; card < 2_000; card++) {
      let memory = review(undefined, "known", START);
      for (let turn = 0; turn < 8; turn++) {
        // Some come on the day, some a good deal later.
        const isLate = random() < 0.5;
        const now = memory.dueAt + (isLate ? Math.floor(random() * 8 * (memory.dueAt - memory.reviewedAt)) : 0);
        const chance = retrievability(memory, now);
        const recalled = random() < trueRecall(memory, now);
        const bin = bins[Math.min(9, Math.floor(chance * 10))]!;
        bin.predicted += chance;
        bin.recalled += recalled ? 1 : 0;
        bin.count++;
        if (!isLate && memory.dueAt - memory.reviewedAt > DAY) {
          due++;
          recalledWhenDue += recalled ? 1 : 0;
        }
        memory = review(memory, recalled ? "known" : "forgotten", now);
      }
    }
    const total = bins.reduce((sum, { count }) => sum + count, 0);
    const error = bins.reduce((sum, { predicted, recalled }) => sum + Math.abs(predicted - recalled), 0) / total;
    console.info(
      `FSRS: ${total} reviews, ECE ${error.toFixed(4)}, recalled when due ${(recalledWhenDue / due).toFixed(4)}`,
    );
    expect(error).toBeLessThan(0.01);
    expect(Math.abs(recalledWhenDue / due - 0.9)).toBeLessThan(0.015);
  });
});

/** FSRS-6's forgetting curve as it is published: R = (1 + factor * t / S) ^ -w20, with w20 = 0.1542 and R(S) = 0.9. */
function trueRecall({ stability, reviewedAt }: Memory, now: number): number {
  const decay = -0.1542;
  const factor = 0.9 ** (1 / decay) - 1;
  return (1 + (factor * (now - reviewedAt)) / DAY / stability) ** decay;
}
