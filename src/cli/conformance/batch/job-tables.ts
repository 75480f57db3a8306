/** more/job.json: the tables of single decisions. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { claimOf } from "../../../simulator/kubernetes/claim.ts";
import { DELAY_AFTER_POD_CHANGE, delaysAfterChange } from "../../../simulator/kubernetes/job/awaken.ts";
import {
  nextBackoffRecord,
  NO_FAILURES,
  remainingBackoff,
  remainingBackoffOfIndex,
} from "../../../simulator/kubernetes/job/backoff.ts";
import { claimPods } from "../../../simulator/kubernetes/job/claim-pods.ts";
import { ensureCondition, isJobFinished } from "../../../simulator/kubernetes/job/conditions.ts";
import { newFinishedPods, uncountedOf, validPods } from "../../../simulator/kubernetes/job/context.ts";
import { finishedAt } from "../../../simulator/kubernetes/job/finish-time.ts";
import { JOB_GATES } from "../../../simulator/kubernetes/job/gates.ts";
import { generateNameWithIndex, indexFailureCountOf } from "../../../simulator/kubernetes/job/index-annotations.ts";
import {
  failedIndexes,
  firstPendingIndexes,
  isIndexFailed,
  nextFailureCounts,
  podsWithDelayedDeletion,
  succeededIndexes,
} from "../../../simulator/kubernetes/job/indexes.ts";
import { hasIndex, type Intervals } from "../../../simulator/kubernetes/job/intervals.ts";
import { hasTrackingFinalizer, isReleased } from "../../../simulator/kubernetes/job/job-pods.ts";
import { indexesReady } from "../../../simulator/kubernetes/job/plan.ts";
import { matchPodFailurePolicy } from "../../../simulator/kubernetes/job/pod-failure-policy.ts";
import { duplicatedIndexPods } from "../../../simulator/kubernetes/job/removal.ts";
import { matchSuccessPolicy } from "../../../simulator/kubernetes/job/success-policy.ts";
import { controllerOf } from "../../../simulator/kubernetes/metadata.ts";
import { isActive } from "../../../simulator/kubernetes/pods.ts";
import { bareWorld } from "../nodes/world.ts";
import type { Check } from "../sheet.ts";
import { indexedPods, newJob } from "./job-objects.ts";
import { inputsOf, readGates } from "./job-run.ts";
import { NOW, readJob, readPod, type Row, timeless } from "./values.ts";
import { readTimes } from "../foreign.ts";

type Table = (row: Row, check: Check) => void;

const JOB = newJob({ parallelism: 1, completions: 1, backoffLimit: 6 });

const readPods = (values: Row[] | undefined): Pod[] => (values ?? []).map((value) => readPod(value, NOW));
const readIntervals = (list: Row[] | undefined): Intervals =>
  (list ?? []).map(({ First: first = 0, Last: last = 0 }) => ({ first, last }));

const endedAt = (time: number): Pod =>
  readPod({ status: { containerStatuses: [{ state: { terminated: { finishedAt: time } } }] } }, NOW);

/** Stand-ins for the functions that fill upstream's store before the row (backoff_utils_test.go). */
const STORED: Row = {
  "job.TestNewBackoffRecord.func1": NO_FAILURES,
  "job.TestNewBackoffRecord.func2": { failuresAfterLastSuccess: 2 },
};

/** Stand-ins for what upstream's TestUpdateJobRequeue changes: the spec, the status. */
const CHANGES: Row = {
  "job.TestUpdateJobRequeue.func1": { generation: 1 },
  "job.TestUpdateJobRequeue.func2": {},
};

const failurePolicy: Table = (row, check) => {
  const match = matchPodFailurePolicy(row.podFailurePolicy, readPod(row.failedPod, NOW), readGates(row));
  check.equal(match.jobFailureMessage, row.wantJobFailureMessage, "message");
  check.equal(match.countsAsFailure, row.wantCountFailed, "counts");
  check.equal(match.action, row.wantAction, "action");
};

const successPolicy: Table = (row, check) => {
  const message = matchSuccessPolicy(
    row.successPolicy,
    row.completions,
    readIntervals(row.succeededIndexes),
    readGates(row),
  );
  check.equal([message ?? "", message !== undefined], [row.wantMessage, row.wantMetSuccessPolicy]);
};

