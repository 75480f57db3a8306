/** How long a Job waits before it replaces failed pods: 10 s, 20 s, 40 s and so on, 10 minutes at most. Kubernetes 1.36, pkg/controller/job/backoff_utils.go. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { finishedAt } from "./finish-time.ts";
import { absoluteFailureCountOf } from "./index-annotations.ts";

/** DefaultJobPodFailureBackOff and MaxJobPodFailureBackOff. */
export const POD_FAILURE_BACKOFF = { firstMs: 10_000, maxMs: 600_000 };
export type BackoffLimits = typeof POD_FAILURE_BACKOFF;

/** What is remembered of a Job's failures between syncs. */
export type BackoffRecord = { failuresAfterLastSuccess: number; lastFailureTime?: Time };

export const NO_FAILURES: BackoffRecord = { failuresAfterLastSuccess: 0 };

/** The record with the pods that have finished since. */
export function nextBackoffRecord(record: BackoffRecord, newSucceeded: Pod[], newFailed: Pod[]): BackoffRecord {
  const failures = newFailed.map(finishedAt);
  if (newSucceeded.length === 0 && failures.length === 0) return record;
  const lastSuccess = Math.max(...newSucceeded.map(finishedAt));
  const since = failures.filter((time) => time > lastSuccess);
  const before = newSucceeded.length === 0 ? record.failuresAfterLastSuccess : 0;
  if (since.length === 0) return { failuresAfterLastSuccess: before };
  return { failuresAfterLastSuccess: before + since.length, lastFailureTime: Math.max(...since) };
}

/** Milliseconds until pods may be made again after `failures` in a row. */
function remaining(failures: number, lastFailure: Time, now: Time, { firstMs, maxMs }: BackoffLimits): number {
  if (failures === 0) return 0;
  const doubled = firstMs * 2 ** (failures - 1);
  const backoff = failures > 1 ? Math.min(doubled, maxMs) : firstMs;
  return Math.max(0, backoff - (now - lastFailure));
}

export const remainingBackoff = (
  { failuresAfterLastSuccess, lastFailureTime = 0 }: BackoffRecord,
  now: Time,
  limits = POD_FAILURE_BACKOFF,
) => remaining(failuresAfterLastSuccess, lastFailureTime, now, limits);

/** For one index, whose count of failures its last failed pod carries. */
export const remainingBackoffOfIndex = (lastFailed: Pod | undefined, now: Time, limits = POD_FAILURE_BACKOFF) =>
  lastFailed ? remaining(absoluteFailureCountOf(lastFailed) + 1, finishedAt(lastFailed), now, limits) : 0;
