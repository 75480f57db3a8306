/** The days and zones of a chaos run: schedules in ten zones, through the weekend on which Europe's and America's clocks leap. */
import type { Timetable } from "../../quiz/timetable.ts";

const HOUR_MS = 3_600_000;

/** Whoever looks at the clock only this often finds every slot while it is fresh. */
export const STEP_MS = 4 * HOUR_MS;

const ZONES: [zone: string, hour: number, minute: number][] = [
  ["UTC", 9, 0],
  ["Europe/Berlin", 2, 30],
  ["America/New_York", 2, 30],
  ["Asia/Kolkata", 12, 15],
  ["Australia/Lord_Howe", 2, 15],
  ["America/St_Johns", 1, 45],
  ["Pacific/Auckland", 8, 0],
  ["Africa/Casablanca", 2, 30],
  ["America/Santiago", 0, 0],
  ["Asia/Tehran", 0, 30],
];

/** Noon UTC, two days before the clocks leap in America, when no timetable has a slot near. */
export const BEGIN = Date.UTC(2027, 2, 12, 11);

/** The timetable of the nth channel: every day, so that one slot a day is expected whatever the clocks do. */
export function timetableOf(channel: number): Timetable {
  const [zone, hour, minute] = ZONES[channel % ZONES.length] ?? ["UTC", 9, 0];
  return { zone, hour, minute, weekdays: [1, 2, 3, 4, 5, 6, 7] };
}
