/** more/job.json, table by table. */
import type { Adapt } from "../adapters.ts";
import type { Check, Sheet } from "../sheet.ts";
import { controllerSyncJob } from "./job-controller.ts";
import {
  backoffForOnFailure,
  backoffOnRestartPolicyNever,
  pastDeadline,
  trackJobStatus,
  whenManagedBy,
  withBackoffLimitPerIndex,
  withPodFailurePolicy,
  withSuccessPolicy,
} from "./job-sync.ts";
import { TABLES } from "./job-tables.ts";
import { pastDeadlineJobFinished, watchOrphanPods } from "./job-world.ts";
import type { Row } from "./values.ts";

const SYNCS: Record<string, (row: Row, check: Check) => void> = {
  TestControllerSyncJob: controllerSyncJob,
  TestTrackJobStatusAndRemoveFinalizers: trackJobStatus,
  TestSyncJobPastDeadline: pastDeadline,
  TestPastDeadlineJobFinished: pastDeadlineJobFinished,
  TestWatchOrphanPods: watchOrphanPods,
  TestSyncJobWhenManagedBy: whenManagedBy,
  TestSyncJobWithJobPodFailurePolicy: withPodFailurePolicy,
  TestSyncJobWithJobSuccessPolicy: withSuccessPolicy,
  TestSyncJobWithJobBackoffLimitPerIndex: withBackoffLimitPerIndex,
  TestJobBackoffForOnFailure: backoffForOnFailure,
  TestJobBackoffOnRestartPolicyNever: backoffOnRestartPolicyNever,
};

const ALPHA = "Workload and PodGroup objects: feature gate WorkloadWithJob, alpha and off in 1.36";

const LEFT_OUT: Record<string, string> = {
  TestSyncJobUpdateRequeue: "a status update that the API server refuses at random: the simulated one does not",
  TestSyncJobPodSchedulingGroup: ALPHA,
  TestShouldManageWorkloadForJob: ALPHA,
  TestBuildPodGroupTemplates: ALPHA,
  TestComputeWorkloadName: ALPHA,
  TestComputePodGroupName: ALPHA,
  TestEnsureWorkloadAndPodGroup: ALPHA,
  TestRecordFinishedPodWithTrackingFinalizer: "Prometheus metrics of the controller",
  TestRecordJobPodFailurePolicyActions: "Prometheus metrics of the controller",
};

/** Rows of upstream whose objects have a deletionTimestamp of Go's zero time, which the capture shows as none. */
const HAS_LOST_DELETION = /^(deleted pods|deleted job|track finished pods|pod is terminating; .*)$/;
const LOST_DELETION = "upstream's objects have a deletionTimestamp of zero, which the capture has dropped";

export const jobVectors: Adapt = ({ tests }, sheet: Sheet) => {
  const tables = { ...SYNCS, ...TABLES };
  for (const [test, { cases }] of Object.entries<Row>(tests)) {
    const reason = LEFT_OUT[test];
    if (reason !== undefined) {
      sheet.leaveOut(test, cases.length, reason);
      continue;
    }
    const isLost = ({ key = "" }: Row) => HAS_LOST_DELETION.test(key);
    const lost = cases.filter(isLost).length;
    if (lost > 0) sheet.leaveOut(test, lost, LOST_DELETION);
    for (const { i, key, case: row } of cases.filter((one: Row) => !isLost(one)))
      sheet.row(`${test}: ${key ?? row.name ?? i}`, (check) => {
        const table = tables[test];
        check.ok(table !== undefined, `there is a reader for ${test}`);
        table?.(row, check);
      });
  }
};
