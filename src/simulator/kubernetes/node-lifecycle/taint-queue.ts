/**
 * Nodes of one zone that wait for their NoExecute taint, as fast as the zone's rate lets them.
 * Kubernetes 1.36, pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go.
 */
import type { Time } from "../api/meta.ts";

export type TaintQueue = {
  /** Puts a node at the end, unless it waits already or has had its turn and was not removed since. */
  add(node: string): void;
  /** Forgets the node, so that it can be added again. */
  remove(node: string): void;
  /** Nodes a second; 0 stops the queue. */
  setRate(rate: number, now: Time): void;
  /** Calls `act` for those whose turn it is. */
  run(now: Time, act: (node: string) => void): void;
  /** When the next node can have its turn: never with an empty or stopped queue. */
  nextAt(): Time;
};

const NEVER = Number.POSITIVE_INFINITY;

/** The burst is 1, so a turn is free once the time since the last one has passed. */
export function createTaintQueue(initialRate: number): TaintQueue {
  /** All that were added and not removed. */
  const known = new Set<string>();
  const waiting = new Set<string>();
  let rate = initialRate;
  let freeAt: Time = Number.NEGATIVE_INFINITY;

  const take = (now: Time): boolean => {
    if (rate <= 0 || now < freeAt) return false;
    freeAt = now + Math.ceil(1_000 / rate);
    return true;
  };

  return {
    add(node) {
      if (known.has(node)) return;
      known.add(node);
      waiting.add(node);
    },
    remove(node) {
      known.delete(node);
      waiting.delete(node);
    },
    setRate(next, now) {
      if (next === rate) return;
      // A new limiter starts with its token, unless the old one had none left.
      const hadToken = take(now);
      rate = next;
      freeAt = hadToken || next <= 0 ? Number.NEGATIVE_INFINITY : now + Math.ceil(1_000 / next);
    },
    run(now, act) {
      for (const node of waiting) {
        if (!take(now)) return;
        waiting.delete(node);
        act(node);
      }
    },
    nextAt: () => (waiting.size === 0 || rate <= 0 ? NEVER : freeAt),
  };
}
