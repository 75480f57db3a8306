// A time of day and weekdays, from what a person typed or chose.

type Parsed<Value> = { value: Value } | { problem: string };

const NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** "09:30" as hour and minute; "9:30" is meant the same. */
export function parseTime(text: string): Parsed<{ hour: number; minute: number }> {
  const found = text.trim();
  const advice = "write it as HH:MM, for example 09:30";
  if (found === "") return { problem: `no time is given; ${advice}` };
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(found) ?? [];
  if (!hour || !minute) return { problem: `${found.slice(0, 40)} is not a time; ${advice}` };
  return { value: { hour: Number(hour), minute: Number(minute) } };
}

/** "mon", "Monday" or "1", each once and in the order of the week. */
export function parseWeekdays(texts: string[]): Parsed<number[]> {
  const days = texts.map(weekdayOf);
  const wrong = days.indexOf(undefined);
  const advice = "write days as mon, tue, wed, thu, fri, sat, sun";
  if (wrong >= 0)
    return { problem: `${texts[wrong]!.trim().slice(0, 40) || "an empty word"} is not a weekday; ${advice}` };
  if (days.length === 0) return { problem: "no weekday is chosen; choose at least one" };
  return { value: [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(day)) };
}

/** At least three letters of a name (tue, tues), or the ISO number. */
function weekdayOf(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  if (/^[1-7]$/.test(word)) return Number(word);
  const at = word.length < 3 ? -1 : NAMES.findIndex((name) => name.startsWith(word));
  return at < 0 ? undefined : at + 1;
}
