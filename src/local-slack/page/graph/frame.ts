/** Where a chart's plot lies within its picture. */
import type { Scale } from "./scale.ts";

export type Frame = { left: number; right: number; top: number; bottom: number; scale: Scale };

/** The middle of a category's share of the width. */
export function middleOf(index: number, count: number, { left, right }: Frame): number {
  return left + ((index + 0.5) * (right - left)) / count;
}
