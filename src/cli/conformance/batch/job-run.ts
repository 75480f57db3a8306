/** Runs the simulator's Job sync over stand-ins for upstream's fake clients, and notes what it did. */
import type { Job, JobStatus } from "../../../simulator/kubernetes/api/batch.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { type BackoffRecord, NO_FAILURES } from "../../../simulator/kubernetes/job/backoff.ts";
import type { JobContext, JobInputs } from "../../../simulator/kubernetes/job/context.ts";
import { JOB_GATES, type JobGates } from "../../../simulator/kubernetes/job/gates.ts";
import { hasTrackingFinalizer } from "../../../simulator/kubernetes/job/job-pods.ts";
import { podDraftOf } from "../../../simulator/kubernetes/job/pod-draft.ts";
import { type JobEvent, type JobHands, syncJob } from "../../../simulator/kubernetes/job/sync.ts";
import { slowStartBatches } from "../../../simulator/kubernetes/slow-start.ts";
import { NOW, type Row } from "./values.ts";

/** controller.FakePodControl: every call fails with `fails`; creations beyond the limit fail and leave no pod behind. */
export type Fake = { fails?: boolean; createLimit?: number; statusFails?: boolean };

export type Ran = {
  statuses: JobStatus[];
  drafts: ReturnType<typeof podDraftOf>[];
  createCalls: number;
  deleted: Pod[];
  patched: Pod[];
  again: number[];
  events: JobEvent[];
};

export function createFakeHands({ fails = false, createLimit = 0, statusFails = false }: Fake): {
  hands: JobHands;
  ran: Ran;
} {
  const ran: Ran = { statuses: [], drafts: [], createCalls: 0, deleted: [], patched: [], again: [], events: [] };
  const createOne = (context: JobContext, index: number | undefined): boolean => {
    ran.createCalls++;
    if (createLimit !== 0 && ran.createCalls > createLimit) return false;
    ran.drafts.push(podDraftOf(context, index));
    return !fails;
  };
  const hands: JobHands = {
    remove(pods, kind, done) {
      if (kind !== "ending") ran.patched.push(...pods.filter(hasTrackingFinalizer));
      const removed = fails ? [] : pods;
      ran.deleted.push(...removed);
      done(removed);
    },
    create(context, indexes, done) {
      const left = [...indexes];
      let created = 0;
      for (const size of slowStartBatches(left.length)) {
        const ok = left.splice(0, size).filter((index) => createOne(context, index));
        created += ok.length;
        if (ok.length < size) break;
      }
      done(created);
    },
    writeStatus(status) {
      ran.statuses.push(status);
      return !statusFails;
    },
    release(pods, done) {
      ran.patched.push(...pods);
      done(fails ? [] : pods);
    },
    remember: () => {},
    again: (inMs) => void ran.again.push(inMs),
    say: (event) => void ran.events.push(event),
  };
  return { hands, ran };
}

/** Feature gates as a table names them: jobManagedBy, or enableJobManagedBy. What a table does not name is on, as it is by default. */
export function readGates(row: Row): JobGates {
  const said = (...names: string[]) => names.map((name) => row[name]).find((value) => value !== undefined);
  return {
    backoffLimitPerIndex:
      said("enableJobBackoffLimitPerIndex", "enableBackoffLimitPerIndex") ?? JOB_GATES.backoffLimitPerIndex,
    managedBy: said("enableJobManagedBy", "jobManagedBy") ?? JOB_GATES.managedBy,
    podReplacementPolicy:
      said("enableJobPodReplacementPolicy", "jobPodReplacementPolicy") ?? JOB_GATES.podReplacementPolicy,
    successPolicy: said("enableJobSuccessPolicy", "jobSuccessPolicy") ?? JOB_GATES.successPolicy,
  };
}

export const inputsOf = (job: Job, pods: Pod[], gates: JobGates, more: Partial<JobInputs> = {}): JobInputs => ({
  job,
  pods,
  now: NOW,
  gates,
  backoff: NO_FAILURES satisfies BackoffRecord,
  finalizersGone: new Set(),
  satisfied: true,
  ...more,
});

/** The status after a sync: the last that was written, else the one before. */
export function runSync(inputs: JobInputs, fake: Fake = {}): { ran: Ran; status: JobStatus } {
  const { hands, ran } = createFakeHands(fake);
  syncJob(inputs, hands);
  return { ran, status: ran.statuses.at(-1) ?? inputs.job.status };
}
