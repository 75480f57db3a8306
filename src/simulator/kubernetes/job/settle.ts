/** What a Job's status says once its pods have been made and deleted. Kubernetes 1.36, pkg/controller/job/job_controller.go (the end of syncJob). */
import type { JobStatus } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import { isReady } from "../pods.ts";
import { ensureCondition, isSuspended, success } from "./conditions.ts";
import type { JobContext } from "./context.ts";
import { tracksTerminating } from "./job-pods.ts";
import type { JobPlan } from "./plan.ts";

export type Settled = {
  context: JobContext;
  /** Whether the status must be written even if nothing else changes. */
  changed: boolean;
  /** What the Job's events say of it: suspended or resumed. */
  event: { reason: "Suspended" | "Resumed"; message: string } | undefined;
};

/** Without completions the Job is over when one pod has succeeded and none is left. */
function isComplete({ job, succeeded }: JobContext, active: number): boolean {
  const enough = job.spec.completions === undefined ? succeeded > 0 : succeeded >= job.spec.completions;
  return enough && active === 0;
}

const SUSPENDED = {
  said: { type: "Suspended", status: "True", reason: "JobSuspended", message: "Job suspended" },
  event: { reason: "Suspended", message: "Job suspended" },
} as const;
const RESUMED = {
  said: { type: "Suspended", status: "False", reason: "JobResumed", message: "Job resumed" },
  event: { reason: "Resumed", message: "Job resumed" },
} as const;

/** The condition Suspended and the start time, which begins anew when a Job is resumed. */
function suspension(context: JobContext): { status: JobStatus; event: Settled["event"] } {
  const { said, event } = isSuspended(context.job) ? SUSPENDED : RESUMED;
  const { conditions, changed } = ensureCondition(context.status.conditions ?? [], said, context.now);
  if (!changed) return { status: context.status, event: undefined };
  const { startTime: _, ...rest } = context.status;
  const startTime = isSuspended(context.job) ? {} : { startTime: context.now };
  return { status: { ...rest, ...startTime, conditions }, event };
}

/** The Job's own counts of pods; terminating ones only where they are shown. */
function withCounts({ job, gates, ready, terminating }: JobContext, base: JobStatus, active: number): JobStatus {
  const { terminating: _, ...rest } = base;
  const isShown = gates.podReplacementPolicy && tracksTerminating(job, gates) && terminating !== undefined;
  return { ...rest, active, ready, ...(isShown && { terminating }) };
}

const countsDiffer = (old: JobStatus, status: JobStatus) =>
  status.active !== (old.active ?? 0) || status.ready !== old.ready || status.terminating !== old.terminating;

/** What became of the plan. */
export type Done = { created: number; removed: Pod[] };

function afterwards({ context, kind, remove }: JobPlan, { removed }: Done): JobContext {
  const { ready, terminating, satisfied, finished } = context;
  return {
    ...context,
    ready: ready - removed.filter(isReady).length,
    terminating: terminating === undefined ? undefined : terminating + removed.length,
    // It is not over while a pod may be left, or may not be seen yet.
    finished: kind === "ending" && satisfied && removed.length === remove.length ? finished : undefined,
  };
}

export function settleJob(plan: JobPlan, done: Done): Settled {
  const context = afterwards(plan, done);
  const active = plan.active + done.created - done.removed.length;
  const complete = plan.kind !== "ending" && isComplete(context, active);
  const isManaged = plan.kind === "managing" && !complete;
  const { status: base, event } = isManaged ? suspension(context) : { status: context.status, event: undefined };
  const status = withCounts(context, base, active);
  const finished = complete ? success(context.gates, context.now) : context.finished;
  const changed = event !== undefined || countsDiffer(context.job.status, status);
  return { context: { ...context, status, finished }, changed, event };
}
