// What is asked of a pod when a lab tells how it is.
import type { Pod } from "../simulator/kubernetes/api/pod.ts";

/** Is the pod ready to serve? */
export function isReady(pod: Pod): boolean {
  return readySince(pod) !== undefined;
}

/** Since when the pod is ready, if it is. */
export function readySince({ status }: Pod): number | undefined {
  return status.conditions?.find(({ type, status: is }) => type === "Ready" && is === "True")?.lastTransitionTime;
}

/** Why a pod is not on a node yet; "" when it is, or nobody said. */
export function pendingReason({ status }: Pod): string {
  const scheduled = status.conditions?.find((condition) => condition.type === "PodScheduled");
  return scheduled?.status === "False" ? (scheduled.message ?? "") : "";
}
