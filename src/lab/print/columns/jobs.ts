/** The columns of what runs to an end. */
import type { CronJob, Job } from "../../../simulator/kubernetes/api/batch.ts";
import { printAge } from "../age.ts";
import { age, ago, name, none, printSelector, templateColumns, type Column } from "./column.ts";

function completions({ spec, status }: Job): string {
  const { completions: wanted, parallelism = 0 } = spec;
  const done = status.succeeded ?? 0;
  if (wanted !== undefined) return `${done}/${wanted}`;
  return parallelism > 1 ? `${done}/1 of ${parallelism}` : `${done}/1`;
}

function duration({ status }: Job, now: number): string {
  const { startTime, completionTime = now } = status;
  return startTime === undefined ? "" : printAge(completionTime - startTime);
}

function jobStatus({ metadata, status }: Job): string {
  const holds = (type: string) => (status.conditions ?? []).some((one) => one.type === type && one.status === "True");
  if (holds("Complete")) return "Complete";
  if (holds("Failed")) return "Failed";
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].find(holds) ?? "Running";
}

export const jobColumns: Column<Job>[] = [
  name,
  { header: "STATUS", cell: jobStatus },
  { header: "COMPLETIONS", cell: completions },
  { header: "DURATION", cell: duration },
  age,
  ...templateColumns(({ spec }: Job) => spec.template),
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printSelector(spec.selector) },
];

const bool = (value: boolean | undefined) => (value === undefined ? "<unset>" : value ? "True" : "False");

export const cronJobColumns: Column<CronJob>[] = [
  name,
  { header: "SCHEDULE", cell: ({ spec }) => spec.schedule },
  { header: "TIMEZONE", cell: ({ spec }) => none(spec.timeZone) },
  { header: "SUSPEND", cell: ({ spec }) => bool(spec.suspend) },
  { header: "ACTIVE", cell: ({ status }) => String(status.active?.length ?? 0) },
  {
    header: "LAST SCHEDULE",
    cell: ({ status }, now) => (status.lastScheduleTime === undefined ? "<none>" : ago(status.lastScheduleTime, now)),
  },
  age,
  ...templateColumns(({ spec }: CronJob) => spec.jobTemplate.spec.template),
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printSelector(spec.jobTemplate.spec.selector) },
];
