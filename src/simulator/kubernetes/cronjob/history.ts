/** Which finished Jobs of a CronJob go. Kubernetes 1.36, pkg/controller/cronjob/cronjob_controllerv2.go (cleanupFinishedJobs). */
import type { CronJob, Job } from "../api/batch.ts";
import { finishedConditionOf } from "../job/conditions.ts";
import { withoutActive } from "./children.ts";
import type { CronHands } from "./types.ts";

/** The one that began earlier first, by name when at once; last those that never began (byJobStartTime). */
export function byStartTime(a: Job, b: Job): number {
  const start = ({ status }: Job) => status.startTime ?? Number.POSITIVE_INFINITY;
  if (start(a) !== start(b)) return start(a) < start(b) ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

function surplus(jobs: Job[], limit: number | undefined): Job[] {
  if (limit === undefined) return [];
  return jobs.toSorted(byStartTime).slice(0, Math.max(0, jobs.length - limit));
}

/** More finished Jobs than the limits allow, the oldest first. */
export function jobsToForget({ spec }: CronJob, jobs: Job[]): Job[] {
  const ended = (type: string) => jobs.filter((job) => finishedConditionOf(job)?.type === type);
  return [
    ...surplus(ended("Complete"), spec.successfulJobsHistoryLimit),
    ...surplus(ended("Failed"), spec.failedJobsHistoryLimit),
  ];
}

/** Deletes a Job and says so; answers whether it could (deleteJob). */
export function deleteJob(job: Job, hands: CronHands): boolean {
  const answer = hands.delete(job);
  if (answer.ok) hands.say({ reason: "SuccessfulDelete", message: `Deleted job ${job.metadata.name}` });
  else hands.say({ type: "Warning", reason: "FailedDelete", message: `Deleted job: ${answer.error.message}` });
  return answer.ok;
}

export function forgetJobs(cronJob: CronJob, jobs: Job[], hands: CronHands): { cronJob: CronJob; changed: boolean } {
  const deleted = jobsToForget(cronJob, jobs).filter((job) => deleteJob(job, hands));
  return {
    cronJob: deleted.reduce((rest, { metadata }) => withoutActive(rest, metadata.uid), cronJob),
    changed: deleted.length > 0,
  };
}
