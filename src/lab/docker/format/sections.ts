/** Pieces of the pretty texts. */
import type { Labels } from "../engine/objects.ts";

/** A heading and a line for each label, by name; nothing without labels. */
export function labelLines(heading: string, indent: string, labels: Labels = {}, between = "="): string[] {
  const keys = Object.keys(labels).toSorted();
  if (keys.length === 0) return [];
  const text = (key: string) => (labels[key] ? `${indent}${key}${between}${labels[key]}` : `${indent}${key}`);
  return [heading, ...keys.map(text)];
}
