/** Which indexes of an Indexed Job are done, have failed, or want a pod. Kubernetes 1.36, pkg/controller/job/indexed_job_utils.go. */
import type { Job } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import { finishedAt } from "./finish-time.ts";
import type { JobGates } from "./gates.ts";
import {
  absoluteFailureCountOf,
  completionIndexOf,
  ignoredFailureCountOf,
  indexFailureCountOf,
  validIndexOf,
} from "./index-annotations.ts";
import { hasIndex, type Intervals, mergeIntervals, parseIntervals, withIndexes } from "./intervals.ts";
import { hasTrackingFinalizer, isPodFailed } from "./job-pods.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";

export const completionsOf = ({ spec }: Job) => spec.completions ?? 0;

export const indexesOf = (pods: Pod[]) => pods.map(completionIndexOf).filter((index) => index !== undefined);

/** Those that the status names, and with them those of pods that have succeeded and are not counted yet. */
export function succeededIndexes(job: Job, pods: Pod[]): { before: Intervals; now: Intervals } {
  const before = parseIntervals(job.status.completedIndexes, completionsOf(job));
  const fresh = pods.filter((pod) => pod.status.phase === "Succeeded" && hasTrackingFinalizer(pod));
  const indexes = fresh.map((pod) => validIndexOf(pod, completionsOf(job))).filter((index) => index !== undefined);
  return { before, now: withIndexes(before, indexes) };
}

/** Whether this pod's failure is one more than its index may have. */
export function isIndexFailed(job: Job, pod: Pod, gates: JobGates): boolean {
  if (!isPodFailed(pod, job, gates)) return false;
  const { countsAsFailure, action } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod, gates);
  if (action === "FailIndex") return true;
  return countsAsFailure && indexFailureCountOf(pod) >= (job.spec.backoffLimitPerIndex ?? 0);
}

export function failedIndexes(job: Job, pods: Pod[], gates: JobGates): Intervals {
  const completions = completionsOf(job);
  const failed = pods.filter((pod) => hasTrackingFinalizer(pod) && isIndexFailed(job, pod, gates));
  const indexes = failed.map((pod) => validIndexOf(pod, completions)).filter((index) => index !== undefined);
  return withIndexes(parseIntervals(job.status.failedIndexes, completions), indexes);
}

export type IndexState = {
  job: Job;
  pods: Pod[];
  activePods: Pod[];
  succeededIndexes: Intervals;
  failedIndexes: Intervals | undefined;
  gates: JobGates;
};

/** The lowest `count` indexes that are neither done nor failed nor at work (firstPendingIndexes). `waitedFor` are terminating pods whose end is waited for. */
export function firstPendingIndexes(
  {
    activePods,
    succeededIndexes: succeeded,
    failedIndexes: failed,
  }: Pick<IndexState, "activePods" | "succeededIndexes" | "failedIndexes">,
  waitedFor: Pod[],
  count: number,
  completions: number,
): number[] {
  const taken = mergeIntervals(withIndexes(succeeded, indexesOf([...activePods, ...waitedFor])), failed ?? []);
  const result: number[] = [];
  let candidate = 0;
  for (const { first, last } of [...taken, { first: completions, last: completions }]) {
    for (; candidate < Math.min(first, completions) && result.length < count; candidate++) result.push(candidate);
    candidate = Math.max(candidate, last + 1);
  }
  return result;
}

const isLater = (pod: Pod, than: Pod) =>
  absoluteFailureCountOf(than) <= absoluteFailureCountOf(pod) && finishedAt(pod) >= finishedAt(than);

/**
 * By index, the last failed pod that has no successor yet: its finalizer stays, so that its count of failures can be handed on
 * (getPodsWithDelayedDeletionPerIndex). `valid` are the pods that are not counted yet.
 */
export function podsWithDelayedDeletion(
  { job, activePods, succeededIndexes: succeeded, failedIndexes: failed, gates }: IndexState,
  valid: Pod[],
): Map<number, Pod> {
  const active = new Set(indexesOf(activePods));
  const delayed = new Map<number, Pod>();
  for (const pod of valid.filter((one) => isPodFailed(one, job, gates))) {
    const index = validIndexOf(pod, completionsOf(job));
    if (index === undefined || hasIndex(succeeded, index) || hasIndex(failed ?? [], index) || active.has(index))
      continue;
    const other = delayed.get(index);
    if (!other || isLater(pod, other)) delayed.set(index, pod);
  }
  return delayed;
}

/** The two counts that the successor of a failed pod carries. */
export function nextFailureCounts(
  job: Job,
  replaced: Pod | undefined,
  gates: JobGates,
): { failures: number; ignored: number } {
  if (!replaced) return { failures: 0, ignored: 0 };
  const { countsAsFailure } = matchPodFailurePolicy(job.spec.podFailurePolicy, replaced, gates);
  const failures = indexFailureCountOf(replaced);
  const ignored = ignoredFailureCountOf(replaced);
  return countsAsFailure ? { failures: failures + 1, ignored } : { failures, ignored: ignored + 1 };
}