const delayedDeletion: Table = (row, check) => {
  const job = readJob(row.job, NOW);
  const pods = readPods(row.pods);
  const inputs = inputsOf(job, pods, JOB_GATES, { finalizersGone: new Set(row.expectedRmFinalizers ?? []) });
  const { now } = succeededIndexes(job, pods);
  const state = {
    ...inputs,
    activePods: pods.filter(isActive),
    succeededIndexes: now,
    failedIndexes: failedIndexes(job, pods, JOB_GATES),
  };
  const delayed = podsWithDelayedDeletion(state, validPods(inputs, []));
  const uids = [...delayed.values()].map(({ metadata }) => metadata.uid);
  check.equal(uids.toSorted(), row.wantPodsWithDelayedDeletionPerIndex);
};

const finishedPods: Table = (row, check) => {
  const job = readJob(row.job, NOW);
  const inputs = inputsOf(job, readPods(row.pods), JOB_GATES, {
    finalizersGone: new Set(row.expectedRmFinalizers ?? []),
  });
  const uncounted = uncountedOf(job.status);
  const fresh = newFinishedPods(inputs, uncounted);
  const { succeeded = 0, failed = 0 } = job.status;
  check.equal(succeeded + fresh.succeeded.length + uncounted.succeeded.length, row.wantSucceeded, "succeeded");
  check.equal(failed + fresh.failed.length + uncounted.failed.length, row.wantFailed, "failed");
};

const podCreation: Table = (row, check) => {
  const pods = Object.entries(row.podsWithDelayedDeletionPerIndex ?? {});
  const delayed = new Map(pods.map(([index, pod]) => [Number(index), readPod(pod, NOW)]));
  const { indexes, remainingMs } = indexesReady(row.indexesToAdd, delayed, NOW);
  check.equal(indexes, row.wantIndexesToAdd ?? [], "indexes");
  check.equal(remainingMs, readTimes(row.wantRemainingTime, NOW), "remaining");
};

const phases = (pods: Pod[]) =>
  pods.map(({ metadata, status }) => [Object.values(metadata.annotations ?? {})[0] ?? "-", status.phase]);
const wantedPhases = (list: Row[] | undefined) => (list ?? []).map(({ Index, Phase }) => [Index, Phase]);

const duplicates: Table = (row, check) => {
  const { remove, left } = duplicatedIndexPods(indexedPods(JOB, row.pods), row.completions);
  check.equal(phases(remove), wantedPhases(row.wantRm), "removed");
  check.equal(phases(left), wantedPhases(row.wantLeft), "left");
};

/** The pods' owner is whichever Job of the row is called test_job, whose uid its pods' references give. */
const podsForJob: Table = (row, check) => {
  const { world } = bareWorld();
  const pods = readPods(row.pods);
  for (const pod of pods) world.store.put(pod);
  const owner = pods.flatMap(({ metadata }) => metadata.ownerReferences ?? []).find(({ name }) => name === "test_job");
  const deletion = row.jobDeleted ? { deletionTimestamp: NOW } : {};
  const job = { ...JOB, metadata: { ...JOB.metadata, name: "test_job", uid: owner?.uid ?? "", ...deletion } };
  const claimed = claimPods(
    world,
    job,
    pods.filter((pod) => !controllerOf(pod)),
  );
  const names = (list: Pod[]) => list.map(({ metadata }) => metadata.name).toSorted();
  check.equal(names(claimed), row.wantPods, "pods");
  check.equal(names(claimed.filter(hasTrackingFinalizer)), row.wantPodsFinalizer ?? [], "with finalizer");
};

/** Upstream looks for Jobs that may adopt the pod. */
const podLookup: Table = (row, check) => {
  const job = readJob(row.job, NOW);
  const isWanted = claimOf(job, job.spec.selector, readPod(row.pod, NOW)) === "adopt";
  check.equal(isWanted ? job.metadata.name : "", row.expectedName);
};

const orphanPod: Table = (row, check) => {
  const owner = controllerOf(readPod({ metadata: { ownerReferences: row.owner ? [row.owner] : [] } }, NOW));
  const job = row.inCache && row.job?.metadata.uid === owner?.uid ? readJob(row.job, NOW) : undefined;
  const released = isReleased(owner, job, job !== undefined && isJobFinished(job), readGates(row));
  check.equal(released, row.wantFinalizerRemoved);
};

const conditions: Table = (row, check) => {
  const said = { type: row.wantType, status: row.wantStatus, reason: row.wantReason, message: "" };
  const result = ensureCondition(readTimes(row.haveList ?? [], NOW), said, NOW);
  check.equal(timeless(result.conditions), timeless(row.expectList), "conditions");
  check.equal(result.changed, row.expectUpdate, "changed");
};

