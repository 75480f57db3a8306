// The STATUS and READY cells of a pod.
import type { ContainerState, Pod } from "../../simulator/kubernetes/api/pod.ts";

/** Why a container is not running: the word that stands for it. */
const whyNot = ({ waiting, terminated }: ContainerState) => waiting?.reason ?? terminated?.reason;

/** What `kubectl get pods` says of a pod in one word. */
export function podStatus({ metadata, spec, status }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  const reasons = (status.containerStatuses ?? []).map(({ state }) => state && whyNot(state));
  const reason = reasons.findLast((word) => word);
  if (reason) return reason;
  if (status.phase === "Pending" && spec.nodeName) return "ContainerCreating";
  return status.phase === "Succeeded" ? "Completed" : (status.reason ?? status.phase ?? "Unknown");
}

/** `1/1`: containers that are ready, of all. */
export function podReady({ spec, status }: Pod): string {
  const ready = (status.containerStatuses ?? []).filter((container) => container.ready).length;
  return `${ready}/${spec.containers.length}`;
}

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
