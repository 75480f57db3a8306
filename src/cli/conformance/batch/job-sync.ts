/** more/job.json: the tables of whole syncs. */
import { createContext } from "../../../simulator/kubernetes/job/context.ts";
import { COMPLETION_INDEX, completionIndexOf } from "../../../simulator/kubernetes/job/index-annotations.ts";
import { failedIndexes, podsWithDelayedDeletion } from "../../../simulator/kubernetes/job/indexes.ts";
import { parseIntervals } from "../../../simulator/kubernetes/job/intervals.ts";
import { isTerminating, TRACKING_FINALIZER } from "../../../simulator/kubernetes/job/job-pods.ts";
import { trackAndConclude } from "../../../simulator/kubernetes/job/sync.ts";
import { validPods } from "../../../simulator/kubernetes/job/context.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import type { Check } from "../sheet.ts";
import { countedPods, newJob, newPod, newPodList } from "./job-objects.ts";
import { createFakeHands, inputsOf, readGates, runSync } from "./job-run.ts";
import { NOW, omit, readJob, readPod, type Row, timeless, withoutEmpty } from "./values.ts";
import { readTimes } from "../foreign.ts";

type Table = (row: Row, check: Check) => void;

/** `expectedRmFinalizers` are uids of pods whose finalizer is off already. */
export const trackJobStatus: Table = (row, check) => {
  const gates = readGates(row);
  const job = readJob(row.job, NOW);
  const pods: Pod[] = (row.pods ?? []).map((pod: Row) => readPod(pod, NOW));
  const inputs = inputsOf(job, pods, gates, { finalizersGone: new Set(row.expectedRmFinalizers ?? []) });
  const context = createContext(inputs);
  const isIndexed = job.spec.completionMode === "Indexed";
  const limited = isIndexed && gates.backoffLimitPerIndex && job.spec.backoffLimitPerIndex !== undefined;
  const indexes = {
    succeededBefore: [],
    succeededIndexes: isIndexed ? parseIntervals(job.status.completedIndexes, job.spec.completions ?? 0) : [],
    failedIndexes: limited ? failedIndexes(job, pods, gates) : undefined,
  };
  const state = { ...context, ...indexes };
  const { hands, ran } = createFakeHands({
    fails: row.podControlErr !== undefined,
    statusFails: row.statusUpdateErr !== undefined,
  });
  // Upstream's test sets no start time and works the indexes out by hand.
  const { startTime: _, ...status } = context.status;
  const delayed = limited ? podsWithDelayedDeletion(state, validPods(inputs, [])) : new Map<number, Pod>();
  const finished = readTimes(row.finishedCond, NOW);
  const terminating = pods.filter(isTerminating).length;
  trackAndConclude({ ...state, status, delayed, finished, terminating }, row.needsFlush, hands);
  const shown = (list: Row[] | undefined) => (list ?? []).map(comparable);
  check.equal(shown(ran.statuses), shown(readTimes(row.wantStatusUpdates, NOW)), "status updates");
  check.equal(ran.patched.length, row.wantRmFinalizers, "finalizers taken off");
};

/** A status as upstream's tests compare it: without the times of conditions. */
const comparable = (status: Row) => ({ ...withoutEmpty(status), conditions: timeless(status.conditions) });

export const pastDeadline: Table = (row, check) => {
  const { activeDeadlineSeconds, suspend } = row;
  const job = { ...newJob({ ...pick(row), completionMode: "NonIndexed", activeDeadlineSeconds, suspend }) };
  job.status = { startTime: NOW - row.startTime * 1_000 };
  const { ran, status } = runSync(inputsOf(job, countedPods(job, row, NOW), readGates(row)));
  check.equal(ran.drafts.length, 0, "creations");
  check.equal(ran.deleted.length, row.expectedDeletions, "deletions");
  compareCounts(row, status, check);
  check.equal(timeless(status.conditions), timeless(row.expectedConditions), "conditions");
};

const pick = ({ parallelism, completions, backoffLimit }: Row) => ({ parallelism, completions, backoffLimit });

