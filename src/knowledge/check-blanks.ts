// What `npm run new` leaves for the author to write, found in the text of any file.
import type { Problem } from "./problem.ts";

/** Stands in a new file wherever the author has to write something. */
export const BLANK = "FILL IN";

/** A problem for every line that still holds a blank, with what belongs there. */
export function checkBlanks(text: string, file: string): Problem[] {
  return text.split("\n").flatMap((content, at) => {
    const from = content.indexOf(BLANK);
    if (from < 0) return [];
    const hint = content.slice(from).replace(/["'`]\s*$/, "");
    return [{ file, line: at + 1, found: `"${hint}" still stands here`, mend: "write it" }];
  });
}
