/** The pods of a Job, with those that it adopts. Kubernetes 1.36, pkg/controller/job/job_controller.go (getPodsForJob). */
import type { Job } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import { claim } from "../claim.ts";
import type { World } from "../world.ts";
import { hasTrackingFinalizer, TRACKING_FINALIZER } from "./job-pods.ts";

/** A pod that has been adopted is counted like any other: it gets the tracking finalizer. */
function trackPod({ api }: World, pod: Pod): Pod {
  if (hasTrackingFinalizer(pod)) return pod;
  const finalizers = [...(pod.metadata.finalizers ?? []), TRACKING_FINALIZER];
  const answer = api.update({ ...pod, metadata: { ...pod.metadata, finalizers } });
  return answer.ok ? answer.object : pod;
}

/** `loose` are the pods of the namespace that have no controller. */
export function claimPods(world: World, job: Job, loose: Pod[]): Pod[] {
  const candidates = [...world.store.controlledBy("Pod", job.metadata.uid), ...loose];
  const strangers = new Set(loose.map(({ metadata }) => metadata.uid));
  return claim(world, job, job.spec.selector, candidates).map((pod) =>
    strangers.has(pod.metadata.uid) ? trackPod(world, pod) : pod,
  );
}
