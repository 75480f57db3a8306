/** What the full picture of a lab shows: figures and words, drawn by whoever can draw. */
import type { Point } from "./thin.ts";

/** One line of a panel, oldest point first; a point without a value interrupts it. */
export type PictureLine = { name: string; points: Point[] };

/** Lines over one axis. `steps` hold their value until the next point; the `gap` lies between the first line and its own lower edge. */
export type Panel = {
  title: string;
  unit: string;
  kind: "curves" | "steps";
  lines: PictureLine[];
  gap?: { name: string; lower: Point[] };
  limit?: { name: string; value: number };
};

/** Something that was done at an instant: by the players, or by others and by chance. */
export type Mark = { atMs: number; text: string; kind: "command" | "fault" };

/** Panels over one time from 0 to `untilMs`; stretches in which the level was broken; marks in order. `text` says it all in words. */
export type Picture = {
  title: string;
  subtitle: string;
  untilMs: number;
  panels: Panel[];
  broken: { fromMs: number; toMs: number }[];
  marks: Mark[];
  /** Marks that found no room. */
  moreMarks: number;
  text: string;
};
