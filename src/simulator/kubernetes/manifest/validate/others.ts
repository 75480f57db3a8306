/**
 * Jobs, CronJobs, Services and PodDisruptionBudgets. Kubernetes 1.36, pkg/apis/{batch,core,policy}/validation.
 */
import type { CronJob, Job, JobSpec } from "../../api/batch.ts";
import type { PodDisruptionBudget, Service } from "../../api/core.ts";
import { parseSchedule } from "../../cronjob/schedule.ts";
import { ONLY_UTC } from "../../cronjob/zone.ts";
import { checkIntOrPercent } from "./apps.ts";
import { checkPort } from "./containers.ts";
import { checkPodSpec } from "./pod-spec.ts";
import type { Problems } from "./problems.ts";

const JOB_POLICIES = ["OnFailure", "Never"];

function checkJobSpec(path: string, spec: JobSpec, problems: Problems): void {
  const { template, completionMode } = spec;
  for (const field of [
    "parallelism",
    "completions",
    "activeDeadlineSeconds",
    "backoffLimit",
    "ttlSecondsAfterFinished",
  ] as const) {
    problems.notNegative(`${path}.${field}`, spec[field]);
  }
  if (completionMode === "Indexed" && spec.completions === undefined)
    problems.required(`${path}.completions`, "when completion mode is Indexed");
  const { restartPolicy, ...rest } = template.spec;
  // Always is the default of every pod, and the one that no Job can have: the message asks for a choice.
  checkPodSpec(`${path}.template.spec`, { ...rest, restartPolicy: "Never" }, problems);
  if (!restartPolicy || restartPolicy === "Always")
    problems.required(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"');
  else if (!JOB_POLICIES.includes(restartPolicy))
    problems.unsupported(`${path}.template.spec.restartPolicy`, restartPolicy, JOB_POLICIES);
}

export const checkJob = ({ spec }: Job, problems: Problems) => checkJobSpec("spec", spec, problems);

/** validateScheduleFormat: what the time zone has to do with it stands in another field. */
function checkSchedule(schedule: string, problems: Problems): void {
  const parsed = parseSchedule(schedule, ONLY_UTC);
  if (!parsed.ok) problems.invalid("spec.schedule", schedule, parsed.error);
}

const CONCURRENCY = ["Allow", "Forbid", "Replace"];

export function checkCronJob({ spec }: CronJob, problems: Problems): void {
  if (!spec.schedule) problems.required("spec.schedule");
  else checkSchedule(spec.schedule, problems);
  if (spec.concurrencyPolicy && !CONCURRENCY.includes(spec.concurrencyPolicy))
    problems.unsupported("spec.concurrencyPolicy", spec.concurrencyPolicy, CONCURRENCY);
  problems.notNegative("spec.startingDeadlineSeconds", spec.startingDeadlineSeconds);
  problems.notNegative("spec.successfulJobsHistoryLimit", spec.successfulJobsHistoryLimit);
  problems.notNegative("spec.failedJobsHistoryLimit", spec.failedJobsHistoryLimit);
  checkJobSpec("spec.jobTemplate.spec", spec.jobTemplate.spec, problems);
}

const SERVICE_TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

export function checkService({ spec }: Service, problems: Problems): void {
  const { type = "ClusterIP", ports = [], clusterIP } = spec;
  if (!SERVICE_TYPES.includes(type)) problems.unsupported("spec.type", type, SERVICE_TYPES);
  if (ports.length === 0 && type !== "ExternalName" && clusterIP !== "None") problems.required("spec.ports");
  for (const [i, { port, targetPort, name }] of ports.entries()) {
    if (ports.length > 1 && !name) problems.required(`spec.ports[${i}].name`);
    checkPort(`spec.ports[${i}].port`, port, problems);
    checkPort(`spec.ports[${i}].targetPort`, targetPort, problems);
  }
}

export function checkBudget({ spec }: PodDisruptionBudget, problems: Problems): void {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const shown = {
      MinAvailable: minAvailable,
      Selector: selector ?? null,
      MaxUnavailable: maxUnavailable,
      UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
    };
    problems.invalid("spec", shown, "minAvailable and maxUnavailable cannot be both set");
  }
  checkIntOrPercent("spec.minAvailable", minAvailable, problems);
  checkIntOrPercent("spec.maxUnavailable", maxUnavailable, problems);
}
