/**
 * How finished pods get into the counters exactly once: their uids are written into status.uncountedTerminatedPods, then their finalizers are
 * taken off, then they are counted. Kubernetes 1.36, pkg/controller/job/job_controller.go (trackJobStatusAndRemoveFinalizers).
 */
import type { JobStatus } from "../api/batch.ts";
import type { Condition } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isSuccessCriteriaMet, successCriteriaMetOf, terminalOf } from "./conditions.ts";
import { type JobContext, uncountedOf, type Uncounted } from "./context.ts";
import { completionIndexOf, validIndexOf } from "./index-annotations.ts";
import { completionsOf } from "./indexes.ts";
import { hasIndex, type Intervals, printIntervals, totalOf, withIndexes } from "./intervals.ts";
import { hasLimitPerIndex, hasTrackingFinalizer, isIndexed, isPodFailed } from "./job-pods.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { byCompletionIndex } from "./removal.ts";

/** MaxUncountedPods: more of them are left for the next sync. */
const MAX_UNCOUNTED = 500;

export type Tracked = {
  context: JobContext;
  /** To be written before the finalizers are taken off; nothing when it is as it was. */
  status: JobStatus | undefined;
  removeFinalizerFrom: Pod[];
  /** Uids of pods whose finalizer is still on. */
  withFinalizer: ReadonlySet<string>;
  isCutShort: boolean;
};

const written = ({ succeeded, failed }: Uncounted) => ({
  ...(succeeded.length > 0 && { succeeded }),
  ...(failed.length > 0 && { failed }),
});

type Counting = Uncounted & { newIndexes: number[]; removeFinalizerFrom: Pod[] };

/** Moves those whose finalizer is off into the counters (cleanUncountedPodsWithoutFinalizers). */
export function countFinished(status: JobStatus, withFinalizer: ReadonlySet<string>): JobStatus {
  const before = uncountedOf(status);
  const left = (uids: string[]) => uids.filter((uid) => withFinalizer.has(uid));
  const succeeded = left(before.succeeded);
  const failed = left(before.failed);
  const gone = { succeeded: before.succeeded.length - succeeded.length, failed: before.failed.length - failed.length };
  if (gone.succeeded + gone.failed === 0) return status;
  return {
    ...status,
    ...(gone.succeeded > 0 && { succeeded: (status.succeeded ?? 0) + gone.succeeded }),
    ...(gone.failed > 0 && { failed: (status.failed ?? 0) + gone.failed }),
    uncountedTerminatedPods: written({ succeeded, failed }),
  };
}

/** Not while its successor still needs its count of failures (canRemoveFinalizer). */
function canRemoveFinalizer({ job, finished, delayed, gates }: JobContext, pod: Pod, failed: boolean): boolean {
  if (job.metadata?.deletionTimestamp !== undefined || finished || pod.status.phase === "Succeeded") return true;
  if (!failed) return false;
  const index = hasLimitPerIndex(job, gates) ? completionIndexOf(pod) : undefined;
  return index === undefined || delayed.get(index)?.metadata.uid !== pod.metadata.uid;
}

function countSucceeded({ job, uncounted, succeededBefore }: JobContext, pod: Pod, counting: Counting): void {
  const { uid } = pod.metadata;
  if (!isIndexed(job)) {
    if (!uncounted.succeeded.includes(uid)) counting.succeeded.push(uid);
    return;
  }
  const index = validIndexOf(pod, completionsOf(job));
  if (index !== undefined && !hasIndex(succeededBefore, index)) counting.newIndexes.push(index);
}

function countFailed({ job, uncounted, gates }: JobContext, pod: Pod, counting: Counting): void {
  if (uncounted.failed.includes(pod.metadata.uid)) return;
  if (isIndexed(job) && validIndexOf(pod, completionsOf(job)) === undefined) return;
  if (matchPodFailurePolicy(job.spec.podFailurePolicy, pod, gates).countsAsFailure)
    counting.failed.push(pod.metadata.uid);
}

