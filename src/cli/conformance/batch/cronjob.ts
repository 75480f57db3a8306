/** more/cronjob.json, table by table. */
import { DateTime } from "luxon";
import { delayAfterChange } from "../../../simulator/kubernetes/cronjob/awaken.ts";
import { jobsOf } from "../../../simulator/kubernetes/cronjob/children.ts";
import { byStartTime } from "../../../simulator/kubernetes/cronjob/history.ts";
import { jobDraftOf } from "../../../simulator/kubernetes/cronjob/job-template.ts";
import { mostRecent, nextScheduleDelay } from "../../../simulator/kubernetes/cronjob/missed.ts";
import { parseSchedule } from "../../../simulator/kubernetes/cronjob/schedule.ts";
import { pastOf } from "../../../simulator/kubernetes/cronjob/sync.ts";
import type { Adapt } from "../adapters.ts";
import type { Check, Sheet } from "../sheet.ts";
import { ZONES } from "./cron.ts";
import { baseCronJob, cleanupRow, readCronJob, syncCronJobRow } from "./cronjob-sync.ts";
import { readJob, type Row } from "./values.ts";
import { readTimes } from "../foreign.ts";

type Table = (row: Row, check: Check) => void;

/** The schedule of a row, and what counts of its CronJob. */
function scheduled(value: Row) {
  const cronJob = readCronJob(value, 0);
  const parsed = parseSchedule(cronJob.spec.schedule, ZONES);
  if (!parsed.ok) throw new Error(parsed.error);
  return { schedule: parsed.schedule, past: pastOf(cronJob, 0) };
}

const MISSED = ["none", "few", "many"];

const mostRecentRow: Table = (row, check) => {
  const { schedule, past } = scheduled(row.cj);
  const { earliest, recent, missed, error } = mostRecent(past, readTimes(row.now, 0), schedule, row.includeSDS);
  check.equal(error !== undefined, row.wantErr, "error");
  if (row.wantErr) return;
  check.equal(earliest, readTimes(row.expectedEarliestTime, 0), "earliest");
  check.equal(recent, readTimes(row.expectedRecentTime, 0), "recent");
  check.equal(missed, MISSED[row.expectedTooManyMissed], "missed");
};

/** Upstream's justASecondBeforeTheHour. */
const BEFORE_THE_HOUR = Date.parse("2016-05-19T09:59:59Z");

const updateRow: Table = (row, check) => {
  const when = { now: BEFORE_THE_HOUR, epoch: 0, zones: ZONES };
  const before = readCronJob(row.oldCronJob, 0);
  // Nothing is put into the queue for a schedule that cannot be read, which upstream's fake queue shows as 0.
  const delay = delayAfterChange(before, readCronJob(row.newCronJob, 0), when, () => {}) ?? 0;
  check.equal(delay, Math.round(readTimes(row.expectedDelay, 0)));
};

/** Upstream's topOfTheHour; the expected time is that time in the row's own time zone. */
const TOP_OF_THE_HOUR = Date.parse("2016-05-19T10:00:00Z");

const templateRow: Table = (row, check) => {
  const base = baseCronJob();
  const template = { ...base.spec.jobTemplate, metadata: { labels: { a: "b" }, annotations: row.inputAnnotations } };
  const timeZone = row.timeZone === undefined ? {} : { timeZone: row.timeZone };
  const cronJob = { ...base, spec: { ...base.spec, ...timeZone, jobTemplate: template } };
  const { metadata } = jobDraftOf(cronJob, TOP_OF_THE_HOUR, ZONES);
  check.ok(metadata.name?.startsWith("mycronjob-") ?? false, "the name");
  check.equal(Object.keys(metadata.labels ?? {}).length, 1, "labels");
  const annotations = metadata.annotations ?? {};
  check.equal(Object.keys(annotations).length, row.expectedNumberOfAnnotations, "annotations");
  const time = DateTime.fromMillis(TOP_OF_THE_HOUR, { zone: row.timeZone ?? "UTC" });
  const wanted = time.toISO({ suppressMilliseconds: true });
  check.equal(annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"], wanted, "scheduled");
};

const names = (jobs: Row[]) => jobs.map(({ metadata }) => metadata.name);

const TABLES: Record<string, Table> = {
  TestControllerV2SyncCronJob: syncCronJobRow,
  TestControllerV2CleanupFinishedJobs: cleanupRow,
  TestControllerV2UpdateCronJob: updateRow,
  TestControllerV2GetJobsToBeReconciled: (row, check) => {
    const jobs = (row.jobs ?? []).map((value: Row) => readJob(value, 0));
    const own = jobsOf(readCronJob(row.cronJob, 0), jobs);
    check.equal(names(own), names(row.expected ?? []));
  },
  TestGetJobFromTemplate2: templateRow,
  TestByJobStartTime: (row, check) => {
    const jobs = (row.input ?? []).map((value: Row) => readJob(value, 0));
    check.equal(names(jobs.toSorted(byStartTime)), names(row.expected ?? []));
  },
  TestMostRecentScheduleTime: mostRecentRow,
  TestNextScheduleTimeDuration: (row, check) => {
    const { schedule, past } = scheduled(row.cj);
    const delay = nextScheduleDelay(past, readTimes(row.now, 0), schedule);
    check.equal(delay, Math.round(readTimes(row.expectedDuration, 0)));
  },
};

export const cronJobVectors: Adapt = ({ tests }, sheet: Sheet) => {
  for (const [test, { cases }] of Object.entries<Row>(tests))
    for (const { i, key, case: row } of cases)
      sheet.row(`${test}: ${key ?? row.name ?? i}`, (check) => {
        const table = TABLES[test];
        check.ok(table !== undefined, `there is a reader for ${test}`);
        table?.(row, check);
      });
};
