/** Pods on a node that is not ready are not ready either. Kubernetes 1.36, pkg/controller/util/node/controller_utils.go (MarkPodsNotReady). */
import type { Pod } from "../api/pod.ts";
import { readyCondition, withCondition } from "../pods.ts";
import type { World } from "../world.ts";

export const SOURCE = "node-controller";

export function markNotReady({ loop, api, record }: World, pods: Pod[]): void {
  for (const pod of pods) {
    const ready = readyCondition(pod);
    if (!ready || ready.status === "False") continue;
    const { lastTransitionTime: _, ...rest } = ready;
    const conditions = withCondition(pod.status.conditions, { ...rest, status: "False" }, loop.now());
    if (!api.updateStatus(pod, { ...pod.status, conditions })) continue;
    record({ about: pod, type: "Warning", reason: "NodeNotReady", message: "Node is not ready", source: SOURCE });
  }
}
