// What answers say about questions: against simulated learners of known ability, and figures worked out by hand.
import { describe, expect, test } from "@jest/globals";
import { type ItemAnswer, itemStatistics } from "../../src/quiz/item-statistics.ts";
import { createRandom } from "../../src/quiz/random.ts";
import type { Reply } from "../../src/quiz/reply.ts";
import { aNumeric, aQuestion } from "./fixture.ts";

const option = (chosen: number): Reply => ({ kind: "option", option: chosen });
/** Option 1 is right. */
const given = (id: string, person: string, chosen: number, disputed = false): ItemAnswer => ({
  question: aQuestion(id),
  person,
  reply: option(chosen),
  correct: chosen === 1,
  disputed,
});
const people = (count: number) => Array.from({ length: count }, (_, n) => `U${n}`);
const byId = (answers: ItemAnswer[]) => new Map(itemStatistics(answers).map((item) => [item.id, item]));

/** Everybody answers three easy questions, of which those of even number miss all. */
const background = (count: number) =>
  ["b1", "b2", "b3"].flatMap((id) => people(count).map((person, n) => given(id, person, n % 2 === 0 ? 0 : 1)));

describe("item statistics", () => {
  test("are worked out as by hand", () => {
    const answers = [
      ...["b1", "b2", "b3"].flatMap((id, at) => [1, 2, 3, 4].map((n) => given(id, `U${n}`, n > at + 1 ? 1 : 0))),
      ...[1, 2, 3, 4].map((n) => given("q", `U${n}`, n > 2 ? 1 : 3)),
    ];
    // Right elsewhere: 0, 1, 2 and 3 of 3; right here: no, no, yes, yes. r = 2 / sqrt(5) = 0.894.
    const item = byId(answers).get("q")!;
    expect(item).toMatchObject({ count: 4, share: 0.5, disputeRate: 0, flags: [] });
    expect(item.discrimination).toBeCloseTo(2 / Math.sqrt(5), 10);
    expect(item.distractors.map(({ share }) => share)).toEqual([0, 0, 0.5]);
    expect(item.distractors[2]!.discrimination).toBeCloseTo(-2 / Math.sqrt(5), 10);
  });

  test("count the first answer of each person alone", () => {
    const item = byId([given("q", "U1", 0), given("q", "U1", 1), given("q", "U2", 1)]).get("q")!;
    expect(item).toMatchObject({ count: 2, share: 0.5 });
  });

  test("flag what is too hard, too easy, idle, and chosen by those who know", () => {
    const who = people(40);
    const answers = [
      ...background(40),
      // Those who know (odd) choose 0, a wrong one; the others the right one: the key is wrong, or the question misleads.
      ...who.map((person, n) => given("upside-down", person, n % 2 === 0 ? 1 : 0)),
      ...who.map((person) => given("easy", person, 1)),
      ...who.map((person, n) => given("hard", person, n === 0 ? 1 : 2)),
    ];
    const items = byId(answers);
    expect(items.get("upside-down")!.discrimination).toBeLessThan(-0.95);
    expect(items.get("upside-down")!.flags).toEqual([
      "does not tell who knows the subject",
      'those who know choose "option 0"',
      'hardly anybody chooses "option 2"',
      'hardly anybody chooses "option 3"',
    ]);
    expect(items.get("easy")!.flags).toContain("nearly everybody is right");
    expect(items.get("easy")!.discrimination).toBeUndefined();
    expect(items.get("hard")!.flags).toContain("hardly anybody is right");
    const counts = itemStatistics(answers).map(({ flags }) => flags.length);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
  });

  test("flag nothing by few answers, but disputes by two", () => {
    const few = people(29).map((person) => given("few", person, 0));
    expect(byId(few).get("few")!.flags).toEqual([]);
    const one = [given("q", "U1", 0, true), ...people(9).map((person) => given("q", `V${person}`, 1))];
    expect(byId(one).get("q")!).toMatchObject({ disputeRate: 0.1, flags: [] });
    const two = [...one, given("q", "U2", 2, true)];
    expect(byId(two).get("q")!.flags).toEqual(["disputed by 2 of 11"]);
  });

  test("know no distractors where nothing is chosen, or the options are computed anew", () => {
    const number = { question: aNumeric(), person: "U1", reply: { kind: "amount", value: 1 }, correct: false } as const;
    const computed = { ...given("computed-hpa-ratio", "U1", 0) };
    for (const item of itemStatistics([{ ...number, disputed: false }, computed])) expect(item.distractors).toEqual([]);
  });

  test("tell a good question from one that is answered by chance, of simulated learners", () => {
    const random = createRandom("items");
    const answers = people(200).flatMap((person) => {
      const ability = random() * 4 - 2;
      const right = (difficulty: number) => (random() < 1 / (1 + Math.exp(2 * (difficulty - ability))) ? 1 : 0);
      const bank = [-1, -0.5, 0, 0.5, 1].map((difficulty, n) => given(`b${n}`, person, right(difficulty)));
      return [...bank, given("good", person, right(0)), given("chance", person, Math.floor(random() * 4))];
    });
    const items = byId(answers);
    expect(items.get("good")!.discrimination).toBeGreaterThan(0.4);
    expect(items.get("good")!.flags).not.toContain("does not tell who knows the subject");
    expect(Math.abs(items.get("chance")!.discrimination!)).toBeLessThan(0.15);
  });
});