/** Notes one pod; when the Job has failed, every pod that is left counts as failed. */
function countPod(context: JobContext, pod: Pod, counting: Counting): void {
  const { job, gates, finished, uncounted } = context;
  const failed = isPodFailed(pod, job, gates);
  if (!canRemoveFinalizer(context, pod, failed)) return;
  counting.removeFinalizerFrom.push(pod);
  if (pod.status.phase === "Succeeded" && !uncounted.failed.includes(pod.metadata.uid))
    countSucceeded(context, pod, counting);
  else if (failed || (finished && !isSuccessCriteriaMet(finished, gates))) countFailed(context, pod, counting);
}

const sizeOf = ({ newIndexes, succeeded, failed }: Counting) => newIndexes.length + succeeded.length + failed.length;

/** An Indexed Job counts indexes, not pods. */
function withIndexStatus(status: JobStatus, { failedIndexes }: JobContext, succeeded: Intervals): JobStatus {
  const { completedIndexes: _, failedIndexes: __, succeeded: ___, ...rest } = status;
  const completed = printIntervals(succeeded);
  return {
    ...rest,
    ...(succeeded.length > 0 && { succeeded: totalOf(succeeded) }),
    ...(completed && { completedIndexes: completed }),
    ...(failedIndexes && { failedIndexes: printIntervals(failedIndexes) }),
  };
}

/** The condition that is written first, and the one that the Job ends with. */
function announce({ status, finished, gates, now }: JobContext): {
  conditions: Condition[];
  finished: Condition | undefined;
} {
  const conditions = status.conditions ?? [];
  if (finished?.type === "FailureTarget")
    return { conditions: [...conditions, finished], finished: terminalOf(finished, "Failed", now) };
  if (!finished || !isSuccessCriteriaMet(finished, gates)) return { conditions, finished };
  const known = successCriteriaMetOf(conditions, gates);
  return {
    conditions: known ? conditions : [...conditions, finished],
    finished: terminalOf(finished, "Complete", now),
  };
}

function countPods(
  context: JobContext,
  tracked: Pod[],
  cleaned: Uncounted,
): { counting: Counting; isCutShort: boolean } {
  const counting: Counting = {
    succeeded: [...cleaned.succeeded],
    failed: [...cleaned.failed],
    newIndexes: [],
    removeFinalizerFrom: [],
  };
  const pods = isIndexed(context.job) ? tracked.toSorted(byCompletionIndex) : tracked;
  for (const pod of pods) {
    const before = counting.removeFinalizerFrom.length;
    countPod(context, pod, counting);
    const looked = counting.removeFinalizerFrom.length > before;
    if (looked && sizeOf(counting) >= MAX_UNCOUNTED) return { counting, isCutShort: true };
  }
  return { counting, isCutShort: false };
}

/** Whether the status must be written before any finalizer is taken off. */
function mustWrite(
  { job, status: base }: JobContext,
  cleaned: JobStatus,
  counting: Counting,
  status: JobStatus,
): boolean {
  const before = uncountedOf(cleaned);
  return [
    cleaned !== base,
    sizeOf(counting) > before.succeeded.length + before.failed.length,
    (status.completedIndexes ?? "") !== (job.status.completedIndexes ?? ""),
    isIndexed(job) && status.failedIndexes !== job.status.failedIndexes,
    status.conditions?.length !== base.conditions?.length,
  ].some(Boolean);
}

export function trackJob(context: JobContext, changed: boolean): Tracked {
  const { job, pods, finalizersGone } = context;
  const tracked = pods.filter((pod) => hasTrackingFinalizer(pod) && !finalizersGone.has(pod.metadata.uid));
  const withFinalizer = new Set(tracked.map(({ metadata }) => metadata.uid));
  const cleaned = countFinished(context.status, withFinalizer);
  const { counting, isCutShort } = countPods(context, tracked, uncountedOf(cleaned));
  const indexes = withIndexes(context.succeededIndexes, counting.newIndexes);
  const counted = { ...cleaned, uncountedTerminatedPods: written(counting) };
  const { conditions, finished } = announce(context);
  const status = {
    ...(isIndexed(job) ? withIndexStatus(counted, context, indexes) : counted),
    ...(conditions.length > 0 && { conditions }),
  };
  return {
    context: { ...context, status, succeededIndexes: indexes, finished },
    status: changed || mustWrite(context, cleaned, counting, status) ? status : undefined,
    removeFinalizerFrom: counting.removeFinalizerFrom,
    withFinalizer,
    isCutShort,
  };
}
