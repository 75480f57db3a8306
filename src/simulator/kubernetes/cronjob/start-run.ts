/** How a run of a CronJob is started. Kubernetes 1.36, pkg/controller/cronjob/cronjob_controllerv2.go (the end of syncCronJob). */
import type { CronJob, Job } from "../api/batch.ts";
import { isNamespaceGoing } from "../job/namespace.ts";
import { isControlledBy } from "../metadata.ts";
import { activeOf, withoutActive } from "./children.ts";
import { deleteJob } from "./history.ts";
import { jobDraftOf, jobNameOf } from "./job-template.ts";
import type { CronHands, CronInputs, CronOutcome } from "./types.ts";
import type { Zones } from "./zone.ts";

type Replaced = { cronJob: CronJob; changed: boolean; failed: boolean };

/** Deletes the Jobs that still run when the next one is due. */
function replaceActive(cronJob: CronJob, hands: CronHands): Replaced {
  let result: Replaced = { cronJob, changed: false, failed: false };
  for (const { name, namespace = "" } of activeOf(cronJob)) {
    const answer = hands.job(name, namespace);
    if (!answer.ok) {
      hands.say({ type: "Warning", reason: "FailedGet", message: `Get job: ${answer.error.message}` });
      return { ...result, failed: true };
    }
    if (!deleteJob(answer.object, hands)) return { ...result, failed: true };
    result = { cronJob: withoutActive(result.cronJob, answer.object.metadata.uid), changed: true, failed: false };
  }
  return result;
}

const referenceTo = ({ metadata: { name, namespace, uid } }: Job) => ({
  apiVersion: "batch/v1",
  kind: "Job",
  name,
  namespace,
  uid,
});

/** Makes the Job, or finds that it is there: then it is ours if we made it and only forgot to write it down. */
function startJob(cronJob: CronJob, due: number, zones: Zones, hands: CronHands): Job | "failed" | "elsewhere" {
  const draft = jobDraftOf(cronJob, due, zones);
  const answer = hands.create(draft);
  if (answer.ok) {
    hands.say({ reason: "SuccessfulCreate", message: `Created job ${answer.object.metadata.name}` });
    return answer.object;
  }
  if (isNamespaceGoing(answer.error)) return "failed";
  if (answer.error.reason !== "AlreadyExists") {
    hands.say({ type: "Warning", reason: "FailedCreate", message: `Error creating job: ${answer.error.message}` });
    return "failed";
  }
  const there = hands.job(jobNameOf(cronJob, due), cronJob.metadata.namespace);
  if (!there.ok) return "failed";
  const { object: job } = there;
  const isKnown = activeOf(cronJob).some(({ uid }) => uid === job.metadata.uid);
  return !isControlledBy(job, cronJob) || isKnown ? "elsewhere" : job;
}

/** `due` in milliseconds since 1970. */
export function startRun(cronJob: CronJob, due: number, { epoch, zones }: CronInputs, hands: CronHands): CronOutcome {
  const replaces = cronJob.spec.concurrencyPolicy === "Replace";
  const replaced = replaces ? replaceActive(cronJob, hands) : { cronJob, changed: false, failed: false };
  if (replaced.failed) return replaced;
  const job = startJob(replaced.cronJob, due, zones, hands);
  if (job === "failed" || job === "elsewhere") return { ...replaced, failed: job === "failed" };
  const { status } = replaced.cronJob;
  const active = [...activeOf(replaced.cronJob), referenceTo(job)];
  const started = { ...replaced.cronJob, status: { ...status, active, lastScheduleTime: due - epoch } };
  return { cronJob: started, changed: true };
}
