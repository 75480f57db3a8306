/** The Job controller. Kubernetes 1.36, pkg/controller/job/job_controller.go. */
import { INFORMER_LAG_MS } from "../../kernel/queue.ts";
import type { Job } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import { watchOrphans } from "../claim.ts";
import { controllerOf } from "../metadata.ts";
import { isFinished } from "../pods.ts";
import { createClient } from "../slow-start.ts";
import type { Change } from "../change.ts";
import { keyOf, splitKey } from "../keys.ts";
import type { World } from "../world.ts";
import { DELAY_AFTER_POD_CHANGE, delaysAfterChange } from "./awaken.ts";
import { type BackoffRecord, NO_FAILURES } from "./backoff.ts";
import { claimPods } from "./claim-pods.ts";
import { isJobFinished } from "./conditions.ts";
import { createDelayedQueue } from "./delayed-queue.ts";
import { JOB_GATES } from "./gates.ts";
import { inWholeSeconds } from "./finish-time.ts";
import { createHands, releasePod } from "./hands.ts";
import { hasTrackingFinalizer, isReleased } from "./job-pods.ts";
import { syncJob } from "./sync.ts";

const NO_PODS: ReadonlySet<string> = new Set();

/** DefaultJobApiBackOff and MaxJobApiBackOff: how long to wait after a sync that failed, twice as long after each. */
const RETRY = { firstMs: 1_000, maxMs: 60_000 };

export function startJobController(world: World): void {
  const { store, loop, epoch } = world;
  const client = createClient(world);
  const orphans = watchOrphans(store, "Pod");
  const backoffs = new Map<string, BackoffRecord>();
  const failedSyncs = new Map<string, number>();

  const sync = (key: string) => {
    const job = store.get("Job", ...splitKey(key));
    if (!job || isJobFinished(job)) {
      backoffs.delete(key);
      failedSyncs.delete(key);
      return;
    }
    if (client.isBusy(key)) return;
    const pods = claimPods(world, job, orphans.in(job.metadata.namespace));
    const inputs = {
      job,
      pods: pods.map((pod) => (isFinished(pod) && hasTrackingFinalizer(pod) ? inWholeSeconds(pod, epoch) : pod)),
      now: loop.now(),
      gates: JOB_GATES,
      backoff: backoffs.get(key) ?? NO_FAILURES,
      finalizersGone: NO_PODS,
      satisfied: true,
    };
    const hands = createHands(world, client, job, {
      again: (inMs) => queue.addAfter(key, inMs),
      remember: ({ newBackoff }) => backoffs.set(key, newBackoff),
      settled: (hasFailed) => {
        const failures = hasFailed ? (failedSyncs.get(key) ?? 0) : 0;
        failedSyncs.set(key, hasFailed ? failures + 1 : 0);
        if (hasFailed) queue.addAfter(key, Math.min(RETRY.firstMs * 2 ** failures, RETRY.maxMs));
      },
    });
    syncJob(inputs, hands);
  };
  const queue = createDelayedQueue(loop, sync);
  const awaken = (job: Job, delayMs: number) => queue.addAfter(keyOf(job), delayMs + INFORMER_LAG_MS);

  /** Of a Job that is gone or over, no pod is counted any more: nothing need hold it. */
  const releaseOrphan = (pod: Pod) => {
    const owner = controllerOf(pod);
    const named = owner && store.get("Job", owner.name, pod.metadata.namespace);
    const job = named?.metadata.uid === owner?.uid ? named : undefined;
    if (isReleased(owner, job, job !== undefined && isJobFinished(job), JOB_GATES)) releasePod(world, pod);
  };

  const podsOf = (job: Job) => store.controlledBy("Pod", job.metadata.uid).filter(hasTrackingFinalizer);

  const watchJob = ({ verb, before }: Change, job: Job) => {
    if (verb === "deleted" || isJobFinished(job))
      loop.after(INFORMER_LAG_MS, () => {
        for (const pod of podsOf(job)) releaseOrphan(pod);
      });
    const old = verb === "modified" && before?.kind === "Job" ? before : undefined;
    for (const delayMs of delaysAfterChange(old, job, loop.now())) awaken(job, delayMs);
  };

  const watchPod = ({ verb }: Change, pod: Pod) => {
    const owner = controllerOf(pod);
    const job = owner?.kind === "Job" ? store.get("Job", owner.name, pod.metadata.namespace) : undefined;
    if (job && !isJobFinished(job)) return awaken(job, DELAY_AFTER_POD_CHANGE);
    if (verb === "deleted" || !hasTrackingFinalizer(pod)) return;
    const { name, namespace } = pod.metadata;
    loop.after(INFORMER_LAG_MS, () => {
      const still = store.get("Pod", name, namespace);
      if (still && hasTrackingFinalizer(still)) releaseOrphan(still);
    });
  };

  store.watch((change) => {
    if (change.object.kind === "Job") watchJob(change, change.object);
    if (change.object.kind === "Pod") watchPod(change, change.object);
  });
}
