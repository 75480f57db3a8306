// Fair turns for questions.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Asked, pickQuestion } from "../../src/quiz/pick.ts";
import { aQuestion } from "./fixture.ts";

const DAY = 24 * 3600_000;

const UNANSWERED = { answers: 0, missed: 0 };

/** The ids picked when one question is posted every so often. */
function rotation(
  lessons: string[],
  posts: number,
  every = DAY,
  seed = "seed",
  answered: (id: string) => typeof UNANSWERED = () => UNANSWERED,
): { ids: string[]; lessons: string[] } {
  const candidates = lessons.map((lesson, n) => aQuestion(`q${n}`, lesson));
  const history: Asked[] = [];
  const picked: string[] = [];
  for (let n = 0; n < posts; n++) {
    const question = pickQuestion(candidates, history, n * every, `${seed}-${n}`)!;
    history.push({ question: question.id, postedAt: n * every, ...answered(question.id) });
    picked.push(question.lesson);
  }
  return { ids: history.map(({ question }) => question), lessons: picked };
}

/**
 * The id picked from candidates written as "a/pods b/nodes", after a history written as "a@1 b@2.5" (or "a@1:3/8" where three of eight
 * answers were wrong), on a day.
 */
function pick(candidates: string, history: string, day: number, seed = "seed"): string | undefined {
  const questions = words(candidates).map((word) => aQuestion(...(word.split("/") as [string, string])));
  const asked = words(history).map((word) => {
    const [question = "", at = "", missed = "0", answers = "0"] = word.split(/[@:/]/);
    return { question, postedAt: Number(at) * DAY, missed: Number(missed), answers: Number(answers) };
  });
  return pickQuestion(questions, asked, day * DAY, seed)?.id;
}

const words = (text: string) => text.split(" ").filter(Boolean);

describe("the next question", () => {
  test.each([
    ["nothing to pick from", "", "a@1", 2, undefined],
    ["never asked goes first, even of the same lesson", "a/pods b/nodes c/pods", "b@1 a@2", 100, "c"],
    ["then the one asked longest ago", "a/x b/y c/z", "b@1 c@2 a@3", 100, "b"],
    ["longest ago counts from the last time", "a/x b/y", "b@1 a@2 b@3", 100, "a"],
    ["gives way to another lesson", "a/pods b/pods c/nodes", "a@1 c@2 b@3", 100, "c"],
    ["but not to a question asked more often", "a/pods b/pods c/nodes", "c@0 a@1 c@2 b@3", 100, "a"],
    ["a last question that has left the library has no lesson", "a/x b/y", "b@0 a@1 gone@2", 100, "b"],
    ["two days are too soon, even for another lesson", "b/x c/y d/x", "b@0 c@1 d@2", 3, "b"],
    ["exactly three days are enough", "b/x c/y d/x", "b@0 c@0.1 d@2", 3.1, "c"],
    ["when all are too soon, the one longest ago", "a/x b/y", "a@1 b@1.1", 1.2, "a"],
    ["what most missed comes back sooner", "a/x b/y c/z", "a@0:0/16 b@2:16/16 c@9", 10, "b"],
    ["but not before one that waits twice as long", "a/x b/y c/z", "a@0:0/16 b@5.1:16/16 c@9", 10, "a"],
    ["nor within three days", "a/x b/y c/z", "a@4 b@7.5:99/99 c@9", 10, "a"],
    ["one wrong answer is no reason", "a/x b/y c/z", "a@0 b@3:1/1 c@9", 10, "a"],
    ["what nobody was asked goes before what everybody missed", "a/x b/y", "a@0:99/99", 10, "b"],
    ["the only one, however soon", "a/x", "a@1", 1.1, "a"],
  ])("%s", (_, candidates, history, day, expected) => {
    expect(pick(candidates, history, day)).toBe(expected);
  });

  test("the order of the candidates does not matter, the seed does", () => {
    const candidates = Array.from({ length: 8 }, (_, n) => `q${n}/pods`);
    expect(pick(candidates.toReversed().join(" "), "", 1)).toBe(pick(candidates.join(" "), "", 1));
    const picked = Array.from({ length: 200 }, (_, n) => pick(candidates.join(" "), "", 1, `seed ${n}`));
    expect(new Set(picked).size).toBe(8);
  });

  test("a rotation is fair, spaced and changes lessons", () => {
    const bank = fc.array(fc.constantFrom("pods", "nodes", "services"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(bank, fc.string(), (lessons, seed) => {
        const { ids } = rotation(lessons, lessons.length * 4, DAY, seed);
        expect(new Set(ids.slice(0, lessons.length)).size).toBe(lessons.length);
        const counts = lessons.map((_, n) => ids.filter((id) => id === `q${n}`).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(closest(ids)).toBeGreaterThanOrEqual(Math.min(3, Math.ceil(lessons.length / 2)));
      }),
    );
  });

  test("what is always missed is asked up to twice as often, and everything else still has its turn", () => {
    const missedBy = (id: string) => ({ answers: 20, missed: id === "q0" ? 20 : 1 });
    const { ids } = rotation(
      Array.from({ length: 12 }, (_, n) => `lesson ${n}`),
      600,
      DAY,
      "seed",
      missedBy,
    );
    const counts = Array.from({ length: 12 }, (_, n) => ids.filter((id) => id === `q${n}`).length);
    const others = counts.slice(1);
    expect(counts[0]! / Math.max(...others)).toBeGreaterThan(1.5);
    expect(counts[0]! / Math.min(...others)).toBeLessThanOrEqual(2);
    expect(Math.max(...others) - Math.min(...others)).toBeLessThanOrEqual(2);
    expect(closest(ids)).toBeGreaterThanOrEqual(3);
  });

  test("two lessons of one size always take turns", () => {
    const { lessons } = rotation(["a", "a", "a", "a", "b", "b", "b", "b"], 64);
    expect(lessons.filter((lesson, n) => lesson === lessons[n - 1])).toEqual([]);
  });
});

/** The smallest number of posts between two times of one question. */
function closest(ids: string[]): number {
  const gaps = ids.map((id, n) => n - ids.lastIndexOf(id, n - 1)).filter((_, n) => n > 0 && ids.indexOf(ids[n]!) < n);
  return Math.min(...gaps);
}