const updateRequeue: Table = (row, check) => {
  const before = readJob(row.oldJob, NOW);
  const change = CHANGES[row.updateFn.func];
  const after = { ...before, metadata: { ...before.metadata, ...change } };
  check.equal(delaysAfterChange(before, after, NOW).includes(0), row.wantRequeuedImmediately);
};

export const TABLES: Record<string, Table> = {
  TestMatchPodFailurePolicy: failurePolicy,
  TestMatchSuccessPolicy: successPolicy,
  TestGetPodsWithDelayedDeletionPerIndex: delayedDeletion,
  TestGetNewFinshedPods: finishedPods,
  TestGetPodCreationInfoForIndependentIndexes: podCreation,
  TestAppendDuplicatedIndexPodsForRemoval: duplicates,
  TestGetPodsForJob: podsForJob,
  TestJobPodLookup: podLookup,
  TestSyncOrphanPod: orphanPod,
  TestEnsureJobConditions: conditions,
  TestUpdateJobRequeue: updateRequeue,
  TestNewBackoffRecord: (row, check) => {
    const failed = readTimes(row.newFailedPods, NOW).map(endedAt);
    const succeeded = readTimes(row.newSucceededPods, NOW).map(endedAt);
    const { key: _, ...wanted } = readTimes(row.wantBackoffRecord, NOW);
    check.equal(nextBackoffRecord(STORED[row.storeInitializer.func], succeeded, failed), wanted);
  },
  TestGetFinishedTime: (row, check) =>
    check.equal(finishedAt(readPod(row.pod, NOW)), readTimes(row.wantFinishTime, NOW)),
  TestGetRemainingBackoffTime: (row, check) => {
    const { backoffRecord, currentTime = 0, defaultBackoff, maxBackoff, wantDuration } = readTimes(row, NOW);
    check.equal(
      remainingBackoff(backoffRecord, currentTime, { firstMs: defaultBackoff, maxMs: maxBackoff }),
      wantDuration,
    );
  },
  TestGetRemainingBackoffTimePerIndex: (row, check) => {
    const { currentTime = 0, defaultBackoff, maxBackoff, wantDuration } = readTimes(row, NOW);
    const pod = row.lastFailedPod ? readPod(row.lastFailedPod, NOW) : undefined;
    check.equal(
      remainingBackoffOfIndex(pod, currentTime, { firstMs: defaultBackoff, maxMs: maxBackoff }),
      wantDuration,
    );
  },
  TestCalculateSucceededIndexes: (row, check) => {
    const job = { ...newJob({ ...row, parallelism: 1 }), status: { completedIndexes: row.prevSucceeded } };
    const { before, now } = succeededIndexes(job, indexedPods(job, row.pods));
    check.equal(before, readIntervals(row.wantStatusIntervals), "before");
    check.equal(now, readIntervals(row.wantIntervals), "now");
  },
  TestIsIndexFailed: (row, check) =>
    check.equal(isIndexFailed(readJob(row.job, NOW), readPod(row.pod, NOW), JOB_GATES), row.wantResult),
  TestCalculateFailedIndexes: (row, check) =>
    check.equal(
      failedIndexes(readJob(row.job, NOW), readPods(row.pods), JOB_GATES),
      readIntervals(row.wantFailedIndexes),
    ),
  TestGetNewIndexFailureCountValue: (row, check) => {
    const replaced = row.pod ? readPod(row.pod, NOW) : undefined;
    const { failures, ignored } = nextFailureCounts(readJob(row.job, NOW), replaced, JOB_GATES);
    check.equal([failures, ignored], [row.wantNewIndexFailureCount, row.wantNewIndexIgnoredFailureCount]);
  },
  TestIntervalsHaveIndex: (row, check) => check.equal(hasIndex(readIntervals(row.intervals), row.index), row.wantHas),
  TestFirstPendingIndexes: (row, check) => {
    const state = {
      activePods: indexedPods(JOB, row.activePods),
      succeededIndexes: readIntervals(row.succeededIndexes),
      failedIndexes: row.failedIndexes && readIntervals(row.failedIndexes),
    };
    check.equal(firstPendingIndexes(state, [], row.cnt, row.completions), row.want ?? []);
  },
  TestPodGenerateNameWithIndex: (row, check) =>
    check.equal(generateNameWithIndex(row.jobname, row.index), row.wantPodGenerateName),
  TestGetIndexFailureCount: (row, check) => check.equal(indexFailureCountOf(readPod(row.pod, NOW)), row.wantResult),
  TestJobBackoff: (row, check) => check.equal(DELAY_AFTER_POD_CHANGE, readTimes(row.wantBackoff, NOW)),
};
