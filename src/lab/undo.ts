/** What `undo` takes back: the last message that changed something or waited, and with it whatever was only looked at since. */
import type { Turn } from "./view.ts";
import { count } from "./words-of.ts";

export const NOTHING_TO_UNDO = "There is nothing to undo: nothing was changed yet, and no time has passed by waiting.";

/** `from` is the place of the first turn that goes, `after` how many go with it. */
export type Back = { from: number; after: number };

/** Undefined where nothing was done yet but to look. */
export function takenBack(turns: readonly Pick<Turn, "changed">[]): Back | undefined {
  const from = turns.findLastIndex(({ changed }) => changed);
  return from < 0 ? undefined : { from, after: turns.length - 1 - from };
}

/** ` (and 3 looks after it)`, behind the command; "" where nothing came after it. */
export const tellAfter = (after: number): string => (after > 0 ? ` (and ${count(after, "look")} after it)` : "");
