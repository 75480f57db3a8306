/** The end of a Job's sync: what has lost its finalizer is counted, and a Job with nothing left is over. Kubernetes 1.36, pkg/controller/job/job_controller.go (enactJobFinished). */
import type { Job, JobStatus } from "../api/batch.ts";
import type { Condition, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { ensureCondition } from "./conditions.ts";
import { uncountedOf } from "./context.ts";
import { delaysTerminalCondition } from "./gates.ts";
import { countFinished, type Tracked } from "./track.ts";

export type Concluded = {
  /** To be written; nothing when it is as it was. */
  status: JobStatus | undefined;
  /** Complete or Failed, when the Job is over with this. */
  finished: Condition | undefined;
};

/** Not while pods are uncounted, nor while some are terminating. */
function isOver({ context, isCutShort }: Tracked, status: JobStatus): boolean {
  const { succeeded, failed } = uncountedOf(status);
  if (!context.finished || isCutShort || succeeded.length + failed.length > 0) return false;
  return !delaysTerminalCondition(context.gates) || (context.terminating ?? 0) === 0;
}

function withEnd(counted: JobStatus, { type, status, reason = "", message = "" }: Condition, now: Time): JobStatus {
  const { conditions } = ensureCondition(counted.conditions ?? [], { type, status, reason, message }, now);
  return { ...counted, conditions, ...(type === "Complete" && { completionTime: now }) };
}

/** `released` are the pods whose finalizer could be taken off. */
export function concludeJob(tracked: Tracked, released: Pod[]): Concluded {
  const { context, removeFinalizerFrom } = tracked;
  const gone = new Set(released.map(({ metadata }) => metadata.uid));
  const counted = countFinished(context.status, new Set([...tracked.withFinalizer].filter((uid) => !gone.has(uid))));
  // What could not be released is tried again in another sync.
  const finished =
    released.length === removeFinalizerFrom.length && isOver(tracked, counted) ? context.finished : undefined;
  if (finished) return { status: withEnd(counted, finished, context.now), finished };
  return { status: counted === context.status ? undefined : counted, finished };
}

/** What the Job's events say of its end (recordJobFinished). */
export function eventsOfEnd(
  job: Job,
  { type, reason = "", message = "" }: Condition,
): { type: "Normal" | "Warning"; reason: string; message: string }[] {
  if (type !== "Complete") return [{ type: "Warning", reason, message }];
  const completed = { type: "Normal", reason: "Completed", message: "Job completed" } as const;
  const tooMany = job.spec.completions !== undefined && (job.status.succeeded ?? 0) > job.spec.completions;
  if (!tooMany) return [completed];
  const text = "Too many succeeded pods running after completion count reached";
  return [{ type: "Warning", reason: "TooManySucceededPods", message: text }, completed];
}
