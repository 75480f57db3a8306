/** Recorded JSON as it comes: its shapes are those of upstream's own tables, which vectors/README.md and traces/README.md describe. */

/** The one place where the checks of the compiler end; an adapter turns this into the simulator's types. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Foreign = any;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** RFC 3339 texts, {relSec} (seconds from `now`) and {durSec} as milliseconds, everywhere in a value. */
export function readTimes(value: Foreign, now: number): Foreign {
  if (typeof value === "string") return INSTANT.test(value) ? Date.parse(value) : value;
  if (Array.isArray(value)) return value.map((one) => readTimes(one, now));
  if (typeof value !== "object" || value === null) return value;
  if (typeof value.relSec === "number") return now + Math.round(value.relSec * 1_000);
  if (typeof value.durSec === "number") return value.durSec * 1_000;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readTimes(part, now)]));
}
