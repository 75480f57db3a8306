/** Which rows of a long list are drawn: heights are measured once drawn, and guessed until then. */

export type Range = { from: number; to: number };

/** Where each row begins, and at last where the list ends. */
export function offsetsOf(keys: readonly string[], heights: ReadonlyMap<string, number>, guess: number): Float64Array {
  const offsets = new Float64Array(keys.length + 1);
  let y = 0;
  keys.forEach((key, index) => {
    y += heights.get(key) ?? guess;
    offsets[index + 1] = y;
  });
  return offsets;
}

/** The row at a height; above the first it is the first, below the last the last. */
export function indexAt(offsets: Float64Array, y: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function rangeBetween(offsets: Float64Array, top: number, bottom: number): Range {
  const count = offsets.length - 1;
  return count === 0 ? { from: 0, to: 0 } : { from: indexAt(offsets, top), to: indexAt(offsets, bottom) + 1 };
}

export function covers(range: Range, wanted: Range): boolean {
  return range.from <= wanted.from && range.to >= wanted.to;
}

/** The range as it is after rows came or went: as many rows as before, at the end for one who reads there. */
export function within(range: Range, count: number, sticks: boolean): Range {
  const size = Math.min(count, Math.max(1, range.to - range.from));
  if (sticks) return { from: count - size, to: count };
  const to = Math.min(count, Math.max(size, range.to));
  return { from: Math.max(0, Math.min(range.from, to - 1)), to };
}
