/** What a pod of an Indexed Job says of its index in annotations. Kubernetes 1.36, pkg/controller/job/indexed_job_utils.go. */
import type { Pod } from "../api/pod.ts";

export const COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";
export const INDEX_FAILURES = "batch.kubernetes.io/job-index-failure-count";
export const INDEX_IGNORED_FAILURES = "batch.kubernetes.io/job-index-ignored-failure-count";

const MAX_INT32 = 2 ** 31 - 1;
const WHOLE = /^[+-]?\d+$/;

/** Nothing when the pod has none, or none that is a number from 0. */
export function completionIndexOf({ metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[COMPLETION_INDEX];
  if (text === undefined || !WHOLE.test(text)) return undefined;
  const index = Number(text);
  return index < 0 || !Number.isSafeInteger(index) ? undefined : index;
}

/** The index, if it is one of a Job with so many completions. */
export function validIndexOf(pod: Pod, completions: number): number | undefined {
  const index = completionIndexOf(pod);
  return index !== undefined && index < completions ? index : undefined;
}

function count({ metadata }: Pod, annotation: string): number {
  const text = metadata.annotations?.[annotation] ?? "";
  const value = WHOLE.test(text) ? Number(text) : 0;
  return value < 0 || value > MAX_INT32 ? 0 : value;
}

/** How often pods of this index had failed before this one. */
export const indexFailureCountOf = (pod: Pod) => count(pod, INDEX_FAILURES);

export const ignoredFailureCountOf = (pod: Pod) => count(pod, INDEX_IGNORED_FAILURES);

/** With the failures that podFailurePolicy ignores. */
export const absoluteFailureCountOf = (pod: Pod) => indexFailureCountOf(pod) + ignoredFailureCountOf(pod);

/** names.MaxGeneratedNameLength: what is left of 63 characters before the five random ones. */
const MAX_GENERATED_NAME_LENGTH = 58;

/** "job-3-", with a name that is too long cut off (podGenerateNameWithIndex). */
export function generateNameWithIndex(jobName: string, index: number): string {
  const suffix = `-${index}-`;
  const full = jobName + suffix;
  return full.length > MAX_GENERATED_NAME_LENGTH
    ? full.slice(0, MAX_GENERATED_NAME_LENGTH - suffix.length) + suffix
    : full;
}
