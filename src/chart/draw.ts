/** A lab's picture as SVG: panels over one time, the stretches in which the level was broken, and what was done. Pure. */
import type { Picture } from "../lab/picture.ts";
import { BROKEN, BROKEN_EDGE, FONT, GRID, GROUND, INK, LEFT, MARGIN, QUIET, RIGHT, WIDTH } from "./look.ts";
import { ROW, drawMarks, listMarks, rowsOf } from "./marks.ts";
import { type Box, drawPanel, plotOf } from "./panel.ts";
import { minuteTicks, printTick } from "./scale.ts";
import { element, words } from "./svg.ts";

const HEAD = 78;
const BETWEEN = 10;
const FOOT = 50;

export type Drawing = { svg: string; width: number; height: number };

/** Draws the picture at its natural size, in pixels. */
export function drawSvg(picture: Picture): Drawing {
  const { marks, moreMarks, panels, untilMs, broken } = picture;
  const x = (atMs: number) => LEFT + (RIGHT - LEFT) * Math.min(1, atMs / untilMs);
  const rows = rowsOf(marks, x);
  const marksHigh = marks.length === 0 ? 0 : ROW * (Math.max(...rows) + 1) + 4;
  const legendHigh = broken.length > 0 ? 20 : 0;
  const plots = stack(panels, HEAD + legendHigh + marksHigh);
  const bottom = plots.at(-1)!.top + plots.at(-1)!.height;
  const listTop = bottom + FOOT;
  const listed = marks.length + (moreMarks > 0 ? 1 : 0);
  const height = listTop + ROW * listed + (listed > 0 ? MARGIN / 2 : 0);
  const parts = [
    element("rect", { width: WIDTH, height, fill: GROUND }),
    words({ x: MARGIN, y: 38 }, picture.title, { size: 20, weight: 600 }),
    words({ x: MARGIN, y: 60 }, picture.subtitle, { size: 13, fill: QUIET }),
    ...(broken.length > 0 ? [brokenKey(HEAD)] : []),
    ...plots.flatMap((plot) => broken.map((each) => band(each, plot, x))),
    timeAxis(untilMs, plots, x),
    drawMarks(marks, rows, { top: HEAD + legendHigh, bottom, x }),
    ...panels.map((panel, at) => drawPanel(panel, plots[at]!, x)),
    listMarks(marks, moreMarks, listTop),
  ];
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${height}`,
      "font-family": FONT,
      fill: INK,
    },
    ...parts,
  );
  return { svg, width: WIDTH, height };
}

/** The plots of all panels, one below the other. */
function stack(panels: Picture["panels"], top: number): Box[] {
  let next = top;
  return panels.map((panel) => {
    const plot = plotOf(panel, next);
    next = plot.top + plot.height + BETWEEN;
    return plot;
  });
}

function band({ fromMs, toMs }: Picture["broken"][number], { top, height }: Box, x: (atMs: number) => number): string {
  const place = { x: x(fromMs), width: Math.max(1.5, x(toMs) - x(fromMs)) };
  return (
    element("rect", { ...place, y: top, height, ...BROKEN }) +
    element("rect", { ...place, y: top - 3, height: 3, fill: BROKEN_EDGE })
  );
}

/** What the bands mean. */
function brokenKey(top: number): string {
  return (
    element("rect", { x: MARGIN, y: top - 3, width: 22, height: 14, ...BROKEN }) +
    element("rect", { x: MARGIN, y: top - 6, width: 22, height: 3, fill: BROKEN_EDGE }) +
    words({ x: MARGIN + 30, y: top + 8 }, "service level broken", { size: 13 })
  );
}

/** Minutes below the last panel, and their lines through all. */
function timeAxis(untilMs: number, plots: Box[], x: (atMs: number) => number): string {
  const bottom = plots.at(-1)!.top + plots.at(-1)!.height;
  const ticks = minuteTicks(untilMs).map((minute) => {
    const at = x(minute * 60_000);
    const lines = plots.map(({ top, height }) =>
      element("line", { x1: at, x2: at, y1: top, y2: top + height, stroke: GRID, "stroke-width": 1 }),
    );
    return (
      lines.join("") + words({ x: at, y: bottom + 18 }, printTick(minute), { anchor: "middle", size: 13, fill: QUIET })
    );
  });
  const name = words({ x: (LEFT + RIGHT) / 2, y: bottom + 36 }, "simulated time (minutes)", {
    anchor: "middle",
    size: 13,
    fill: QUIET,
  });
  return ticks.join("") + name;
}
