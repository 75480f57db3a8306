/** Whether a Job is over before all its pods have done their work. Kubernetes 1.36, pkg/controller/job/job_controller.go (syncJob). */
import type { Condition } from "../api/meta.ts";
import { failure, findCondition, isSuspended, jobCondition, successCriteriaMetOf, terminalOf } from "./conditions.ts";
import type { JobContext } from "./context.ts";
import { completionsOf } from "./indexes.ts";
import { totalOf } from "./intervals.ts";
import { isIndexed, isPodFailed } from "./job-pods.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { matchSuccessPolicy } from "./success-policy.ts";

/** What an earlier sync has decided stands. */
function decidedBefore({ job, gates, now }: JobContext): Condition | undefined {
  const met = successCriteriaMetOf(job.status.conditions, gates);
  if (met) return met;
  const target = findCondition(job.status.conditions, "FailureTarget");
  return target?.status === "True" ? terminalOf(target, "Failed", now) : undefined;
}

function byFailurePolicy({ job, pods, gates, now }: JobContext): Condition | undefined {
  if (!job.spec.podFailurePolicy) return undefined;
  for (const pod of pods.filter((one) => isPodFailed(one, job, gates))) {
    const { jobFailureMessage: message } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod, gates);
    if (message !== undefined)
      return jobCondition({ type: "FailureTarget", status: "True", reason: "PodFailurePolicy", message }, now);
  }
  return undefined;
}

/** With restartPolicy OnFailure the restarts of the containers that still run count (pastBackoffLimitOnFailure). */
function restartedTooOften({ job, pods }: JobContext): boolean {
  if (job.spec.template.spec?.restartPolicy !== "OnFailure") return false;
  const alive = pods.filter(({ status }) => status.phase === "Running" || status.phase === "Pending");
  const restarts = alive
    .flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
  const limit = job.spec.backoffLimit ?? 0;
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

/** Milliseconds until activeDeadlineSeconds are over, negative after that; nothing when none are set or the Job is suspended. */
export function deadlineIn({ job, status, now }: JobContext): number | undefined {
  const seconds = job.spec.activeDeadlineSeconds;
  if (seconds === undefined || status.startTime === undefined || isSuspended(job)) return undefined;
  return status.startTime + seconds * 1_000 - now;
}

function byLimits(context: JobContext): Condition | undefined {
  const { job, failed, gates, now } = context;
  if (failed > (job.spec.backoffLimit ?? 0) || restartedTooOften(context))
    return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit", gates, now);
  if ((deadlineIn(context) ?? 1) <= 0)
    return failure("DeadlineExceeded", "Job was active longer than specified deadline", gates, now);
  return undefined;
}

function byFailedIndexes({ job, failedIndexes, succeededIndexes, gates, now }: JobContext): Condition | undefined {
  if (!failedIndexes) return undefined;
  const failed = totalOf(failedIndexes);
  if (job.spec.maxFailedIndexes !== undefined && failed > job.spec.maxFailedIndexes)
    return failure(
      "MaxFailedIndexesExceeded",
      "Job has exceeded the specified maximal number of failed indexes",
      gates,
      now,
    );
  if (failed > 0 && failed + totalOf(succeededIndexes) >= completionsOf(job))
    return failure("FailedIndexes", "Job has failed indexes", gates, now);
  return undefined;
}

function bySuccessPolicy({ job, succeededIndexes, gates, now }: JobContext): Condition | undefined {
  if (!isIndexed(job)) return undefined;
  const message = matchSuccessPolicy(job.spec.successPolicy, completionsOf(job), succeededIndexes, gates);
  if (message === undefined) return undefined;
  return jobCondition({ type: "SuccessCriteriaMet", status: "True", reason: "SuccessPolicy", message }, now);
}

/** The first reason to end the Job: what was decided before, then failures, then success. */
export const endingOf = (context: JobContext): Condition | undefined =>
  decidedBefore(context) ??
  byFailurePolicy(context) ??
  byLimits(context) ??
  byFailedIndexes(context) ??
  bySuccessPolicy(context);
