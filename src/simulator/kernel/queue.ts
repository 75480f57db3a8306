/**
 * A controller's work queue: keys, not events, so a controller looks at what is and not at what changed (level-triggered; client-go's workqueue).
 * A key is worked on after the informer's lag; added again before that, it is still worked on once.
 */
import type { Loop } from "./loop.ts";
import type { Random } from "./random.ts";

export type Queue = { add(key: string): void; addAfter(key: string, delayMs: number): void };

/** From a change in the API server to the controller's sync, in milliseconds: drawn evenly. Traces of a real control plane show 10 to 50. */
export const INFORMER_LAG_MS: readonly [number, number] = [10, 50];

export function createQueue(loop: Loop, random: Random, sync: (key: string) => void): Queue {
  const waiting = new Set<string>();
  const add = (key: string) => {
    if (waiting.has(key)) return;
    waiting.add(key);
    loop.after(random.between(...INFORMER_LAG_MS), () => {
      waiting.delete(key);
      sync(key);
    });
  };
  return { add, addAfter: (key, delayMs) => loop.after(delayMs, () => add(key)) };
}
