/**
 * What a picture is drawn with. The colours are Okabe and Ito's, which people with any colour vision tell apart; dashes and shapes say the same
 * again. The ground is white: it holds in a dark window too.
 */
export const WIDTH = 800;
export const MARGIN = 24;
/** Where the panels' axes begin and end. */
export const LEFT = 76;
export const RIGHT = WIDTH - MARGIN;

export const INK = "#1f2933";
export const QUIET = "#52606d";
export const GRID = "#d9dee4";
export const GROUND = "#ffffff";

/** The first of two lines is a dashed one above the second. */
export const DASHED = { stroke: INK, "stroke-width": 1.75, "stroke-dasharray": "5 4" };
export const SOLID = { stroke: "#0072b2", "stroke-width": 2.5 };
export const LIMIT = { stroke: "#d55e00", "stroke-width": 1.75, "stroke-dasharray": "2 4" };
export const GAP = { fill: "#e69f00", "fill-opacity": 0.55 };
export const BROKEN = { fill: "#d55e00", "fill-opacity": 0.15 };
export const BROKEN_EDGE = "#d55e00";

/** The family of the font that render.ts brings along. */
export const FONT = "IBM Plex Sans";

/** About how wide a text is. */
export function widthOf(said: string, size: number): number {
  return [...said].reduce((sum, letter) => sum + shareOf(letter), 0) * size;
}

/** A letter's width beside the height of its line, by its kind in this font. */
function shareOf(letter: string): number {
  if (/[ijlftr.,:;'|()[\]]/.test(letter)) return 0.32;
  if (letter === " ") return 0.26;
  return /[mwMW@%]/.test(letter) ? 0.86 : 0.59;
}
