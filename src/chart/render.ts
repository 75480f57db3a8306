/** SVG -> PNG, twice as fine as it is drawn. The font comes along: what is installed on a machine changes nothing. */
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import type { Picture } from "../lab/picture.ts";
import { drawSvg } from "./draw.ts";
import { FONT } from "./look.ts";

const FINENESS = 2;

const FONTS = ["400Regular/IBMPlexSans_400Regular.ttf", "600SemiBold/IBMPlexSans_600SemiBold.ttf"].map((file) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/ibm-plex-sans/${file}`)),
);

export type Rendered = { png: Buffer; width: number; height: number };

/** Renders a picture; it takes tens of milliseconds (see off-thread.ts). `fontFiles` are those of the picture's font. */
export function renderPicture(picture: Picture, fontFiles: string[] = FONTS): Rendered {
  const { svg } = drawSvg(picture);
  const image = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: FONT },
    fitTo: { mode: "zoom", value: FINENESS },
  }).render();
  return { png: image.asPng(), width: image.width, height: image.height };
}
