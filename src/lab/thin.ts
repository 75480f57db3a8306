// Many points of a line -> few that look the same: what is level in between goes, highs and lows stay.

/** A value at an instant of simulated milliseconds; null where there is none. */
export type Point = [atMs: number, value: number | null];

/** More are hardly told apart in a picture's width. */
const MOST_POINTS = 480;

/** Drops what lies on a level stretch; of what is still too much, keeps the highest and the lowest of each stretch of time. All are true readings. */
export function thin(points: readonly Point[], most = MOST_POINTS): Point[] {
  const bent = points.filter(([, value], at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    return before === undefined || after === undefined || before[1] !== value || after[1] !== value;
  });
  if (bent.length <= most) return bent.map(rounded);
  // Each stretch gives up to three points, and the two ends stay.
  const stretches = Math.max(1, Math.floor((most - 2) / 3));
  const size = Math.ceil((bent.length - 2) / stretches);
  const inner = Array.from({ length: stretches }, (_, at) => bent.slice(1, -1).slice(at * size, (at + 1) * size));
  return [bent[0]!, ...inner.flatMap(extremes), bent.at(-1)!].map(rounded);
}

/** The lowest, the highest and one that is missing, in their order. */
function extremes(stretch: readonly Point[]): Point[] {
  const known = stretch.filter(([, value]) => value !== null);
  const by = (sign: 1 | -1) =>
    known.reduce<Point | undefined>(
      (best, point) => (best === undefined || sign * (point[1] ?? 0) > sign * (best[1] ?? 0) ? point : best),
      undefined,
    );
  const missing = stretch.find(([, value]) => value === null);
  const kept = new Set([by(-1), by(1), missing]);
  return stretch.filter((point) => kept.has(point));
}

const rounded = ([at, value]: Point): Point => [at, value === null ? null : Math.round(value * 10) / 10];
