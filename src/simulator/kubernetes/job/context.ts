/** What one sync of a Job looks at, and what follows from it at once. Kubernetes 1.36, pkg/controller/job/job_controller.go (syncJob, syncJobCtx). */
import type { Job, JobStatus } from "../api/batch.ts";
import type { Condition, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isActive, isReady } from "../pods.ts";
import { type BackoffRecord, nextBackoffRecord } from "./backoff.ts";
import { isSuspended } from "./conditions.ts";
import type { JobGates } from "./gates.ts";
import { validIndexOf } from "./index-annotations.ts";
import { completionsOf, failedIndexes, podsWithDelayedDeletion, succeededIndexes } from "./indexes.ts";
import { type Intervals, totalOf } from "./intervals.ts";
import {
  hasLimitPerIndex,
  hasTrackingFinalizer,
  isIndexed,
  isPodFailed,
  isTerminating,
  tracksTerminating,
} from "./job-pods.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";

export type JobInputs = {
  job: Job;
  /** Those that it controls. */
  pods: Pod[];
  now: Time;
  gates: JobGates;
  /** Of the failures before this sync. */
  backoff: BackoffRecord;
  /** Uids of pods whose finalizer is off already, though they are not seen without it yet. */
  finalizersGone: ReadonlySet<string>;
  /** Whether every pod that was made or deleted before is seen to be. */
  satisfied: boolean;
};

export type Uncounted = { succeeded: string[]; failed: string[] };

export type JobContext = JobInputs & {
  /** The Job's status as it is being worked out. */
  status: JobStatus;
  /** As the status had it. */
  uncounted: Uncounted;
  activePods: Pod[];
  ready: number;
  /** Nothing when terminating pods are not counted. */
  terminating: number | undefined;
  succeeded: number;
  failed: number;
  succeededBefore: Intervals;
  succeededIndexes: Intervals;
  failedIndexes: Intervals | undefined;
  delayed: ReadonlyMap<number, Pod>;
  newBackoff: BackoffRecord;
  finished: Condition | undefined;
};

/** Pods with the tracking finalizer and, in an Indexed Job, a possible index (getValidPodsWithFilter). */
export function validPods(
  { job, pods, finalizersGone }: Pick<JobInputs, "job" | "pods" | "finalizersGone">,
  uncounted: string[],
): Pod[] {
  const tracked = pods.filter(
    (pod) =>
      hasTrackingFinalizer(pod) && !uncounted.includes(pod.metadata.uid) && !finalizersGone.has(pod.metadata.uid),
  );
  return isIndexed(job) ? tracked.filter((pod) => validIndexOf(pod, completionsOf(job)) !== undefined) : tracked;
}

/** Pods that have ended and are not in the status in any way (getNewFinishedPods). */
export function newFinishedPods(
  inputs: Pick<JobInputs, "job" | "pods" | "finalizersGone" | "gates">,
  uncounted: Uncounted,
): { succeeded: Pod[]; failed: Pod[] } {
  return {
    succeeded: validPods(inputs, uncounted.succeeded).filter(({ status }) => status.phase === "Succeeded"),
    failed: validPods(inputs, uncounted.failed).filter((pod) => isPodFailed(pod, inputs.job, inputs.gates)),
  };
}

export const uncountedOf = ({ uncountedTerminatedPods }: JobStatus): Uncounted => ({
  succeeded: uncountedTerminatedPods?.succeeded ?? [],
  failed: uncountedTerminatedPods?.failed ?? [],
});

const NO_INDEXES = {
  succeededBefore: [],
  succeededIndexes: [],
  failedIndexes: undefined,
  delayed: new Map<number, Pod>(),
};

/** What is known of the indexes; nothing for a Job that has none. */
function indexState(inputs: JobInputs, activePods: Pod[]): Pick<JobContext, keyof typeof NO_INDEXES> {
  const { job, pods, gates } = inputs;
  if (!isIndexed(job)) return NO_INDEXES;
  const { before, now } = succeededIndexes(job, pods);
  const common = { succeededBefore: before, succeededIndexes: now };
  if (!hasLimitPerIndex(job, gates)) return { ...NO_INDEXES, ...common };
  const failed = failedIndexes(job, pods, gates);
  const state = { ...inputs, activePods, succeededIndexes: now, failedIndexes: failed };
  return { ...common, failedIndexes: failed, delayed: podsWithDelayedDeletion(state, validPods(inputs, [])) };
}

export function createContext(inputs: JobInputs): JobContext {
  const { job, pods, gates, now } = inputs;
  const activePods = pods.filter(isActive);
  const uncounted = uncountedOf(job.status);
  const fresh = newFinishedPods(inputs, uncounted);
  const counted = fresh.failed.filter(
    (pod) => matchPodFailurePolicy(job.spec.podFailurePolicy, pod, gates).countsAsFailure,
  );
  const indexes = indexState(inputs, activePods);
  const starts = job.status.startTime === undefined && !isSuspended(job);
  return {
    ...inputs,
    ...indexes,
    activePods,
    uncounted,
    status: {
      ...job.status,
      ...(starts && { startTime: now }),
      uncountedTerminatedPods: job.status.uncountedTerminatedPods ?? {},
    },
    ready: activePods.filter(isReady).length,
    terminating: tracksTerminating(job, gates) ? pods.filter(isTerminating).length : undefined,
    succeeded: isIndexed(job)
      ? totalOf(indexes.succeededIndexes)
      : (job.status.succeeded ?? 0) + fresh.succeeded.length + uncounted.succeeded.length,
    failed: (job.status.failed ?? 0) + counted.length + uncounted.failed.length,
    newBackoff: nextBackoffRecord(inputs.backoff, fresh.succeeded, fresh.failed),
    finished: undefined,
  };
}
