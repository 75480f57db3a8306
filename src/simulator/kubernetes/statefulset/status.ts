/** What a StatefulSet's status says. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_control.go and stateful_set_utils.go. */
import type { StatefulSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import { availabilityAt, isCreated, isRunningAndReady, isTerminating } from "./availability.ts";
import { replicasOf, revisionOf } from "./identity.ts";
import type { Revisions } from "./revisions.ts";

export type StatefulSetStatus = StatefulSet["status"];

/** updateStatus: only pods that exist count. */
export function statusOf(
  set: StatefulSet,
  { current, update }: Omit<Revisions, "templates">,
  pods: Pod[],
  now: number,
): StatefulSetStatus {
  const { isUp } = availabilityAt(set, now);
  const ready = pods.filter(isRunningAndReady);
  const staying = pods.filter((pod) => isCreated(pod) && !isTerminating(pod));
  return {
    observedGeneration: set.metadata.generation,
    currentRevision: current,
    updateRevision: update,
    collisionCount: set.status.collisionCount ?? 0,
    replicas: pods.filter(isCreated).length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter(isUp).length,
    currentReplicas: staying.filter((pod) => revisionOf(pod) === current).length,
    updatedReplicas: staying.filter((pod) => revisionOf(pod) === update).length,
  };
}

/** An update that is through makes its revision the current one. */
export function completeRollingUpdate(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { updatedReplicas = 0, updateRevision = "" } = status;
  const wanted = replicasOf(set);
  const isThrough = [updatedReplicas, status.readyReplicas, status.replicas].every((count) => count === wanted);
  if (set.spec.updateStrategy?.type !== "RollingUpdate" || !isThrough) return status;
  return { ...status, currentReplicas: updatedReplicas, currentRevision: updateRevision };
}

const COMPARED = [
  "replicas",
  "currentReplicas",
  "readyReplicas",
  "updatedReplicas",
  "currentRevision",
  "availableReplicas",
  "updateRevision",
] as const;

/** Whether the status says something new (inconsistentStatus). */
export function isNews({ status: old }: StatefulSet, status: StatefulSetStatus): boolean {
  if ((status.observedGeneration ?? 0) > (old.observedGeneration ?? 0)) return true;
  return COMPARED.some((field) => (status[field] || 0) !== (old[field] || 0));
}
