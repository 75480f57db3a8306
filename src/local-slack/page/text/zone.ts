/** Wall clocks of time zones. All arithmetic goes through Intl, so summer time is the platform's business. */

export type Wall = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** A cached formatter; an unknown zone reads as UTC rather than breaking the page. */
export function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = makeFormat(zone, options);
  formats.set(key, made);
  return made;
}

function makeFormat(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
}

const NUMERIC: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
  hourCycle: "h23",
};

export function wallOf(ms: number, zone: string): Wall {
  const parts = new Map(
    formatter(zone, NUMERIC)
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

function asUtc(wall: Wall): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

/** The moment at which the zone's clocks show this. A time that spring skips becomes the one an hour later. */
export function momentOf(wall: Wall, zone: string): number {
  const offsetAt = (ms: number): number => asUtc(wallOf(ms, zone)) - ms;
  const guess = asUtc(wall) - offsetAt(asUtc(wall));
  const better = asUtc(wall) - offsetAt(guess);
  return offsetAt(better) === offsetAt(guess) ? better : Math.max(guess, better);
}

/** The next moment, strictly after now, at which the zone's clocks show this time of day. */
export function nextTimeOfDay(nowMs: number, zone: string, hour: number): number {
  const { year, month, day } = wallOf(nowMs, zone);
  const on = (dayOfMonth: number): number =>
    momentOf({ year, month, day: dayOfMonth, hour, minute: 0, second: 0 }, zone);
  const today = on(day);
  return today > nowMs ? today : on(day + 1);
}

const QUARTER_MS = 900_000;
const SINCE_1973 = 1e11;
const MOST_KEPT = 5000;
const dayKeys = new Map<string, string>();

/** "2026-11-22": the day that the zone's calendars show. */
export function dayKey(ms: number, zone: string): string {
  if (ms < SINCE_1973) return dayOf(wallOf(ms, zone));
  // Since then every zone's days begin at a quarter of an hour: asked once each, for a long list asks for thousands.
  const quarter = `${Math.floor(ms / QUARTER_MS)} ${zone}`;
  const known = dayKeys.get(quarter) ?? dayOf(wallOf(ms, zone));
  if (dayKeys.size >= MOST_KEPT) dayKeys.clear();
  dayKeys.set(quarter, known);
  return known;
}

function dayOf({ year, month, day }: Wall): string {
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** What a native datetime-local input holds, and back. */
export function toLocalInput(ms: number, zone: string): string {
  const { hour, minute } = wallOf(ms, zone);
  return `${dayKey(ms, zone)}T${pad(hour)}:${pad(minute)}`;
}

export function fromLocalInput(written: string, zone: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(written);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return momentOf({ year, month, day, hour, minute, second: 0 }, zone);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
