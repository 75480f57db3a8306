/** Axes: round ticks, positions, and which labels fit. */

export type Scale = { ticks: number[]; low: number; high: number };

/** Ticks at 1, 2 or 5 times a power of ten that hold all values, and zero. */
export function niceScale(values: readonly number[], wanted = 5): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values) || (low === 0 ? 1 : 0);
  const span = high - low || 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
  return { ticks, low: tidy(first * step), high: tidy(last * step) };
}

/** Removes the tails of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

export function place(value: number, { low, high }: Scale, from: number, to: number): number {
  return from + ((value - low) / (high - low)) * (to - from);
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });

export function tickLabel(value: number): string {
  return Math.abs(value) >= 10_000 ? compact.format(value) : exact.format(value);
}

export function valueLabel(value: number | null): string {
  return value === null ? "–" : exact.format(value);
}

/** Every n-th label, so that labels of this length do not touch in this width. */
export function labelEvery(labels: readonly string[], width: number, characterWidth = 6.6): number {
  const longest = Math.max(1, ...labels.map((label) => label.length)) * characterWidth + 12;
  return Math.max(1, Math.ceil((labels.length * longest) / Math.max(1, width)));
}
