/** A lab's picture as a file: `chart --png FILE` while it is played, and `--png FILE` for the whole run. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { renderPicture } from "../chart/render.ts";
import type { Picture } from "../lab/picture.ts";

/** The file that a command wants the picture in; undefined for every other command. */
export function pngWanted(command: string): string | undefined {
  return /^\s*chart\s+--png[=\s]\s*(\S.*?)\s*$/i.exec(command)?.[1];
}

/** What the lab is told instead: it knows no files. */
export function withoutFile(command: string): string {
  return pngWanted(command) === undefined ? command : "chart";
}

/** Writes the picture; what was written, or why nothing was. Whatever stands in the file already is replaced. */
export function writePng(picture: Picture | undefined, file: string): string {
  if (!picture) return `${file} is not written: there is nothing to draw yet.`;
  const { png, width, height } = renderPicture(picture);
  try {
    writeFileSync(file, png);
  } catch (error) {
    return `${file} cannot be written: ${(error as Error).message}.`;
  }
  return `${resolve(file)}: ${width} x ${height} pixels, ${Math.ceil(png.length / 1024)} KB.`;
}
