// What somebody finds in App Home: how they stand, what comes next, and, for admins, the questions to look at.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { printItems } from "../../src/cli/print-items.ts";
import { itemStatistics } from "../../src/quiz/item-statistics.ts";
import { createHomeRoom } from "../../src/school/home.ts";
import { type Rooms, library, openRooms, optionOf } from "./rooms.ts";

const DAY = 24 * 3600_000;
const START = Date.UTC(2026, 8, 1, 12);
const SINGLE = "autoscaling-formula-ratio";

let school: Rooms;
beforeEach(async () => {
  school = await openRooms(START);
});
afterEach(() => school.close());

const room = () => {
  const clock = { now: school.now, onMove: () => () => {}, close: () => {} };
  return createHomeRoom({ store: school.store, library, clock, reviews: school.reviews, disputes: school.disputes });
};
const about = (id: string, channels: string[] = [], isAdmin = false) => room().about("T1", { id, isAdmin }, channels);

test("mastery grows with what was answered rightly, fades with time, and is nothing for who has answered nothing", async () => {
  expect((await about("U1")).mastery.size).toBe(0);
  const quiz = await school.post(SINGLE);
  await school.press(quiz, "U1", optionOf(quiz, true));
  await school.press(quiz, "U2", optionOf(quiz, false));
  const of = async (person: string) => (await about(person)).mastery.get("autoscaling") ?? 0;
  const [right, wrong] = [await of("U1"), await of("U2")];
  expect(right).toBeGreaterThan(wrong);
  expect(wrong).toBeGreaterThan(0);
  expect(right).toBeLessThan(0.2);
  school.pass(60 * DAY);
  expect(await of("U1")).toBeLessThan(right);
  expect((await about("U1")).mastery.get("pods")).toBe(0);
});

test("weeks in a row, and the next quizzes of one's own channels alone", async () => {
  const timetable = { hour: 9, minute: 0, zone: "Etc/UTC", weekdays: [3] };
  for (const [id, channel] of [
    ["s1", "C1"],
    ["s2", "C2"],
    ["s3", "C1"],
  ] as const)
    await school.quiz.schedule({ id, channel, team: "T1", owner: "U9", timetable, track: "", openFor: DAY });
  await school.quiz.change("s3", { id: "U9", isAdmin: false }, "pause");
  for (let week = 0; week < 2; week++) {
    const quiz = await school.post(SINGLE);
    await school.press(quiz, "U1", optionOf(quiz, true));
    school.pass(7 * DAY);
  }
  const found = await about("U1", ["C1", "C3"]);
  expect(found).toMatchObject({ streak: 2, isNamed: false, labs: [], waiting: [], items: [] });
  expect(found.next.map(({ id }) => id)).toEqual(["s1"]);
  await room().setNamed("T1", "U1", true);
  expect((await about("U1")).isNamed).toBe(true);
});

test("flagged questions are for admins alone, and are told with their figures by command", async () => {
  const quiz = await school.post(SINGLE);
  for (let person = 1; person <= 30; person++) await school.press(quiz, `U${person}`, optionOf(quiz, true));
  expect((await about("U1")).items).toEqual([]);
  const { items } = await about("U1", [], true);
  expect(items).toMatchObject([{ id: SINGLE, count: 30, share: 1 }]);
  expect(items[0]!.flags).toContain("nearly everybody is right");
  const printed = printItems(itemStatistics(await school.store.quizzes.answersSince(0)));
  expect(printed).toMatch(/^1 question was answered, 1 is flagged\n/);
  expect(printed).toMatch(
    / {6}30 {3}100 % {15}- {7}0 % {2}autoscaling-formula-ratio\n {10}! nearly everybody is right/,
  );
  expect(printItems([])).toBe("Nobody has answered a quiz yet.");
});
