/**
 * A work queue most of whose keys are looked at later: of several times for one key the earliest counts.
 * client-go, util/workqueue/delaying_queue.go (AddAfter).
 */
import type { Loop } from "../../kernel/loop.ts";

export type DelayedQueue = { addAfter(key: string, delayMs: number): void };

export function createDelayedQueue(loop: Loop, sync: (key: string) => void): DelayedQueue {
  const due = new Map<string, number>();
  return {
    addAfter(key, delayMs) {
      const at = loop.now() + Math.max(0, delayMs);
      if ((due.get(key) ?? Number.POSITIVE_INFINITY) <= at) return;
      due.set(key, at);
      loop.at(at, () => {
        if (due.get(key) !== at) return;
        due.delete(key);
        sync(key);
      });
    },
  };
}
