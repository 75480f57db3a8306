/** Reading captured tables (vectors/README.md): rows by test, times and durations. */
import type { Adapt } from "../adapters.ts";
import type { Sheet } from "../sheet.ts";
import type { Foreign } from "../foreign.ts";

type File = Parameters<Adapt>[0];
/** A row as captured: the fields of the upstream table. */
export type Row = Foreign;

/** The instant that `relSec` counts from. */
export const NOW = 1_000_000_000;

/** {relSec}, or an RFC 3339 text, as milliseconds. */
export function timeOf(value: Row): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return Date.parse(value);
  return NOW + Math.round(value.relSec * 1_000);
}

/** {durSec} as milliseconds; absent is 0. */
export const durationOf = (value: Row): number => (value?.durSec ?? 0) * 1_000;

/** Everything in it that is {relSec} becomes milliseconds. */
export function withTimes(value: Row): Row {
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== "object" || value === null) return value;
  if (typeof value.relSec === "number") return timeOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTimes(one)]));
}

export type Replay = (row: Row, name: string, sheet: Sheet, index: number) => void;

const labelOf = ({ name, desc, description }: Row): string => name ?? desc ?? description ?? "";

/** Whether a row carries a function that only upstream's test has. */
export const hasFunction = (value: Row): boolean =>
  typeof value === "object" &&
  value !== null &&
  (typeof value.func === "string" || Object.values(value).some(hasFunction));

/** Every table of a file through its own replay; those in `leftOut` are named with the reason. A table that is in neither fails. */
export function replayTables(
  file: File,
  sheet: Sheet,
  replays: Record<string, Replay>,
  leftOut: Record<string, string>,
): void {
  for (const [test, { cases }] of Object.entries<Row>(file.tests)) {
    const reason = leftOut[test];
    if (reason !== undefined) {
      sheet.leaveOut(test, cases.length, reason);
      continue;
    }
    const replay = replays[test];
    for (const { i, key, case: row } of cases) {
      const name = `${test} ${i} ${key ?? labelOf(row)}`.trim();
      if (replay) replay(row, name, sheet, i);
      else sheet.row(name, (check) => check.ok(false, "there is no replay for this table"));
    }
  }
}
