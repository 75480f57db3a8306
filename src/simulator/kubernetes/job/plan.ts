/** Which pods a Job wants made or deleted now. Kubernetes 1.36, pkg/controller/job/job_controller.go (syncJob, manageJob). */
import type { Pod } from "../api/pod.ts";
import { remainingBackoff, remainingBackoffOfIndex } from "./backoff.ts";
import { isSuspended } from "./conditions.ts";
import type { JobContext } from "./context.ts";
import { deadlineIn, endingOf } from "./ending.ts";
import { completionsOf, firstPendingIndexes } from "./indexes.ts";
import { hasLimitPerIndex, isIndexed, isTerminating, replacesOnlyFailed } from "./job-pods.ts";
import { podsForRemoval } from "./removal.ts";

/** MaxPodCreateDeletePerSync. */
const MAX_CHANGES = 500;

/** SyncJobBatchPeriod: pods that change within a second are looked at together. */
export const BATCH_MS = 1_000;

export type JobPlan = {
  context: JobContext;
  /** ending: the Job is over, so its pods go. waiting: nothing may be done with pods now. */
  kind: "ending" | "managing" | "waiting";
  remove: Pod[];
  /** One entry a pod to make: its index, or nothing in a Job without indexes. */
  create: (number | undefined)[];
  /** Active pods before any is made or removed. */
  active: number;
  /** When to look again because pods may be made only then, or because the deadline is over then: milliseconds from now. */
  againIn: number[];
};

const removing = (context: JobContext, kind: JobPlan["kind"], remove: Pod[]): JobPlan => ({
  context,
  kind,
  remove,
  create: [],
  active: context.activePods.length,
  againIn: [],
});

/** How many pods should be active: no more than are still to succeed, nor than parallelism. */
function wantedActive({ job, succeeded, activePods }: JobContext): number {
  const parallelism = job.spec.parallelism ?? 0;
  if (job.spec.completions === undefined) return succeeded > 0 ? activePods.length : parallelism;
  return Math.max(0, Math.min(job.spec.completions - succeeded, parallelism));
}

/** Those of the indexes whose back-off is over, else how long the shortest lasts (getPodCreationInfoForIndependentIndexes). */
export function indexesReady(
  indexes: number[],
  delayed: ReadonlyMap<number, Pod>,
  now: number,
): { indexes: number[]; remainingMs: number } {
  const waits = indexes.map((index) => ({ index, waitMs: remainingBackoffOfIndex(delayed.get(index), now) }));
  const ready = waits.filter(({ waitMs }) => waitMs === 0).map(({ index }) => index);
  if (ready.length > 0 || waits.length === 0) return { indexes: ready, remainingMs: 0 };
  return { indexes: ready, remainingMs: Math.min(...waits.map(({ waitMs }) => waitMs)) };
}

/** The entries of `create`, or how long no pod may be made. */
function wantedPods(context: JobContext, count: number): { create: JobPlan["create"]; remainingMs: number } {
  const { job, pods, newBackoff, delayed, gates, now } = context;
  const perIndex = hasLimitPerIndex(job, gates);
  const remainingMs = perIndex ? 0 : remainingBackoff(newBackoff, now);
  if (remainingMs > 0) return { create: [], remainingMs };
  const most = Math.min(count, MAX_CHANGES);
  if (!isIndexed(job)) return { create: Array.from<undefined>({ length: most }), remainingMs: 0 };
  const waitedFor = replacesOnlyFailed(job, gates) ? pods.filter(isTerminating) : [];
  const indexes = firstPendingIndexes(context, waitedFor, most, completionsOf(job));
  if (!perIndex) return { create: indexes, remainingMs: 0 };
  const ready = indexesReady(indexes, delayed, now);
  return { create: ready.indexes, remainingMs: ready.remainingMs };
}

function manage(context: JobContext): JobPlan {
  const { job, activePods, terminating = 0, gates } = context;
  const active = activePods.length;
  if (isSuspended(job)) return removing(context, "managing", podsForRemoval(job, activePods, active));
  const wanted = wantedActive(context);
  const surplus = podsForRemoval(job, activePods, Math.max(0, active - wanted)).slice(0, MAX_CHANGES);
  if (surplus.length > 0) return removing(context, "managing", surplus);
  const plan: JobPlan = { context, kind: "managing", remove: [], create: [], active, againIn: [] };
  const missing = wanted - (replacesOnlyFailed(job, gates) ? terminating : 0) - active;
  if (missing <= 0) return plan;
  const { create, remainingMs } = wantedPods(context, missing);
  // While it waits, upstream reports no active pods at all.
  if (remainingMs > 0) return { ...plan, active: 0, againIn: [Math.max(BATCH_MS, remainingMs)] };
  return { ...plan, create };
}

export function planJob(context: JobContext): JobPlan {
  const finished = endingOf(context);
  if (finished) return removing({ ...context, finished }, "ending", context.activePods);
  const deadline = deadlineIn(context);
  const managed = context.satisfied && context.job.metadata.deletionTimestamp === undefined;
  const plan: JobPlan = managed
    ? manage(context)
    : { context, kind: "waiting", remove: [], create: [], active: context.activePods.length, againIn: [] };
  return deadline === undefined ? plan : { ...plan, againIn: [...plan.againIn, deadline] };
}
