import { termsOf } from "./words.ts";

/** How much two texts say the same: shared terms over the smaller one's terms. */
export function overlap(a: string, b: string): number {
  const left = new Set(termsOf(a));
  const right = new Set(termsOf(b));
  const smaller = Math.min(left.size, right.size);
  return smaller ? left.intersection(right).size / smaller : 0;
}
