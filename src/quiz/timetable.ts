// When a channel wants its question: a time of day in a zone, on some weekdays. Here it becomes instants.
import { IANAZone } from "luxon";
import { type DaysOff, isDayOff, parseDaysOff } from "./days-off.ts";
import { instantOf, offsetMs } from "./local-time.ts";
import { parseTime, parseWeekdays } from "./parse-times.ts";
import { type QuietHours, isWithin, parseQuietHours, quietWords } from "./quiet-hours.ts";

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** `weekdays` are ISO numbers: 1 is Monday, 7 is Sunday. `off` are days without a run, in the zone; nothing that is late comes in the `quiet` hours. */
export type Timetable = {
  hour: number;
  minute: number;
  zone: string;
  weekdays: number[];
  off?: DaysOff[];
  quiet?: QuietHours;
};

/**
 * Whether this is the name of a zone in the IANA database, written as area and city, or UTC. Offsets such as "+03:00" are none, they know no
 * summer; neither are bare abbreviations, for which JavaScript has surprises ("BST" is Dhaka to it, not London).
 */
export function isZone(zone: string): boolean {
  return /^([a-z_]+\/.+|utc|gmt)$/i.test(zone) && IANAZone.isValidZone(zone);
}

/**
 * The next instants strictly after another. A local time that the clocks leap over runs at the first instant after the leap; one that comes
 * twice runs once, the first time.
 */
export function nextRuns(timetable: Timetable, afterMs: number, count: number): number[] {
  if (!timetable.weekdays.some((day) => day >= 1 && day <= 7)) throw new RangeError("a timetable needs a weekday");
  const { zone, hour, minute } = timetable;
  const runs: number[] = [];
  let last = afterMs;
  let day = Math.floor((afterMs + offsetMs(zone, afterMs)) / DAY_MS);
  for (; runs.length < count; day++) {
    if (!timetable.weekdays.includes(weekdayOf(day)) || isDayOff(timetable.off ?? [], day)) continue;
    const run = instantOf(zone, day * DAY_MS + (hour * 60 + minute) * MINUTE_MS);
    // Two days can share one instant where a leap swallows a whole day.
    if (run <= last) continue;
    runs.push(run);
    last = run;
  }
  return runs;
}

/** Day 0, the first of January 1970, was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** What a person typed or chose. */
export type TypedTimetable = { time: string; zone: string; weekdays: string[]; off?: string; quiet?: string };

/** By field, in one sentence. */
export type TimetableProblem = { field: keyof TypedTimetable; problem: string };

/** What a person typed or chose, as a timetable, or one sentence for each field that is wrong. */
export function parseTimetable(input: TypedTimetable): { value: Timetable } | { problems: TimetableProblem[] } {
  const [run, pause] = [parseRuns(input), parsePauses(input)];
  if ("problems" in run || "problems" in pause)
    return { problems: [...("problems" in run ? run.problems : []), ...("problems" in pause ? pause.problems : [])] };
  const { hour, minute } = run.value;
  const { quiet } = pause.value;
  if (!quiet || !isWithin(quiet, hour * 60 + minute)) return { value: { ...run.value, ...pause.value } };
  const problem = `this lies in the quiet hours, ${quietWords(quiet)}; choose another time, or other quiet hours`;
  return { problems: [{ field: "time", problem }] };
}

function parseRuns(
  input: TypedTimetable,
): { value: Omit<Timetable, "off" | "quiet"> } | { problems: TimetableProblem[] } {
  const time = parseTime(input.time);
  const zone = parseZone(input.zone);
  const weekdays = parseWeekdays(input.weekdays);
  if ("value" in time && "value" in zone && "value" in weekdays)
    return { value: { ...time.value, zone: zone.value, weekdays: weekdays.value } };
  return { problems: problemsIn({ time, zone, weekdays }) };
}

function parsePauses(
  input: TypedTimetable,
): { value: Pick<Timetable, "off" | "quiet"> } | { problems: TimetableProblem[] } {
  const off = parseDaysOff(input.off ?? "");
  const quiet = parseQuietHours(input.quiet ?? "");
  if ("problem" in off || "problem" in quiet) return { problems: problemsIn({ off, quiet }) };
  return {
    value: { ...(off.value.length > 0 ? { off: off.value } : {}), ...(quiet.value ? { quiet: quiet.value } : {}) },
  };
}

/** In the order in which the form asks. */
function problemsIn(parsed: Partial<Record<keyof TypedTimetable, object>>): TimetableProblem[] {
  const fields = ["time", "zone", "weekdays", "off", "quiet"] as const;
  return fields.flatMap((field) => {
    const found = parsed[field];
    return found && "problem" in found ? [{ field, problem: String(found.problem) }] : [];
  });
}

function parseZone(text: string): { value: string } | { problem: string } {
  const zone = text.trim();
  const advice = "name a city of the zone as the IANA database does, for example Europe/Berlin, or write UTC";
  if (zone === "") return { problem: `no time zone is given; ${advice}` };
  if (!isZone(zone)) return { problem: `${zone.slice(0, 40)} is not a time zone; ${advice}` };
  return { value: zone };
}
