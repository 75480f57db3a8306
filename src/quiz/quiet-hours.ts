// The hours of the day in which a channel is left in peace.
import { offsetMs } from "./local-time.ts";
import { parseTime } from "./parse-times.ts";

const DAY_MINUTES = 24 * 60;

/** Minutes of the local day; `to` is the first that is not quiet. They may go over midnight. */
export type QuietHours = { from: number; to: number };

/** Whether an instant lies in quiet hours, by the clocks of a zone. */
export function isQuiet({ zone, quiet }: { zone: string; quiet?: QuietHours }, instant: number): boolean {
  if (!quiet) return false;
  const local = instant + offsetMs(zone, instant);
  return isWithin(quiet, Math.floor(local / 60_000) % DAY_MINUTES);
}

export function isWithin({ from, to }: QuietHours, minute: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** "22:00-07:00" as quiet hours; nothing for nothing. */
export function parseQuietHours(text: string): { value: QuietHours | undefined } | { problem: string } {
  const found = text.trim();
  if (found === "") return { value: undefined };
  const advice = "write them as 22:00-07:00, or leave them empty";
  const parts = found.split(/\s*(?:-|–|to)\s*/);
  const [from, to] = parts.map(parseTime);
  if (parts.length !== 2 || !from || !to || "problem" in from || "problem" in to)
    return { problem: `${found.slice(0, 40)} are no quiet hours; ${advice}` };
  const minutes = ({ hour, minute }: { hour: number; minute: number }) => hour * 60 + minute;
  const value = { from: minutes(from.value), to: minutes(to.value) };
  return value.from === value.to ? { problem: `${found.slice(0, 40)} would be the whole day; ${advice}` } : { value };
}

/** "22:00-07:00"; "" for none. */
export function quietWords(quiet: QuietHours | undefined): string {
  if (!quiet) return "";
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return `${clock(quiet.from)}-${clock(quiet.to)}`;
}
