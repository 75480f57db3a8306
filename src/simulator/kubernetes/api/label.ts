/** One label of an object. */
import type { Labels } from "./meta.ts";

/** The value of a label that the object has itself: keys come from people, and every object inherits a `constructor`. */
export function labelOf(labels: Labels | undefined, key: string): string | undefined {
  const value: unknown = labels?.[key];
  return typeof value === "string" ? value : undefined;
}
