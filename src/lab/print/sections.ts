// The building blocks of `kubectl describe`: labelled lines, inner tables and events.
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import type { Condition, Labels } from "../../simulator/kubernetes/api/meta.ts";
import { printAge } from "./age.ts";

/** `Name:      web`: labels in one column, values in the next, two spaces behind the longest label. */
export function printFields(fields: [label: string, value: string][]): string[] {
  const width = Math.max(...fields.map(([label]) => label.length)) + 2;
  return fields.flatMap(([label, value]) => {
    const [first = "", ...rest] = value.split("\n");
    return [`${label.padEnd(width)}${first}`.trimEnd(), ...rest.map((line) => " ".repeat(width) + line)];
  });
}

/** Labels one below the other, `<none>` for none. */
export function fieldOfLabels(labels: Labels = {}, separator = "="): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}${separator}${value}`);
  return pairs.toSorted().join("\n") || "<none>";
}

/** A table inside a description: two spaces in front and between the columns, the header underlined. */
export function printInner(header: string[], rows: string[][]): string[] {
  const all = [header, header.map(underline), ...rows];
  const widths = header.map((_, at) => Math.max(...all.map((row) => row[at]!.length)) + 2);
  const last = header.length - 1;
  return all.map((row) => `  ${row.map((cell, at) => (at === last ? cell : cell.padEnd(widths[at]!))).join("")}`);
}

/** As many dashes as letters, except that kubectl draws four under "Age". */
function underline(cell: string): string {
  return "-".repeat(Math.max(4, cell.length));
}

/** The conditions of an HPA, with their messages. */
export function printConditions(conditions: Condition[] = []): string[] {
  if (conditions.length === 0) return [];
  const rows = conditions.map(({ type, status, reason = "", message = "" }) => [type, status, reason, message]);
  return ["Conditions:", ...printInner(["Type", "Status", "Reason", "Message"], rows)];
}

/** The events about a thing, the latest last. `label` is the column where a lone `<none>` stands; undefined prints nothing. */
export function printEvents(events: Event[] | undefined, now: number, label = "Events:  "): string[] {
  if (!events) return [];
  if (events.length === 0) return [`${label}<none>`];
  const rows = events
    .toSorted((a, b) => a.lastTimestamp - b.lastTimestamp)
    .map((event) => [event.type, event.reason, eventAge(event, now), event.source, event.message.trim()]);
  return ["Events:", ...printInner(["Type", "Reason", "Age", "From", "Message"], rows)];
}

/** `14s` or `14s (x3 over 18s)` */
function eventAge({ count, firstTimestamp, lastTimestamp }: Event, now: number): string {
  const last = printAge(now - lastTimestamp);
  return count > 1 ? `${last} (x${count} over ${printAge(now - firstTimestamp)})` : last;
}
