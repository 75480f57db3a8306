/** The `d` of lines, areas and markers. A missing value interrupts the line. */

export type Point = { x: number; y: number };

export function linePath(points: readonly (Point | null)[]): string {
  return points.map((point, index) => (point === null ? "" : `${points[index - 1] ? "L" : "M"}${at(point)}`)).join("");
}

/** One closed shape for each stretch without a gap. */
export function areaPath(points: readonly (Point | null)[], floor: number): string {
  return stretches(points)
    .map((stretch) => {
      const [first, last] = [stretch[0], stretch.at(-1)];
      if (first === undefined || last === undefined) return "";
      return `${linePath(stretch)}L${at({ x: last.x, y: floor })}L${at({ x: first.x, y: floor })}Z`;
    })
    .join("");
}

function stretches(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter((stretch) => stretch.length > 0);
}

/** Shapes by series, so that colour is never the only difference. */
const MARKERS: readonly ((radius: number) => [number, number][])[] = [
  (radius) => corners(radius, 12, 0),
  (radius) => corners(radius * 1.15, 4, Math.PI / 4),
  (radius) => corners(radius * 1.25, 3, -Math.PI / 2),
  (radius) => corners(radius * 1.2, 4, 0),
  (radius) => corners(radius * 1.25, 3, Math.PI / 2),
  (radius) => corners(radius * 1.15, 6, 0),
];

export function markerPath({ x, y }: Point, series: number, radius = 3.4): string {
  const shape = MARKERS[series % MARKERS.length]?.(radius) ?? [];
  return `M${shape.map(([dx, dy]) => at({ x: x + dx, y: y + dy })).join("L")}Z`;
}

const DASHES = ["", "7 4", "2 3", "10 3 2 3", "5 2", "1 4"];

export function dashOf(series: number): string {
  return DASHES[series % DASHES.length] ?? "";
}

function corners(radius: number, count: number, turn: number): [number, number][] {
  return Array.from({ length: count }, (_, index) => {
    const angle = turn + (index * 2 * Math.PI) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
