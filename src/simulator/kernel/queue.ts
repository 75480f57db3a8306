/**
 * A controller's work queue: keys, not events, so a controller looks at what is and not at what changed (level-triggered; client-go's workqueue).
 * A key is worked on after the informer's lag; added again before that, it is still worked on once.
 */
import type { Loop } from "./loop.ts";

export type Queue = { add(key: string): void; addAfter(key: string, delayMs: number): void };

/**
 * From a change in the API server to the controller's sync. Traces of a real control plane show 10 to 50 ms; one value for all, so that changes
 * are acted on in the order in which they were made (a Deployment's old ReplicaSet, made smaller first, removes its pods before the new one adds).
 */
export const INFORMER_LAG_MS = 20;

export function createQueue(loop: Loop, sync: (key: string) => void): Queue {
  const waiting = new Set<string>();
  const add = (key: string) => {
    if (waiting.has(key)) return;
    waiting.add(key);
    loop.after(INFORMER_LAG_MS, () => {
      waiting.delete(key);
      sync(key);
    });
  };
  return { add, addAfter: (key, delayMs) => loop.after(delayMs, () => add(key)) };
}
