/** more/cronjob.json: TestControllerV2SyncCronJob and TestControllerV2CleanupFinishedJobs, whole syncs over stand-ins for upstream's fake clients. */
import type { CronJob, Job } from "../../../simulator/kubernetes/api/batch.ts";
import type { ApiError } from "../../../simulator/kubernetes/api-server.ts";
import { jobDraftOf } from "../../../simulator/kubernetes/cronjob/job-template.ts";
import { reconcileCronJob, syncCronJob } from "../../../simulator/kubernetes/cronjob/sync.ts";
import type { CronEvent, CronHands } from "../../../simulator/kubernetes/cronjob/types.ts";
import type { Check } from "../sheet.ts";
import { ZONES } from "./cron.ts";
import { readJob, type Row } from "./values.ts";
import { readTimes } from "../foreign.ts";

const at = (time: string) => Date.parse(`2016-05-19T${time}:00Z`);

/** What upstream's noDead stands for: no deadline. */
const NO_DEADLINE = -12_345;

export const readCronJob = (value: Row, now: number): CronJob => {
  const { metadata = {}, spec = {}, status = {} } = readTimes(value, now);
  return { kind: "CronJob", metadata, spec, status };
};

/** cronjob_controllerv2_test.go, cronJob(). */
export const baseCronJob = (): CronJob => ({
  kind: "CronJob",
  metadata: {
    name: "mycronjob",
    namespace: "snazzycats",
    uid: "1a2b3c",
    creationTimestamp: at("09:59"),
    generation: 1,
  },
  spec: {
    schedule: "* * * * ?",
    concurrencyPolicy: "Allow",
    jobTemplate: {
      metadata: { labels: { a: "b" }, annotations: { x: "y" } },
      spec: {
        parallelism: 1,
        completions: 1,
        template: { metadata: { labels: { foo: "bar" } }, spec: { containers: [{ name: "", image: "foo/bar" }] } },
      },
    },
  },
  status: {},
});

const REASONS: [ending: string, reason: ApiError["reason"]][] = [
  ["already exists", "AlreadyExists"],
  ["not found", "NotFound"],
];

/** An error without a text is upstream's StatusError that has a cause and nothing else: the namespace is going. */
const errorOf = (text: string): ApiError => ({
  code: 0,
  reason: REASONS.find(([ending]) => text.endsWith(ending))?.[1] ?? "Invalid",
  message: text,
  ...(text === "" && { causes: [{ reason: "NamespaceTerminating", message: "" }] }),
});

export type CronRan = { events: CronEvent[]; created: ReturnType<typeof jobDraftOf>[]; deleted: string[] };

/** controller/cronjob, fakeJobControl and fakeCJControl: any name gives the one Job, and an error every time. */
export function fakeCronHands(real: CronJob, job: Job | undefined, row: Row): { hands: CronHands; ran: CronRan } {
  const ran: CronRan = { events: [], created: [], deleted: [] };
  const anyJob = job ?? readJob({}, 0);
  const get = (object: Job) =>
    row.jobGetErr ? { ok: false as const, error: errorOf(row.jobGetErr.error) } : { ok: true as const, object };
  const hands: CronHands = {
    say: (event) => void ran.events.push(event),
    fresh: () => real,
    job: () => get(anyJob),
    create(draft) {
      if (row.jobCreateError) return { ok: false, error: errorOf(row.jobCreateError.error) };
      ran.created.push(draft);
      return {
        ok: true,
        object: { ...readJob(draft, 0), metadata: { ...readJob(draft, 0).metadata, uid: "test-uid" } },
      };
    },
    delete(one) {
      const answer = get(one);
      if (answer.ok) ran.deleted.push(one.metadata.name);
      return answer;
    },
  };
  return { hands, ran };
}

