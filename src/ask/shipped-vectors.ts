// The vectors that were learned from the shipped library, read from their module.
import type { Vectors } from "./vectors.ts";
import { DIMENSIONS, MARKS, VALUES } from "./word-vectors.ts";

/** Words of a team's own lessons that no shipped section uses have none. */
export const shippedVectors: Vectors = {
  dimensions: DIMENSIONS,
  rows: new Map(MARKS.split(" ").map((mark, row) => [mark, row])),
  values: new Int8Array(Uint8Array.from(atob(VALUES), (byte) => byte.charCodeAt(0)).buffer),
};
