// One panel: its title, its axis, its lines, and what each of them is called.
import type { Panel, PictureLine } from "../lab/picture.ts";
import { DASHED, GAP, GRID, GROUND, INK, LEFT, LIMIT, QUIET, RIGHT, SOLID, widthOf } from "./look.ts";
import { type Scale, printTick, scaleFor } from "./scale.ts";
import { element, short, words } from "./svg.ts";

const HEADER = 26;
const SWATCH = 22;
/** Pixels between two values at an axis. */
const TICK = 26;

/** How high a panel's plot is: nodes are a few, load is looked at. */
const HEIGHTS = { curves: 118, steps: 84, flat: 44 };

/** The plot, in pixels of the picture. */
export type Box = { top: number; height: number };

/** Where the plot of a panel that begins at `top` lies. */
export function plotOf({ kind, lines }: Panel, top: number): Box {
  return { top: top + HEADER, height: kind === "steps" && lines.length === 1 ? HEIGHTS.flat : HEIGHTS[kind] };
}

/** Draws a panel into its plot; `x` places an instant. */
export function drawPanel(panel: Panel, box: Box, x: (atMs: number) => number): string {
  const values = panel.lines.flatMap(({ points }) => points.flatMap(([, value]) => (value === null ? [] : [value])));
  const scale = scaleFor(values, panel.limit ? [panel.limit.value] : [], {
    wholeOnly: panel.kind === "steps",
    parts: Math.floor(box.height / TICK),
  });
  const y = (value: number) => box.top + box.height * (1 - scale.place(value));
  const unit = scale.isLogarithmic ? `${panel.unit}, logarithmic` : panel.unit;
  return [
    // A mark's line may run through the words.
    element(
      "g",
      { "paint-order": "stroke", stroke: GROUND, "stroke-width": 5 },
      words({ x: LEFT, y: box.top - 9 }, panel.title, { weight: 600 }),
      words({ x: LEFT + widthOf(panel.title, 14) + 12, y: box.top - 9 }, unit, { fill: QUIET, size: 13 }),
      panel.lines.length > 1 ? legend(panel, box.top - 9) : "",
    ),
    axis(scale, y),
    ...gap(panel, x, y),
    ...panel.lines.map((line, at) => trace(panel.kind, line, styleOf(panel, at), x, y)).toReversed(),
    ...(panel.limit ? [level(panel.limit.value, y)] : []),
  ].join("");
}

function styleOf({ lines }: Panel, at: number) {
  return lines.length > 1 && at === 0 ? DASHED : SOLID;
}

function axis(scale: Scale, y: (value: number) => number): string {
  return scale.ticks
    .map((tick) => {
      const line = element("line", { x1: LEFT, x2: RIGHT, y1: y(tick), y2: y(tick), stroke: GRID, "stroke-width": 1 });
      return line + words({ x: LEFT - 8, y: y(tick) + 4.5 }, printTick(tick), { anchor: "end", size: 13, fill: QUIET });
    })
    .join("");
}

function level(value: number, y: (value: number) => number): string {
  return element("line", { x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value), ...LIMIT });
}

type Place = (value: number) => number;

/** A line, broken where a value is missing; a single point stays as a dot. */
function trace(kind: Panel["kind"], { points }: PictureLine, style: object, x: Place, y: Place): string {
  let pen: "up" | "down" = "up";
  const parts = points.map(([at, value]) => {
    if (value === null) {
      pen = "up";
      return "";
    }
    const [px, py] = [short(x(at)), short(y(value))];
    const isFirst = pen === "up";
    pen = "down";
    if (isFirst) return `M${px} ${py}L${px} ${py}`;
    return kind === "steps" ? `H${px}V${py}` : `L${px} ${py}`;
  });
  return element("path", {
    d: parts.join(""),
    fill: "none",
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
    ...style,
  });
}

/** What lies between the first line and the lower edge. */
function gap({ gap: between, lines: [upper] }: Panel, x: Place, y: Place): string[] {
  if (!between || !upper) return [];
  const outline = [...upper.points, ...between.lower.toReversed()];
  const d = outline.map(([at, value], index) => `${index === 0 ? "M" : "L"}${short(x(at))} ${short(y(value ?? 0))}`);
  return [element("path", { d: `${d.join("")}Z`, ...GAP })];
}

/** What each line is, at the right end of the header: a piece of it and its name. */
function legend(panel: Panel, y: number): string {
  const items = [
    ...panel.lines.map(({ name }, at) => ({ name, draw: (left: number) => piece(left, y, styleOf(panel, at)) })),
    ...(panel.gap ? [{ name: panel.gap.name, draw: (left: number) => patch(left, y) }] : []),
    ...(panel.limit
      ? [
          {
            name: `${panel.limit.name}: ${printTick(panel.limit.value)}`,
            draw: (left: number) => piece(left, y, LIMIT),
          },
        ]
      : []),
  ];
  let right = RIGHT;
  return items
    .toReversed()
    .map(({ name, draw }) => {
      const left = right - widthOf(name, 13);
      const drawn = draw(left - SWATCH - 6) + words({ x: right, y }, name, { size: 13, fill: INK, anchor: "end" });
      right = left - SWATCH - 6 - 18;
      return drawn;
    })
    .join("");
}

function piece(left: number, y: number, style: object): string {
  return element("line", { x1: left, x2: left + SWATCH, y1: y - 4.5, y2: y - 4.5, ...style });
}

function patch(left: number, y: number): string {
  return element("rect", { x: left, y: y - 10, width: SWATCH, height: 11, ...GAP });
}
