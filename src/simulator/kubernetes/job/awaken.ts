/** Which change makes a Job's controller look at it, and how soon. Kubernetes 1.36, pkg/controller/job/job_controller.go (addJob, updateJob, deletePod). */
import type { Job } from "../api/batch.ts";
import type { Time } from "../api/meta.ts";
import { isJobFinished } from "./conditions.ts";
import { BATCH_MS } from "./plan.ts";

/** A change of a Job: at once when its spec has changed, with others when its status has; not at all when it is over. */
export function delaysAfterChange(before: Job | undefined, job: Job, now: Time): number[] {
  if (!before) return [0];
  if (isJobFinished(job)) return [];
  const delays = [before.metadata.generation === job.metadata.generation ? BATCH_MS : 0];
  const { activeDeadlineSeconds: deadline } = job.spec;
  if (job.status.startTime === undefined || deadline === undefined) return delays;
  if (before.spec.activeDeadlineSeconds === deadline) return delays;
  return [...delays, Math.max(0, job.status.startTime + deadline * 1_000 - now)];
}

/** A change of one of its pods: with others that happen within the second. */
export const DELAY_AFTER_POD_CHANGE = BATCH_MS;
