/** The Jobs that a CronJob makes. Kubernetes 1.36, pkg/controller/cronjob/utils.go (getJobFromTemplate2). */
import type { CronJob, Job } from "../api/batch.ts";
import type { Draft } from "../api-server.ts";
import { controlledBy } from "../metadata.ts";
import { printRfc3339 } from "./civil.ts";
import { UTC, type Zones } from "./zone.ts";

const SCHEDULED_AT = "batch.kubernetes.io/cronjob-scheduled-timestamp";

/** One name for each minute, so that a run is not made twice. `scheduled` in milliseconds since 1970. */
export const jobNameOf = (cronJob: CronJob, scheduled: number) =>
  `${cronJob.metadata.name}-${Math.trunc(scheduled / 60_000)}`;

export function jobDraftOf(cronJob: CronJob, scheduled: number, zones: Zones): Draft<Job> & { kind: "Job" } {
  const { jobTemplate, timeZone = "" } = cronJob.spec;
  const zone = zones(timeZone) ?? UTC;
  return {
    kind: "Job",
    metadata: {
      name: jobNameOf(cronJob, scheduled),
      namespace: cronJob.metadata.namespace,
      labels: { ...jobTemplate.metadata?.labels },
      annotations: { ...jobTemplate.metadata?.annotations, [SCHEDULED_AT]: printRfc3339(scheduled, zone(scheduled)) },
      ownerReferences: controlledBy(cronJob),
    },
    spec: jobTemplate.spec,
  };
}
