/** Force deletion: the pod is marked failed, as its kubelet will not do it, and removed at once. pkg/controller/podgc/gc_controller.go. */
import type { Condition } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isFinished, withCondition } from "../pods.ts";
import type { World } from "../world.ts";

export const NODE_GONE = {
  type: "DisruptionTarget",
  status: "True" as const,
  reason: "DeletionByPodGC",
  message: "PodGC: node no longer exists",
};

/** markFailedAndDeletePodWithCondition. */
export function forceDelete({ api, loop }: World, pod: Pod, condition?: Omit<Condition, "lastTransitionTime">): void {
  const { name, namespace, generation: observedGeneration } = pod.metadata;
  if (!isFinished(pod)) {
    const own = condition && { ...condition, observedGeneration };
    const said = own ? { conditions: withCondition(pod.status.conditions, own, loop.now()) } : {};
    api.updateStatus(pod, { ...pod.status, ...said, observedGeneration, phase: "Failed" });
  }
  api.delete("Pod", name, namespace, { gracePeriodSeconds: 0 });
}
