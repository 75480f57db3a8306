/** A timetable as a person would have typed it: what a form shows that changes one. */
import { daysOffWords } from "../quiz/days-off.ts";
import { quietWords } from "../quiz/quiet-hours.ts";
import type { Timetable, TypedTimetable } from "../quiz/timetable.ts";

export function typedTimetable({ hour, minute, zone, weekdays, off = [], quiet }: Timetable): Required<TypedTimetable> {
  const pad = (number: number) => String(number).padStart(2, "0");
  return {
    time: `${pad(hour)}:${pad(minute)}`,
    zone,
    weekdays: weekdays.map(String),
    off: daysOffWords(off),
    quiet: quietWords(quiet),
  };
}
