// The STATUS and READY cells of a pod.
import type { Pod } from "../../simulator/kubernetes/objects.ts";

/** What `kubectl get pods` says of a pod in one word. */
export function podStatus(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return "Terminating";
  const waiting = pod.status.containerStatuses.find((container) => container.state !== "running" && container.reason);
  if (waiting) return waiting.reason;
  if (pod.status.phase === "Pending" && pod.spec.nodeName) return "ContainerCreating";
  return pod.status.phase === "Succeeded" ? "Completed" : pod.status.phase;
}

/** `1/1`: containers that are ready, of all. */
export function podReady(pod: Pod): string {
  const ready = pod.status.containerStatuses.filter((container) => container.ready).length;
  return `${ready}/${pod.spec.containers.length}`;
}

/** Is the pod ready to serve? */
export function isReady(pod: Pod): boolean {
  return readySince(pod) !== undefined;
}

/** Since when the pod is ready, if it is. */
export function readySince({ status }: Pod): number | undefined {
  return status.conditions.find(({ type, status: is }) => type === "Ready" && is === "True")?.lastTransitionTime;
}

/** Why a pod is not on a node yet; "" when it is, or nobody said. */
export function pendingReason(pod: Pod): string {
  const scheduled = pod.status.conditions.find((condition) => condition.type === "PodScheduled");
  return scheduled?.status === "False" ? scheduled.message : "";
}
