/** Sets of completion indexes as ordered intervals: "0,2,4-7". Kubernetes 1.36, pkg/controller/job/indexed_job_utils.go (orderedIntervals). */
export type Interval = { first: number; last: number };
/** In order, no two of them touching. */
export type Intervals = Interval[];

export const totalOf = (intervals: Intervals) => intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0);

export const hasIndex = (intervals: Intervals, index: number) =>
  intervals.some(({ first, last }) => first <= index && index <= last);

/** Two become "4,5", three or more "4-6". */
export function printIntervals(intervals: Intervals): string {
  return intervals
    .map(({ first, last }) => (last === first ? `${first}` : `${first}${last === first + 1 ? "," : "-"}${last}`))
    .join(",");
}

const WHOLE = /^[+-]?\d+$/;

/** One part of the text, cut off at the last possible index; nothing when it is no interval. */
function parseInterval(text: string, completions: number): Interval | undefined {
  const [from = "", to] = text.split("-");
  if (!WHOLE.test(from) || (to !== undefined && !WHOLE.test(to))) return undefined;
  const first = Number(from);
  return { first, last: to === undefined ? first : Math.min(Number(to), completions - 1) };
}

/** Parts that are no interval are passed over; what begins beyond the last index ends the list (parseIndexesFromString). */
export function parseIntervals(text: string | undefined, completions: number): Intervals {
  if (!text) return [];
  const result: Intervals = [];
  for (const part of text.split(",")) {
    if (Number(part.split("-")[0]) >= completions) break;
    const interval = parseInterval(part, completions);
    if (!interval) continue;
    const before = result.at(-1);
    if (before && before.last === interval.first - 1) before.last = interval.last;
    else result.push(interval);
  }
  return result;
}

/** The union of two ordered lists. */
export function mergeIntervals(one: Intervals, other: Intervals): Intervals {
  const result: Intervals = [];
  const all = [...one, ...other].toSorted((a, b) => a.first - b.first);
  for (const { first, last } of all) {
    const before = result.at(-1);
    if (!before || first > before.last + 1) result.push({ first, last });
    else before.last = Math.max(before.last, last);
  }
  return result;
}

export const withIndexes = (intervals: Intervals, indexes: Iterable<number>) =>
  mergeIntervals(
    intervals,
    [...new Set(indexes)].map((index) => ({ first: index, last: index })),
  );
