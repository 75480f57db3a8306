// A year of schedules over ten zones, minute by minute through every leap of the clocks, against Luxon's own reckoning.
import { expect, test } from "@jest/globals";
import { DateTime } from "luxon";
import { dueSlots } from "../../src/quiz/catch-up.ts";
import { nextRuns, type Timetable } from "../../src/quiz/timetable.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
];
/** Times at which some zone leaps or comes twice, and some that no zone touches. */
const TIMES = ["00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "09:00", "23:59"];

const FROM = Date.UTC(2027, 0, 1);
const TO = Date.UTC(2028, 0, 1);
const MINUTE_MS = 60_000;

/** The first instant of a day at which the wall shows this minute of the day or a later one; minute by minute, so only for days with a leap. */
function byWatching(day: DateTime, minuteOfDay: number): number {
  for (let at = day; at.hasSame(day, "day"); at = at.plus({ minutes: 1 }))
    if (at.hour * 60 + at.minute >= minuteOfDay) return at.toMillis();
  return day.plus({ days: 1 }).toMillis();
}

/** An independent way to the same slots: Luxon's calendar, and on days with a leap a look at the wall every minute. */
function slotsByWatching(zone: string, wanted: string): number[] {
  const slots: number[] = [];
  const [hour = 0, minute = 0] = wanted.split(":").map(Number);
  let day = DateTime.fromMillis(FROM, { zone }).startOf("day");
  for (; day.toMillis() <= TO; day = day.plus({ days: 1 }).startOf("day")) {
    const [before, after] = [day.minus({ minutes: 1 }), day.plus({ days: 1 }).startOf("day")];
    const leaps = before.offset !== after.offset;
    const at = leaps ? byWatching(day, hour * 60 + minute) : day.set({ hour, minute }).toMillis();
    if (at > FROM && at <= TO) slots.push(at);
  }
  return slots;
}

const timetableOf = (zone: string, time: string): Timetable => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { zone, hour, minute, weekdays: [1, 2, 3, 4, 5, 6, 7] };
};

test.each(ZONES)("every slot of a year in %s comes once, at the instant that a wall clock says", (zone) => {
  for (const time of TIMES) {
    const expected = slotsByWatching(zone, time);
    const runs = nextRuns(timetableOf(zone, time), FROM, 400).filter((run) => run <= TO);
    expect({ time, runs }).toEqual({ time, runs: expected });
    expect(expected.length).toBeGreaterThanOrEqual(364);
  }
});

test("looking at the clock every few hours through the year posts each slot once, and skips none", () => {
  for (const zone of ZONES) {
    const timetable = timetableOf(zone, "02:30");
    const posted: number[] = [];
    let nextRunAt = nextRuns(timetable, FROM, 1)[0] ?? 0;
    for (let now = FROM; now <= TO; now += 5 * 60 * MINUTE_MS + 37_000) {
      const due = dueSlots(timetable, nextRunAt, now);
      expect(due.skipped).toEqual([]);
      posted.push(...due.posts);
      ({ nextRunAt } = due);
    }
    const expected = slotsByWatching(zone, "02:30");
    expect(posted).toEqual(expected.slice(0, posted.length));
    expect(expected.length - posted.length).toBeLessThanOrEqual(1);
  }
});
