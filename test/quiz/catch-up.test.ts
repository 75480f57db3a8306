// What happens to questions that fell due while nobody looked.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { dueSlots } from "../../src/quiz/catch-up.ts";
import { nextRuns, type Timetable } from "../../src/quiz/timetable.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
// Monday, 4 January 2027, 09:00 in Greenwich.
const MONDAY = 1_799_053_200_000;
const daily: Timetable = { hour: 9, minute: 0, zone: "Etc/UTC", weekdays: [1, 2, 3, 4, 5, 6, 7] };

describe("due slots", () => {
  test("nothing before the time", () => {
    expect(dueSlots(daily, MONDAY, MONDAY - 1)).toEqual({ posts: [], skipped: [], nextRunAt: MONDAY });
  });

  test.each([0, 30_000, 6 * HOUR])("%d ms late is in time", (late) => {
    expect(dueSlots(daily, MONDAY, MONDAY + late)).toEqual({ posts: [MONDAY], skipped: [], nextRunAt: MONDAY + DAY });
  });

  test("more than six hours late is skipped, with the reason in words", () => {
    const late = (ms: number) => dueSlots(daily, MONDAY, MONDAY + ms);
    const skipped = (by: string) => ({
      posts: [],
      skipped: [{ slot: MONDAY, reason: `${by} late, and a question is posted at most 6 hours late` }],
      nextRunAt: MONDAY + DAY,
    });
    expect(late(6 * HOUR + 1)).toEqual(skipped("more than 6 hours"));
    expect(late(7.5 * HOUR)).toEqual(skipped("7 hours"));
  });

  test("after days away only the newest is posted", () => {
    expect(dueSlots(daily, MONDAY, MONDAY + 3 * DAY + HOUR)).toEqual({
      posts: [MONDAY + 3 * DAY],
      skipped: [
        { slot: MONDAY, reason: "3 days late, and a question is posted at most 6 hours late" },
        { slot: MONDAY + DAY, reason: "2 days late, and a question is posted at most 6 hours late" },
        { slot: MONDAY + 2 * DAY, reason: "25 hours late, and a question is posted at most 6 hours late" },
      ],
      nextRunAt: MONDAY + 4 * DAY,
    });
  });

  test("exactly 400 skipped slots are all listed, without a summary", () => {
    const {
      posts: [post],
      skipped,
    } = dueSlots(daily, MONDAY, MONDAY + 400 * DAY);
    expect(post).toBe(MONDAY + 400 * DAY);
    expect(skipped.map(({ slot }) => slot)).toEqual(Array.from({ length: 400 }, (_, day) => MONDAY + day * DAY));
    expect(skipped.at(-1)?.reason).not.toMatch(/stands for/);
  });

  test.each([401, 402, 1000, 700_000])("of %d skipped slots 400 rows are listed and the last one says so", (days) => {
    const {
      posts: [post],
      skipped,
      nextRunAt,
    } = dueSlots(daily, MONDAY, MONDAY + days * DAY);
    expect(post).toBe(MONDAY + days * DAY);
    expect(nextRunAt).toBe(MONDAY + (days + 1) * DAY);
    expect(skipped).toHaveLength(400);
    expect(skipped[398]?.slot).toBe(MONDAY + 398 * DAY);
    expect(skipped[399]?.slot).toBe(MONDAY + (days - 1) * DAY);
    expect(skipped.filter(({ reason }) => /stands for every slot/.test(reason))).toEqual([skipped[399]]);
  });

  test("of all that was missed ten are posted at once, and the older ones are skipped", () => {
    const { posts, skipped, nextRunAt } = dueSlots(daily, MONDAY, MONDAY + 11 * DAY + HOUR, "all");
    expect(posts).toEqual(Array.from({ length: 10 }, (_, day) => MONDAY + (day + 2) * DAY));
    expect(skipped).toEqual(
      [0, 1].map((day) => ({ slot: MONDAY + day * DAY, reason: "10 newer questions are posted, and no more at once" })),
    );
    expect(nextRunAt).toBe(MONDAY + 12 * DAY);
  });

  test("nothing late is posted where that is wanted, but for the minutes of a restart", () => {
    const late = (ms: number) => dueSlots(daily, MONDAY, MONDAY + ms, "none");
    expect(late(5 * 60_000).posts).toEqual([MONDAY]);
    expect(late(5 * 60_000 + 1)).toMatchObject({
      posts: [],
      skipped: [{ slot: MONDAY, reason: "5 minutes late, and this schedule posts nothing late" }],
    });
  });

  test.each(["latest", "all"] as const)("what is late keeps to the quiet hours, by policy %s", (policy) => {
    const evening = { ...daily, zone: "Asia/Tokyo", hour: 20, quiet: { from: 22 * 60, to: 7 * 60 } };
    const [slot] = nextRuns(evening, MONDAY, 1) as [number];
    expect(dueSlots(evening, slot, slot + 2 * HOUR - 1, policy).posts).toEqual([slot]);
    expect(dueSlots(evening, slot, slot + 2 * HOUR, policy)).toMatchObject({
      posts: [],
      skipped: [{ slot, reason: "it would have been posted late, in the quiet hours" }],
    });
  });

  test("every slot is settled exactly once, however often one looks", () => {
    const looks = fc.array(fc.integer({ min: 1, max: 20 * DAY }), { minLength: 1, maxLength: 20 });
    const table = fc.record({
      hour: fc.nat(23),
      minute: fc.nat(59),
      zone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    });
    fc.assert(
      fc.property(table, looks, (timetable, steps) => {
        let now = MONDAY;
        let [next] = nextRuns(timetable, now, 1) as [number];
        const settled: number[] = [];
        for (const step of steps) {
          now += step;
          const due = dueSlots(timetable, next, now);
          expect(due.posts.length).toBeLessThanOrEqual(1);
          expect(now - (due.posts[0] ?? now)).toBeLessThanOrEqual(6 * HOUR);
          settled.push(...due.skipped.map(({ slot }) => slot), ...due.posts);
          next = due.nextRunAt;
        }
        expect(settled).toEqual(nextRuns(timetable, MONDAY, settled.length));
        expect(next).toBe(nextRuns(timetable, now, 1)[0]);
        expect(nextRuns(timetable, MONDAY, settled.length + 1).at(-1)).toBe(next);
      }),
    );
  });
});
