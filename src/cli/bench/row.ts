/** One line of the bench: a figure, and where it can be had, what it is compared with in the same run. */
export type Row = {
  name: string;
  value: number;
  unit: string;
  baseline?: number;
  /** value / baseline */
  ratio?: number;
  /** What the baseline is. */
  beside?: string;
};

/** The value below which `share` of the sample lies. */
export function percentile(sample: number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
