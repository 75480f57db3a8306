/** more/job.json: TestControllerSyncJob, whole syncs of Jobs whose pods are only counted. */
import type { Job, JobStatus } from "../../../simulator/kubernetes/api/batch.ts";
import { COMPLETION_INDEX } from "../../../simulator/kubernetes/job/index-annotations.ts";
import type { Check } from "../sheet.ts";
import { countedPods, indexedPods, newJob } from "./job-objects.ts";
import { inputsOf, readGates, type Ran, runSync } from "./job-run.ts";
import { NOW, type Row, timeless } from "./values.ts";
import { readTimes } from "../foreign.ts";

const SUSPENDED = { type: "Suspended", status: "True", reason: "JobSuspended", message: "Job suspended" } as const;

function initialStatus(row: Row): JobStatus {
  const conditions = [
    ...(readTimes(row.initialStatus?.conditions, NOW) ?? []),
    ...(row.wasSuspended ? [SUSPENDED] : []),
  ];
  const said = conditions.length > 0 ? { conditions } : {};
  if (!row.initialStatus) return said;
  const { startTime = NOW, active = 0, succeed = 0, failed = 0 } = readTimes(row.initialStatus, NOW);
  return { ...said, startTime, active, succeeded: succeed, failed };
}

function jobOf(row: Row): Job {
  const { parallelism, completions, backoffLimit, completionMode, suspend, podFailurePolicy } = row;
  const policy = row.jobPodReplacementPolicy ? row.podReplacementPolicy : undefined;
  const job = newJob({
    parallelism,
    completions,
    backoffLimit,
    completionMode,
    suspend,
    ...(policy && { podReplacementPolicy: policy }),
    ...(podFailurePolicy && { podFailurePolicy }),
  });
  const metadata = row.deleting ? { ...job.metadata, deletionTimestamp: NOW } : job.metadata;
  return { ...job, metadata, status: initialStatus(row) };
}

function compareCreations(row: Row, ran: Ran, check: Check): void {
  check.equal(ran.drafts.length, row.expectedCreations, "creations");
  if (row.completionMode !== "Indexed") return;
  const indexes = ran.drafts.map(({ metadata }) => Number(metadata.annotations?.[COMPLETION_INDEX]));
  const wanted: number[] = row.expectedCreatedIndexes ?? [];
  check.equal(
    indexes,
    wanted.map(Number).toSorted((a, b) => a - b),
    "indexes",
  );
  for (const { metadata, spec } of ran.drafts) {
    const name = `foobar-${metadata.annotations?.[COMPLETION_INDEX]}`;
    check.equal([spec.hostname, metadata.generateName], [name, `${name}-`], "names");
  }
}

function compareStatus(row: Row, status: JobStatus, check: Check): void {
  check.equal(status.active ?? 0, row.expectedActive, "active");
  check.equal(status.ready, row.expectedReady, "ready");
  check.equal(status.succeeded ?? 0, row.expectedSucceeded, "succeeded");
  check.equal(status.completedIndexes ?? "", row.expectedCompletedIdxs, "completed indexes");
  check.equal(status.failed ?? 0, row.expectedFailed, "failed");
  check.equal(status.terminating, row.expectedTerminating, "terminating");
  check.equal(status.startTime === undefined, row.suspend, "start time");
  check.equal(timeless(status.conditions), timeless(row.expectedConditions), "conditions");
}

export function controllerSyncJob(row: Row, check: Check): void {
  const job = jobOf(row);
  const now = readTimes(row.controllerTime, NOW) ?? NOW;
  const record = readTimes(row.backoffRecord, NOW);
  const inputs = inputsOf(
    job,
    [...countedPods(job, row, now), ...indexedPods(job, row.podsWithIndexes)],
    readGates(row),
    {
      now,
      satisfied: row.fakeExpectationAtCreation === 0,
      ...(record && { backoff: record }),
    },
  );
  const { ran, status } = runSync(inputs, { fails: row.podControllerError !== undefined, createLimit: row.podLimit });
  compareCreations(row, ran, check);
  check.equal(ran.deleted.length, row.expectedDeletions, "deletions");
  compareStatus(row, status, check);
  check.equal(ran.patched.length, row.expectedPodPatches, "pod patches");
}
