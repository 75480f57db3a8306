/** A command's lines as they come: what comes over and over is told once more with how often, before the next line that is new. */
import type { Say } from "../../../simulator/kubernetes/drain/evict-pods.ts";

/** So often the same line is printed: a budget that forbids an eviction says so every five seconds. */
const MOST_REPEATS = 3;

type Stream = Parameters<Say>[0];

export type Fold = {
  say: Say;
  /** Tells what is still folded. */
  end(): void;
};

/** How often a line came is the lab's own word, so it goes to standard error whatever the line went to. */
export function createFold(print: Say): Fold {
  const counts = new Map<string, number>();
  const folded = new Map<string, { stream: Stream; more: number }>();
  const end = () => {
    for (const [line, { stream, more }] of folded)
      if (more === 1) print(stream, line);
      else print("err", `(${more} more times) ${line}`);
    folded.clear();
  };
  return {
    say(stream, line) {
      const seen = (counts.get(line) ?? 0) + 1;
      counts.set(line, seen);
      if (seen > MOST_REPEATS) {
        folded.set(line, { stream, more: (folded.get(line)?.more ?? 0) + 1 });
        return;
      }
      if (seen === 1) end();
      print(stream, line);
    },
    end,
  };
}
