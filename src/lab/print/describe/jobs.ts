/** The descriptions of what runs to an end. */
import type { CronJob, Job } from "../../../simulator/kubernetes/api/batch.ts";
import { selectorText } from "../../../simulator/kubernetes/hpa/selector-text.ts";
import { printAge } from "../age.ts";
import { none } from "../columns/column.ts";
import {
  annotationLines,
  controllerLines,
  dated,
  type Describe,
  field,
  ifAny,
  labelLines,
  nameLines,
  type View,
} from "./lines.ts";
import { templateLines } from "./template.ts";

const MOST_OF_INDEXES = 50;

/** Up to the first comma behind so many characters. */
function indexes(text = ""): string {
  const comma = text.indexOf(",", MOST_OF_INDEXES);
  return none(comma < 0 ? text : `${text.slice(0, comma + 1)}...`);
}

const orUnset = (value: number | string | undefined, unit = "") =>
  value === undefined ? "<unset>" : `${value}${unit}`;

function timeLines({ status }: Job, view: View): string[] {
  const { startTime, completionTime } = status;
  const both = startTime !== undefined && completionTime !== undefined;
  return [
    ...dated("Start Time", startTime, view),
    ...dated("Completed At", completionTime, view),
    ...(both ? [field("Duration", printAge(completionTime - startTime))] : []),
  ];
}

function podsText({ active = 0, ready, succeeded = 0, failed = 0 }: Job["status"]): string {
  const readyText = ready === undefined ? "" : ` (${ready} Ready)`;
  return `${active} Active${readyText} / ${succeeded} Succeeded / ${failed} Failed`;
}

export const describeJob: Describe<Job> = (job, view) => {
  const { metadata, spec, status } = job;
  return [
    ...nameLines(metadata),
    field("Selector", selectorText(spec.selector ?? {})),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    ...controllerLines(job),
    ...ifAny("Parallelism", spec.parallelism),
    field("Completions", orUnset(spec.completions)),
    ...ifAny("Completion Mode", spec.completionMode),
    ...(spec.suspend === undefined ? [] : [field("Suspend", spec.suspend)]),
    ...ifAny("Backoff Limit", spec.backoffLimit),
    ...ifAny("TTL Seconds After Finished", spec.ttlSecondsAfterFinished),
    ...timeLines(job, view),
    ...(spec.activeDeadlineSeconds === undefined
      ? []
      : [field("Active Deadline Seconds", `${spec.activeDeadlineSeconds}s`)]),
    field("Pods Statuses", podsText(status)),
    ...(spec.completionMode === "Indexed" ? [field("Completed Indexes", indexes(status.completedIndexes))] : []),
    ...templateLines(spec.template, view),
  ];
};

const boolText = (value: boolean | undefined) => (value === undefined ? "<unset>" : value ? "True" : "False");

export const describeCronJob: Describe<CronJob> = ({ metadata, spec, status }, view) => {
  const { spec: job } = spec.jobTemplate;
  return [
    ...nameLines(metadata),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("Schedule", spec.schedule),
    field("Concurrency Policy", spec.concurrencyPolicy ?? "Allow"),
    field("Suspend", boolText(spec.suspend)),
    field("Time Zone", orUnset(spec.timeZone)),
    field("Successful Job History Limit", orUnset(spec.successfulJobsHistoryLimit)),
    field("Failed Job History Limit", orUnset(spec.failedJobsHistoryLimit)),
    field("Starting Deadline Seconds", orUnset(spec.startingDeadlineSeconds, "s")),
    field("Selector", job.selector ? selectorText(job.selector) : "<unset>"),
    field("Parallelism", orUnset(job.parallelism)),
    field("Completions", orUnset(job.completions)),
    ...(job.activeDeadlineSeconds === undefined
      ? []
      : [field("Active Deadline Seconds", `${job.activeDeadlineSeconds}s`)]),
    ...templateLines(job.template, view),
    ...(status.lastScheduleTime === undefined
      ? [field("Last Schedule Time", "<unset>")]
      : dated("Last Schedule Time", status.lastScheduleTime, view)),
    field("Active Jobs", none((status.active ?? []).map(({ name }) => name).join(", "))),
  ];
};
