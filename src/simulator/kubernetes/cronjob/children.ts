/** What a CronJob learns from its Jobs. Kubernetes 1.36, pkg/controller/cronjob/cronjob_controllerv2.go (the beginning of syncCronJob). */
import type { CronJob, Job } from "../api/batch.ts";
import { finishedConditionOf } from "../job/conditions.ts";
import { controllerOf } from "../metadata.ts";
import type { CronEvent } from "./types.ts";

export type Seen = { cronJob: CronJob; events: CronEvent[]; changed: boolean };

export const activeOf = ({ status }: CronJob) => status.active ?? [];

/** Those among the Jobs that name the CronJob as their controller (getJobsToBeReconciled). */
export const jobsOf = ({ metadata }: CronJob, jobs: Job[]) =>
  jobs.filter((job) => job.metadata.namespace === metadata.namespace && controllerOf(job)?.name === metadata.name);

export const withoutActive = (cronJob: CronJob, uid: string): CronJob => ({
  ...cronJob,
  status: { ...cronJob.status, active: activeOf(cronJob).filter((one) => one.uid !== uid) },
});

const isActiveJob = (cronJob: CronJob, { metadata }: Job) => activeOf(cronJob).some(({ uid }) => uid === metadata.uid);

/** An unfinished Job that is not in the list: the list may be old, else it is none of the controller's doing. */
function unexpected(seen: Seen, job: Job, fresh: CronJob): Seen {
  if (isActiveJob(fresh, job)) return { ...seen, cronJob: fresh };
  const message = `Saw a job that the controller did not create or forgot: ${job.metadata.name}`;
  return { ...seen, events: [...seen.events, { type: "Warning", reason: "UnexpectedJob", message }] };
}

function completed(seen: Seen, job: Job, condition: string): Seen {
  const message = `Saw completed job: ${job.metadata.name}, condition: ${condition}`;
  return {
    cronJob: withoutActive(seen.cronJob, job.metadata.uid),
    events: [...seen.events, { reason: "SawCompletedJob", message }],
    changed: true,
  };
}

/** The time of the last success, which any Job of the CronJob may set. */
function succeeded(seen: Seen, { status }: Job): Seen {
  const { lastSuccessfulTime } = seen.cronJob.status;
  const at = status.completionTime;
  if (at === undefined) return lastSuccessfulTime === undefined ? { ...seen, changed: true } : seen;
  if (lastSuccessfulTime !== undefined && at <= lastSuccessfulTime) return seen;
  return {
    ...seen,
    cronJob: { ...seen.cronJob, status: { ...seen.cronJob.status, lastSuccessfulTime: at } },
    changed: true,
  };
}

type Exists = (name: string, namespace: string) => boolean;

/** Takes what is neither among the Jobs nor in the API server out of the list. */
function withoutMissing(before: Seen, jobs: Job[], exists: Exists): Seen {
  const known = new Set(jobs.map(({ metadata }) => metadata.uid));
  let seen = before;
  for (const { uid = "", name, namespace = "" } of activeOf(before.cronJob)) {
    if (known.has(uid) || exists(name, namespace)) continue;
    const event: CronEvent = { reason: "MissingJob", message: `Active job went missing: ${name}` };
    seen = { cronJob: withoutActive(seen.cronJob, uid), events: [...seen.events, event], changed: true };
  }
  return seen;
}

/** `fresh` is the CronJob as it is in the API server; `exists` says whether a Job that is not among `jobs` is there all the same. */
export function lookAtJobs(cronJob: CronJob, jobs: Job[], fresh: CronJob, exists: Exists): Seen {
  let seen: Seen = { cronJob, events: [], changed: false };
  for (const job of jobs) {
    const condition = finishedConditionOf(job)?.type;
    const isListed = isActiveJob(seen.cronJob, job);
    if (condition === undefined) {
      if (!isListed) seen = unexpected(seen, job, fresh);
      continue;
    }
    if (isListed) seen = completed(seen, job, condition);
    if (condition === "Complete") seen = succeeded(seen, job);
  }
  return withoutMissing(seen, jobs, exists);
}
