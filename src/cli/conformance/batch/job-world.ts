/** more/job.json: tables whose rows need the whole controller running over a store. */
import { controlledBy } from "../../../simulator/kubernetes/metadata.ts";
import { startJobController } from "../../../simulator/kubernetes/job/controller.ts";
import { hasTrackingFinalizer } from "../../../simulator/kubernetes/job/job-pods.ts";
import { bareWorld } from "../nodes/world.ts";
import type { Check } from "../sheet.ts";
import { newJob, newPod } from "./job-objects.ts";
import { NOW, readJob, type Row } from "./values.ts";

/** Time enough for a deadline of a second and the sync after it. */
const WHILE_MS = 5_000;

function startWorld() {
  const { world } = bareWorld(NOW);
  world.api.create({ kind: "Namespace", metadata: { name: "default" } });
  startJobController(world);
  return world;
}

/** Failed for its deadline, and not before it. */
export function pastDeadlineJobFinished({ jobName, setStartTime }: Row, check: Check): void {
  const world = startWorld();
  const job = newJob({ parallelism: 1, completions: 1, backoffLimit: 6, activeDeadlineSeconds: 1 });
  const started = {
    ...job,
    metadata: { ...job.metadata, name: jobName },
    status: setStartTime ? { startTime: NOW } : {},
  };
  world.store.put(started);
  world.loop.run(NOW + WHILE_MS);
  const { startTime = 0, conditions = [] } = world.store.get("Job", jobName)?.status ?? {};
  const failed = conditions.find(({ type, status }) => type === "Failed" && status === "True");
  check.equal(failed?.reason, "DeadlineExceeded", "reason");
  check.ok((failed?.lastTransitionTime ?? 0) - startTime >= 1_000, "not before the deadline");
}

/** A pod of no Job, or of one that is gone or over, loses its finalizer. */
export function watchOrphanPods({ job: given, inCache }: Row, check: Check): void {
  const world = startWorld();
  const owner = given ? readJob(given, NOW) : newJob({ parallelism: 1, completions: 1, backoffLimit: 6 });
  if (inCache) world.store.put(owner);
  const pod = newPod(owner, "orphan", { phase: "Running" });
  const ownerReferences = given ? controlledBy(owner) : [];
  world.store.put({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: NOW, ownerReferences } });
  world.loop.run(NOW + WHILE_MS);
  const left = world.store.get("Pod", "orphan");
  check.ok(!left || !hasTrackingFinalizer(left), "the finalizer is taken off");
}
