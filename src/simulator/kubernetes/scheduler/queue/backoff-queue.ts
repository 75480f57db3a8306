/**
 * Pods that wait out their back-off. Kubernetes 1.36, pkg/scheduler/backend/queue/backoff_queue.go: what the plugins refused and what failed by an error
 * wait apart, the first in windows of a second, within which priority decides (SchedulerPopFromBackoffQ).
 */
import { createHeap, type Heap } from "../../../kernel/heap.ts";
import type { Time } from "../../api/meta.ts";
import type { Pod } from "../../api/pod.ts";
import { priorityOf } from "../pod-info.ts";

/** podInitialBackoffSeconds and podMaxBackoffSeconds, in milliseconds. */
export const BACKOFF = { initialMs: 1_000, maxMs: 10_000 };

/** Within so many milliseconds back-offs count as ending together; 0 keeps them apart. */
export const ORDERING_WINDOW_MS = 1_000;

export type QueuedPod = {
  pod: Pod;
  /** When it came into this queue, and for the queue's order. */
  timestamp: Time;
  /** How often plugins refused it, and how often in a row something failed instead. */
  unschedulableCount: number;
  consecutiveErrors: number;
  /** Whether a plugin refused it the last time. */
  refused: boolean;
  /** When its back-off ends, once worked out. */
  backoffExpiration?: Time;
};

export type BackoffOptions = { initialMs: number; maxMs: number; windowMs: number };

/** calculateBackoffDuration: doubled for every time, up to the most. */
export function backoffDuration(
  count: number,
  { initialMs, maxMs }: Pick<BackoffOptions, "initialMs" | "maxMs">,
): number {
  return count === 0 ? 0 : Math.min(maxMs, initialMs * 2 ** (count - 1));
}

const align = (time: Time, windowMs: number) => (windowMs > 0 ? Math.floor(time / windowMs) * windowMs : time);

/** getBackoffTime; nothing when there is no back-off. */
export function backoffTime(queued: QueuedPod, options: BackoffOptions): Time | undefined {
  const count = queued.consecutiveErrors > 0 ? queued.consecutiveErrors : queued.unschedulableCount;
  if (options.maxMs === 0 || count === 0) return undefined;
  if (queued.backoffExpiration !== undefined) return queued.backoffExpiration;
  return align(queued.timestamp + backoffDuration(count, options), options.windowMs);
}

/** isPodBackingoff. */
export function isBackingOff(queued: QueuedPod, now: Time, options: BackoffOptions): boolean {
  const until = backoffTime(queued, options);
  return until !== undefined && until >= align(now, options.windowMs);
}

/** PrioritySort. */
export function precedes(a: QueuedPod, b: QueuedPod): boolean {
  const byPriority = priorityOf(b.pod) - priorityOf(a.pod);
  return byPriority < 0 || (byPriority === 0 && a.timestamp < b.timestamp);
}

export type BackoffQueue = {
  add(queued: QueuedPod): void;
  /** Takes out all whose back-off is over: first those that were refused. */
  popCompleted(now: Time): QueuedPod[];
  size(): number;
};

export function createBackoffQueue(options: BackoffOptions): BackoffQueue {
  const endsBefore = (a: QueuedPod, b: QueuedPod) =>
    (backoffTime(a, options) ?? Number.NEGATIVE_INFINITY) - (backoffTime(b, options) ?? Number.NEGATIVE_INFINITY);
  const refused = createHeap<QueuedPod>((a, b) => {
    const apart = endsBefore(a, b);
    return apart < 0 || (apart === 0 && options.windowMs > 0 && precedes(a, b));
  });
  const failed = createHeap<QueuedPod>((a, b) => endsBefore(a, b) < 0);

  const pop = (heap: Heap<QueuedPod>, now: Time) => {
    const popped: QueuedPod[] = [];
    for (let first = heap.peek(); first && !isBackingOff(first, now, options); first = heap.peek()) {
      popped.push(first);
      heap.pop();
    }
    return popped;
  };

  return {
    add: (queued) => (queued.refused ? refused : failed).push(queued),
    popCompleted: (now) => [...pop(refused, now), ...pop(failed, now)],
    size: () => refused.size() + failed.size(),
  };
}
