/** Moments as a person in their own zone reads them, among them Slack's <!date> formats. */
import { dayKey, formatter } from "./zone.ts";

export type Reader = { zone: string; nowMs: number };

const DAY_MS = 86_400_000;

/** "14:03" */
export function timeOfDay(ms: number, zone: string): string {
  return formatter(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** The heading of a day in the message list: "Today", "Yesterday", "Friday, 20 November". */
export function dayHeading(ms: number, { zone, nowMs }: Reader): string {
  const near = relativeDay(ms, { zone, nowMs });
  if (near !== "") return near.charAt(0).toUpperCase() + near.slice(1);
  const year = dayKey(ms, zone).slice(0, 4) === dayKey(nowMs, zone).slice(0, 4) ? {} : { year: "numeric" as const };
  return formatter(zone, { weekday: "long", day: "numeric", month: "long", ...year }).format(ms);
}

/** The whole moment, for tooltips and screen readers. */
export function fullMoment(ms: number, zone: string): string {
  const date = formatter(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms);
  return `${date} at ${timeOfDay(ms, zone)} (${zone})`;
}

/** "Sun 22 Nov, 14:03" */
export function shortMoment(ms: number, zone: string): string {
  return `${formatter(zone, { weekday: "short", day: "numeric", month: "short" }).format(ms)}, ${timeOfDay(ms, zone)}`;
}

/** "Europe/Berlin" as a place a person knows: "Berlin". */
export function placeOf(zone: string): string {
  return zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}

/** Slack's "seconds.micros" in milliseconds. */
export function millisOf(ts: string): number {
  return Math.round(Number(ts) * 1000);
}

/** Whether the platform's calendar reaches that far; its formatters throw where it does not. */
export function isMoment(seconds: number): boolean {
  return Math.abs(seconds) <= 8.64e12;
}

function relativeDay(ms: number, { zone, nowMs }: Reader): string {
  const days: Record<string, string> = {
    [dayKey(nowMs + DAY_MS, zone)]: "tomorrow",
    [dayKey(nowMs - DAY_MS, zone)]: "yesterday",
    [dayKey(nowMs, zone)]: "today",
  };
  return days[dayKey(ms, zone)] ?? "";
}

function ordinal(day: number): string {
  const teen = day % 100 >= 11 && day % 100 <= 13;
  return `${day}${teen ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th")}`;
}

function longDate(ms: number, zone: string): string {
  const { month, day, year } = datePieces(ms, zone, "long");
  return `${month} ${ordinal(Number(day))}, ${year}`;
}

function shortDate(ms: number, zone: string): string {
  const { month, day, year } = datePieces(ms, zone, "short");
  return `${month} ${day}, ${year}`;
}

function datePieces(ms: number, zone: string, month: "long" | "short"): Record<string, string> {
  const parts = formatter(zone, { year: "numeric", month, day: "numeric" }).formatToParts(ms);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

function ago(ms: number, nowMs: number): string {
  const seconds = Math.round((ms - nowMs) / 1000);
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (["second", 1] as const);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

const TOKENS: Record<string, (ms: number, reader: Reader) => string> = {
  date_num: (ms, { zone }) => dayKey(ms, zone),
  date: (ms, { zone }) => longDate(ms, zone),
  date_short: (ms, { zone }) => shortDate(ms, zone),
  date_long: (ms, { zone }) => `${formatter(zone, { weekday: "long" }).format(ms)}, ${longDate(ms, zone)}`,
  date_pretty: (ms, reader) => relativeDay(ms, reader) || longDate(ms, reader.zone),
  date_short_pretty: (ms, reader) => relativeDay(ms, reader) || shortDate(ms, reader.zone),
  date_long_pretty: (ms, reader) => relativeDay(ms, reader) || (TOKENS["date_long"]?.(ms, reader) ?? ""),
  day_divider_pretty: (ms, reader) => dayHeading(ms, reader),
  time: (ms, { zone }) => timeOfDay(ms, zone),
  time_secs: (ms, { zone }) =>
    formatter(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms),
  ago: (ms, { nowMs }) => ago(ms, nowMs),
};

/** A <!date^seconds^format|fallback>: a token that we do not know yields the fallback, as Slack does. */
export function formatDate(seconds: number, format: string, fallback: string, reader: Reader): string {
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, token: string) => {
    const draw = TOKENS[token];
    known &&= draw !== undefined;
    return draw?.(seconds * 1000, reader) ?? "";
  });
  return known ? text : fallback || shortMoment(seconds * 1000, reader.zone);
}
