/**
 * When a key whose sync failed is tried again: 5 ms, 10 ms, 20 ms and so on up to 1000 s, forgotten after a success.
 * client-go, util/workqueue/default_rate_limiters.go (ItemExponentialFailureRateLimiter in DefaultTypedControllerRateLimiter).
 */
import type { Queue } from "../kernel/queue.ts";

const BASE_MS = 5;
const MAX_MS = 1_000_000;

export type Retries = {
  /** Puts the key back into the queue, later each time. */
  again(key: string): void;
  /** How often it has been put back since it was forgotten. */
  count(key: string): number;
  forget(key: string): void;
};

export function createRetries(queue: Queue): Retries {
  const failures = new Map<string, number>();
  const count = (key: string) => failures.get(key) ?? 0;
  return {
    again(key) {
      const before = count(key);
      failures.set(key, before + 1);
      queue.addAfter(key, Math.min(MAX_MS, BASE_MS * 2 ** before));
    },
    count,
    forget: (key) => void failures.delete(key),
  };
}
