// What was done, as numbers over the panels and a list below them: a circle for a command, a diamond for what others and chance did.
import type { Mark } from "../lab/picture.ts";
import { GROUND, INK, MARGIN, QUIET, BROKEN_EDGE } from "./look.ts";
import { element, words } from "./svg.ts";

const RADIUS = 9;
export const ROW = 24;

/** Numbers that would touch stand in rows below each other. */
export function rowsOf(marks: readonly Mark[], x: (atMs: number) => number): number[] {
  const ends: number[] = [];
  return marks.map(({ atMs }) => {
    const left = x(atMs) - RADIUS - 1;
    const free = ends.findIndex((end) => end <= left);
    const row = free < 0 ? ends.length : free;
    ends[row] = left + 2 * RADIUS + 2;
    return row;
  });
}

/** The numbers, from `top` on, each with its line down to `bottom`. */
export function drawMarks(
  marks: readonly Mark[],
  rows: readonly number[],
  { top, bottom, x }: { top: number; bottom: number; x: (atMs: number) => number },
): string {
  const at = marks.map((mark, index) => ({
    mark,
    number: index + 1,
    x: x(mark.atMs),
    y: top + ROW * (rows[index] ?? 0) + 11,
  }));
  const lines = at.map((each) =>
    element("line", {
      x1: each.x,
      x2: each.x,
      y1: each.y,
      y2: bottom,
      stroke: QUIET,
      "stroke-width": 1,
      "stroke-dasharray": "1 3",
    }),
  );
  return [...lines, ...at.map((each) => badge(each.mark, each.number, each.x, each.y))].join("");
}

/** The number in its shape, around a point. */
function badge({ kind }: Pick<Mark, "kind">, number: number, x: number, y: number): string {
  const shape =
    kind === "command"
      ? element("circle", { cx: x, cy: y, r: RADIUS, fill: INK })
      : element("path", { d: `M${x} ${y - 11}L${x + 11} ${y}L${x} ${y + 11}L${x - 11} ${y}Z`, fill: BROKEN_EDGE });
  return shape + words({ x, y: y + 4 }, String(number), { anchor: "middle", size: 11.5, weight: 600, fill: GROUND });
}

/** The list: number, minute and words of each. */
export function listMarks(marks: readonly Mark[], more: number, top: number): string {
  const rows = marks.map((mark, at) => {
    const y = top + ROW * at + 14;
    return (
      badge(mark, at + 1, MARGIN + 12, y - 4.5) +
      words({ x: MARGIN + 74, y }, clock(mark.atMs), { anchor: "end", size: 13, fill: QUIET }) +
      words({ x: MARGIN + 86, y }, mark.text, { size: 13, fill: INK })
    );
  });
  const rest =
    more > 0
      ? [words({ x: MARGIN + 86, y: top + ROW * marks.length + 14 }, `and ${more} more`, { size: 13, fill: QUIET })]
      : [];
  return [...rows, ...rest].join("");
}

/** `5:10` */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
