/** Waiting for changes to settle: a call 50 ms after the last, or with the first that comes more than a second after the first. */
import type { Loop } from "../../kernel/loop.ts";
import type { Scope } from "../world.ts";

const GAP_MS = 50;
const MOST_MS = 1_000;

/** Answers what to call at each change. */
export function createDebounce(loop: Loop, scope: Scope, run: () => void): () => void {
  /** The wait under way: since when, and until when. */
  let wait: { since: number; until: number } | undefined;
  const check = () => {
    if (!wait || loop.now() < wait.until) return;
    wait = undefined;
    run();
  };
  const set = (since: number) => {
    wait = { since, until: loop.now() + GAP_MS };
    scope.after(GAP_MS, check);
  };
  return () => {
    if (!wait) set(loop.now());
    else if (loop.now() - wait.since > MOST_MS) {
      wait = undefined;
      run();
    } else if (wait.until !== loop.now() + GAP_MS) set(wait.since);
  };
}
