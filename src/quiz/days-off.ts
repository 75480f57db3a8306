// The days on which a channel gets no question: holidays, and weeks in which everybody is away.
import { DateTime } from "luxon";

/** Local days as YYYY-MM-DD, both included. */
export type DaysOff = { from: string; to: string };

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_RANGES = 40;
/** Longer than that, a schedule is paused rather than on holiday. */
const LONGEST_DAYS = 366;

/** `day` counts local days from the first of January 1970. */
export function isDayOff(daysOff: DaysOff[], day: number): boolean {
  if (daysOff.length === 0) return false;
  const date = DateTime.fromMillis(day * DAY_MS, { zone: "utc" }).toISODate() ?? "";
  return daysOff.some(({ from, to }) => from <= date && date <= to);
}

/** "2026-12-24..2027-01-02, 2027-05-01" as ranges, in order; nothing for nothing. */
export function parseDaysOff(text: string): { value: DaysOff[] } | { problem: string } {
  const words = text.split(/[,;\n]+/).flatMap((word) => word.trim() || []);
  const ranges = words.map(parseRange);
  const wrong = ranges.find((range) => "problem" in range);
  if (wrong && "problem" in wrong) return wrong;
  if (ranges.length > MOST_RANGES) return { problem: `${ranges.length} dates are more than ${MOST_RANGES}` };
  const value = ranges.flatMap((range) => ("problem" in range ? [] : [range]));
  return { value: value.toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
}

function parseRange(word: string): DaysOff | { problem: string } {
  const advice = "write a day as 2026-12-25, or several as 2026-12-24..2027-01-02";
  const [from = "", to = from, ...more] = word.split(/\s*\.\.\s*/);
  const [first, last] = [dayOf(from), dayOf(to)];
  if (!first || !last || more.length > 0) return { problem: `${word.slice(0, 40)} is no date; ${advice}` };
  const days = last.diff(first, "days").days;
  if (days < 0) return { problem: `${word.slice(0, 40)} ends before it begins; ${advice}` };
  if (days > LONGEST_DAYS) return { problem: `${word.slice(0, 40)} is longer than a year: pause the schedule instead` };
  return { from, to };
}

/** Nothing for what no calendar has, such as 31 February. */
function dayOf(text: string): DateTime | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = DateTime.fromISO(text, { zone: "utc" });
  return day.isValid ? day : undefined;
}

/** As it is typed. */
export function daysOffWords(daysOff: DaysOff[]): string {
  return daysOff.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(", ");
}
