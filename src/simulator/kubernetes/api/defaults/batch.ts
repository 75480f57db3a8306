/** What the API server fills into Jobs and CronJobs. Kubernetes 1.36, pkg/apis/batch/v1/defaults.go and pkg/registry/batch/job/strategy.go (generateSelector). */
import type { CronJob, Job, JobSpec } from "../batch.ts";
import { defaultTemplate } from "./pod.ts";

const MAX_INT32 = 2 ** 31 - 1;

function sizes({ completions, parallelism }: JobSpec): Pick<JobSpec, "completions" | "parallelism"> {
  if (completions === undefined && parallelism === undefined) return { completions: 1, parallelism: 1 };
  return { parallelism: parallelism ?? 1 };
}

function backoffLimit(spec: JobSpec): number {
  return spec.backoffLimit ?? (spec.backoffLimitPerIndex === undefined ? 6 : MAX_INT32);
}

/** A condition that a rule names is looked for as True. */
const withStatuses = ({ rules }: NonNullable<JobSpec["podFailurePolicy"]>) => ({
  rules: rules.map(({ onPodConditions, ...rule }) => ({
    ...rule,
    ...(onPodConditions ? { onPodConditions: onPodConditions.map((one) => ({ status: "True", ...one })) } : {}),
  })),
});

function defaultSpec(spec: JobSpec): JobSpec {
  return {
    ...spec,
    ...sizes(spec),
    backoffLimit: backoffLimit(spec),
    completionMode: spec.completionMode ?? "NonIndexed",
    suspend: spec.suspend ?? false,
    podReplacementPolicy: spec.podReplacementPolicy ?? (spec.podFailurePolicy ? "Failed" : "TerminatingOrFailed"),
    manualSelector: spec.manualSelector ?? false,
    ...(spec.podFailurePolicy ? { podFailurePolicy: withStatuses(spec.podFailurePolicy) } : {}),
    template: defaultTemplate(spec.template),
  };
}

/** Both the present labels and those of before the prefix came. */
const selectorLabels = (job: Job) => ({
  "batch.kubernetes.io/controller-uid": job.metadata.uid,
  "batch.kubernetes.io/job-name": job.metadata.name,
  "controller-uid": job.metadata.uid,
  "job-name": job.metadata.name,
});

/** A selector of its own, unless the manifest brings one. */
export function defaultJob(job: Job): Job {
  const spec = defaultSpec(job.spec);
  const labels = job.metadata.labels ?? spec.template.metadata?.labels;
  const metadata = labels ? { ...job.metadata, labels } : job.metadata;
  if (spec.manualSelector || spec.selector) return { ...job, metadata, spec };
  const own = selectorLabels(job);
  const template = {
    ...spec.template,
    metadata: { ...spec.template.metadata, labels: { ...spec.template.metadata?.labels, ...own } },
  };
  const matchLabels = { "batch.kubernetes.io/controller-uid": job.metadata.uid };
  return { ...job, metadata, spec: { ...spec, selector: { matchLabels }, template } };
}

export const defaultCronJob = (cronJob: CronJob): CronJob => ({
  ...cronJob,
  spec: {
    ...cronJob.spec,
    concurrencyPolicy: cronJob.spec.concurrencyPolicy ?? "Allow",
    suspend: cronJob.spec.suspend ?? false,
    successfulJobsHistoryLimit: cronJob.spec.successfulJobsHistoryLimit ?? 3,
    failedJobsHistoryLimit: cronJob.spec.failedJobsHistoryLimit ?? 1,
  },
});
