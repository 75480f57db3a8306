// Fair turns for questions.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { pickQuestion } from "../../src/quiz/pick.ts";
import { aQuestion } from "./fixture.ts";

const DAY = 24 * 3600_000;
type Asked = { question: string; postedAt: number };

/** The ids picked when one question is posted every so often. */
function rotation(lessons: string[], posts: number, every = DAY, seed = "seed"): { ids: string[]; lessons: string[] } {
  const candidates = lessons.map((lesson, n) => aQuestion(`q${n}`, lesson));
  const history: Asked[] = [];
  const picked: string[] = [];
  for (let n = 0; n < posts; n++) {
    const question = pickQuestion(candidates, history, n * every, `${seed}-${n}`)!;
    history.push({ question: question.id, postedAt: n * every });
    picked.push(question.lesson);
  }
  return { ids: history.map(({ question }) => question), lessons: picked };
}

/** The id picked from candidates written as "a/pods b/nodes", after a history written as "a@1 b@2.5", on a day. */
function pick(candidates: string, history: string, day: number, seed = "seed"): string | undefined {
  const questions = words(candidates).map((word) => aQuestion(...(word.split("/") as [string, string])));
  const asked = words(history).map((word) => {
    const [question, at] = word.split("@") as [string, string];
    return { question, postedAt: Number(at) * DAY };
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