function compareCounts(row: Row, status: Row, check: Check): void {
  check.equal(status.active ?? 0, row.expectedActive, "active");
  check.equal(status.succeeded ?? 0, row.expectedSucceeded, "succeeded");
  check.equal(status.failed ?? 0, row.expectedFailed, "failed");
}

export const whenManagedBy: Table = (row, check) => {
  const job = readJob(row.job, NOW);
  const { status } = runSync(inputsOf(job, [], readGates(row)));
  check.equal(comparable(status), comparable(readTimes(row.wantStatus, NOW)), "status");
};

/** Pods of a row, named as upstream names them: mypod-0, mypod-1 and so on. */
function namedPods(row: Row, withFinalizer: boolean, indexOf: (pod: Pod, i: number) => number): Pod[] {
  return (row.pods ?? []).map((value: Row, i: number) => {
    const pod = readPod(value, NOW);
    const indexed = row.job.spec.completionMode === "Indexed";
    return {
      ...pod,
      metadata: {
        ...pod.metadata,
        uid: pod.metadata.uid ?? `mypod-${i}`,
        name: `mypod-${i}`,
        namespace: "default",
        ...(withFinalizer && { finalizers: [TRACKING_FINALIZER] }),
        annotations: { ...pod.metadata.annotations, ...(indexed && { [COMPLETION_INDEX]: String(indexOf(pod, i)) }) },
      },
    };
  });
}

export const withPodFailurePolicy: Table = (row, check) => {
  const job = readJob(row.job, NOW);
  const spec = { podReplacementPolicy: "Failed" as const, ...job.spec };
  const pods = namedPods(row, true, (_, i) => i);
  const { status } = runSync(inputsOf({ ...job, spec }, pods, readGates(row)));
  check.equal(timeless(status.conditions), timeless(row.wantConditions), "conditions");
  check.equal(status.active ?? 0, row.wantStatusActive, "active");
  check.equal(status.succeeded ?? 0, row.wantStatusSucceeded, "succeeded");
  check.equal(status.failed ?? 0, row.wantStatusFailed, "failed");
  check.equal(status.terminating ?? 0, row.wantStatusTerminating ?? 0, "terminating");
};

/** The status without what upstream's test ignores. */
const policyStatus = (status: Row) => comparable(omit(status, "startTime", "completionTime", "ready"));

const withPolicy =
  (withFinalizer: boolean): Table =>
  (row, check) => {
    const pods = namedPods(row, withFinalizer, (pod) => completionIndexOf(pod) ?? -1);
    const { status } = runSync(inputsOf(readJob(row.job, NOW), pods, readGates(row)));
    check.equal(policyStatus(status), policyStatus(readTimes(row.wantStatus, NOW)), "status");
  };

export const withSuccessPolicy = withPolicy(false);
export const withBackoffLimitPerIndex = withPolicy(true);

export const backoffForOnFailure: Table = (row, check) => {
  const base = newJob({ ...pick(row), completionMode: "NonIndexed", suspend: row.suspend });
  const template = { ...base.spec.template, spec: { ...base.spec.template.spec, restartPolicy: "OnFailure" as const } };
  const job = { ...base, spec: { ...base.spec, template } };
  const pods = row.restartCounts.map((restartCount: number, i: number) =>
    newPod(job, `pod-${i}`, { phase: row.podPhase, containerStatuses: [{ name: "", ready: false, restartCount }] }),
  );
  const { status } = runSync(inputsOf(job, pods, readGates(row)));
  compareCounts(row, status, check);
  check.equal(timeless(status.conditions), timeless(row.expectedConditions), "conditions");
};

export const backoffOnRestartPolicyNever: Table = (row, check) => {
  const job = newJob({ ...pick(row), completionMode: "NonIndexed" });
  const pods = [
    ...newPodList(job, row.failedPods, "Failed", "failed"),
    ...newPodList(job, row.activePods, row.activePodsPhase, "active"),
  ];
  const { status } = runSync(inputsOf(job, pods, readGates(row)));
  compareCounts(row, status, check);
  check.equal(timeless(status.conditions), timeless(row.expectedConditions), "conditions");
};
