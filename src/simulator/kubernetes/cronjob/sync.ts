/** What a CronJob does now: starts a Job, or says why not. Kubernetes 1.36, pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob). */
import type { CronJob } from "../api/batch.ts";
import { activeOf, lookAtJobs } from "./children.ts";
import { printRfc1123 } from "./civil.ts";
import { forgetJobs } from "./history.ts";
import { jobNameOf } from "./job-template.ts";
import { mostRecent, nextScheduleDelay, type Past } from "./missed.ts";
import { parseSchedule, type Schedule } from "./schedule.ts";
import { startRun } from "./start-run.ts";
import type { CronHands, CronInputs, CronOutcome } from "./types.ts";
import type { Zones } from "./zone.ts";

/** The schedule with the time zone before it, as the parser wants it. */
export function formatSchedule({ spec }: CronJob, zones: Zones): string {
  const { schedule, timeZone } = spec;
  if (schedule.includes("TZ") || timeZone === undefined || !zones(timeZone)) return schedule;
  return `TZ=${timeZone} ${schedule}`;
}

export function pastOf({ metadata, spec, status }: CronJob, epoch: number): Past {
  const { lastScheduleTime } = status;
  const { startingDeadlineSeconds } = spec;
  return {
    creationTimestamp: metadata.creationTimestamp + epoch,
    ...(lastScheduleTime !== undefined && { lastScheduleTime: lastScheduleTime + epoch }),
    ...(startingDeadlineSeconds !== undefined && { startingDeadlineSeconds }),
  };
}

/** The schedule, unless there is a reason not to start anything, which is told. */
function scheduleOf({ spec, ...cronJob }: CronJob, zones: Zones, say: CronHands["say"]): Schedule | undefined {
  const { timeZone, schedule: text } = spec;
  if (timeZone !== undefined && !zones(timeZone)) {
    const message = `invalid timeZone: ${JSON.stringify(timeZone)}: unknown time zone ${timeZone}`;
    say({ type: "Warning", reason: "UnknownTimeZone", message });
    return undefined;
  }
  if (spec.suspend) return undefined;
  if (text.includes("TZ")) {
    const message = `CRON_TZ or TZ used in schedule ${JSON.stringify(text)} is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details`;
    say({ type: "Warning", reason: "UnsupportedSchedule", message });
  }
  const parsed = parseSchedule(formatSchedule({ spec, ...cronJob }, zones), zones);
  if (parsed.ok) return parsed.schedule;
  const message = `unparseable schedule: ${JSON.stringify(text)} : ${parsed.error}`;
  say({ type: "Warning", reason: "UnparseableSchedule", message });
  return undefined;
}

/** The run that is due, if any; "never" when the schedule does not come round, which is told. */
function dueRun(
  past: Past,
  now: number,
  schedule: Schedule,
  text: string,
  say: CronHands["say"],
): number | "never" | undefined {
  const { recent, missed, error } = mostRecent(past, now, schedule, true);
  if (error !== undefined) {
    say({ type: "Warning", reason: "InvalidSchedule", message: `invalid schedule: ${text} : ${error}` });
    return "never";
  }
  if (recent === undefined) return undefined;
  if (missed === "many") {
    const message = "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew";
    say({ type: "Warning", reason: "TooManyMissedTimes", message });
  }
  return recent;
}

/** Whether a run that is due is left out: too late, begun already, or not beside another one. */
function isLeftOut(cronJob: CronJob, due: number, { now, epoch }: CronInputs, say: CronHands["say"]): boolean {
  const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec;
  if (startingDeadlineSeconds !== undefined && due + startingDeadlineSeconds * 1_000 < now + epoch) {
    const message = `Missed scheduled time to start a job: ${printRfc1123(due)}`;
    say({ type: "Warning", reason: "MissSchedule", message });
    return true;
  }
  const { namespace } = cronJob.metadata;
  const name = jobNameOf(cronJob, due);
  if (activeOf(cronJob).some((one) => one.name === name && one.namespace === namespace)) return true;
  const { lastScheduleTime } = cronJob.status;
  if (lastScheduleTime !== undefined && lastScheduleTime + epoch === due) return true;
  if (concurrencyPolicy !== "Forbid" || activeOf(cronJob).length === 0) return false;
  const message = "Not starting job because prior execution is running and concurrency policy is Forbid";
  say({ reason: "JobAlreadyActive", message });
  return true;
}

export function syncCronJob(inputs: CronInputs, hands: CronHands): CronOutcome {
  const { now, epoch, zones } = inputs;
  const exists = (name: string, namespace: string) => {
    const answer = hands.job(name, namespace);
    return answer.ok || answer.error.reason !== "NotFound";
  };
  const { cronJob, events, changed } = lookAtJobs(inputs.cronJob, inputs.jobs, hands.fresh(), exists);
  for (const event of events) hands.say(event);
  if (cronJob.metadata.deletionTimestamp !== undefined) return { cronJob, changed };
  const schedule = scheduleOf(cronJob, zones, hands.say);
  if (!schedule) return { cronJob, changed };
  const wall = now + epoch;
  const due = dueRun(pastOf(cronJob, epoch), wall, schedule, cronJob.spec.schedule, hands.say);
  if (due === "never") return { cronJob, changed };
  const next = (after: CronJob) => nextScheduleDelay(pastOf(after, epoch), wall, schedule);
  if (due === undefined || isLeftOut(cronJob, due, inputs, hands.say))
    return { cronJob, changed, requeueAfterMs: next(cronJob) };
  const outcome = startRun(cronJob, due, inputs, hands);
  const started = outcome.failed === undefined;
  return {
    ...outcome,
    changed: changed || outcome.changed,
    ...(started && { requeueAfterMs: next(outcome.cronJob) }),
  };
}

/** A whole sync: first what is over is forgotten, then the next run is looked at. */
export function reconcileCronJob(inputs: CronInputs, hands: CronHands): CronOutcome {
  const forgotten = forgetJobs(inputs.cronJob, inputs.jobs, hands);
  const outcome = syncCronJob({ ...inputs, cronJob: forgotten.cronJob }, hands);
  return { ...outcome, changed: forgotten.changed || outcome.changed };
}