function specOf({
  concurrencyPolicy,
  suspend,
  schedule,
  timeZone,
  successfulJobsHistoryLimit,
  deadline,
}: Row): CronJob["spec"] {
  return {
    ...baseCronJob().spec,
    concurrencyPolicy,
    suspend,
    schedule,
    ...(timeZone !== undefined && { timeZone }),
    ...(successfulJobsHistoryLimit !== undefined && { successfulJobsHistoryLimit }),
    ...(deadline !== NO_DEADLINE && { startingDeadlineSeconds: deadline }),
  };
}

type Setup = { cronJob: CronJob; real: CronJob; job: Job | undefined; jobs: Job[] };

function setUp(row: Row): Setup {
  const base = { ...baseCronJob(), spec: specOf(row) };
  const createdAt = row.cronjobCreationTime ?? (row.ranPreviously ? at("08:59") : at("09:59"));
  const cronJob = { ...base, metadata: { ...base.metadata, creationTimestamp: createdAt } };
  if (!row.ranPreviously) return { cronJob, real: base, job: undefined, jobs: [] };
  const created = row.jobCreationTime;
  const draft = readJob(jobDraftOf(cronJob, created, ZONES), 0);
  const ended = {
    completionTime: created + 10_000,
    conditions: [{ type: "Complete", status: "True" as const }],
  };
  const job: Job = {
    ...draft,
    metadata: { ...draft.metadata, uid: "1234", creationTimestamp: created },
    status: row.stillActive ? {} : ended,
  };
  const active = [{ kind: "Job", name: job.metadata.name, namespace: job.metadata.namespace, uid: "1234" }];
  const listed = row.jobPresentInCJActiveStatus ? { active } : {};
  const status = { lastScheduleTime: row.lastScheduleTime ?? at("09:01"), ...listed };
  return {
    cronJob: { ...cronJob, status },
    real: row.stillActive ? { ...base, status: { active } } : base,
    job,
    jobs: row.jobStillNotFoundInLister ? [] : [job],
  };
}

const EXPECTED = ["SuccessfulCreate", "SuccessfulDelete", "SawCompletedJob"];

/** expectActive is not compared: upstream's test looks at updates that the controller no longer makes. */
export function syncCronJobRow(raw: Row, check: Check): void {
  const row = readTimes(raw, 0);
  // An absent `now` is Go's zero time.
  const now = row.now ?? Date.parse("0001-01-01T00:00:00Z");
  const { cronJob, real, job, jobs } = setUp(row);
  const { hands, ran } = fakeCronHands(real, job, row);
  const outcome = syncCronJob({ cronJob, jobs, now, epoch: 0, zones: ZONES }, hands);
  if (row.expectErr) check.equal(outcome.failed, true, "fails");
  if (row.expectRequeueAfter) check.equal(outcome.requeueAfterMs, Math.round(row.expectedRequeueDuration), "requeue");
  check.equal(outcome.changed, row.expectUpdateStatus, "changed");
  check.equal(ran.created.length, Number(row.expectCreate), "created");
  check.equal(ran.deleted.length, Number(row.expectDelete), "deleted");
  if (row.ranPreviously && !row.stillActive)
    check.equal(outcome.cronJob.status.lastSuccessfulTime, row.jobCreationTime + 10_000, "last success");
  const told = ran.events.filter(({ reason }) => EXPECTED.includes(reason)).length;
  check.equal(told, [row.expectCreate, row.expectDelete, row.expectCompleted].filter(Boolean).length, "events");
  check.equal(ran.events.filter(({ type }) => type === "Warning").length, row.expectedWarnings, "warnings");
}

export function cleanupRow(raw: Row, check: Check): void {
  const row = readTimes(raw, 0);
  const cronJob = readCronJob(row.cronJob, 0);
  const jobs = (row.finishedJobs ?? []).map((value: Row) => {
    const job = readJob(value, 0);
    return { ...job, status: { ...job.status, conditions: [{ type: "Complete", status: "True" as const }] } };
  });
  const { hands, ran } = fakeCronHands(cronJob, undefined, row);
  reconcileCronJob({ cronJob, jobs, now: row.now, epoch: 0, zones: ZONES }, hands);
  check.equal(ran.deleted.toSorted(), row.expectedDeletedJobs.toSorted());
}
