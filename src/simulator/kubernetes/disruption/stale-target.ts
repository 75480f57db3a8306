/**
 * A DisruptionTarget condition on a pod that is not going after all is taken back after two minutes.
 * Kubernetes 1.36, pkg/controller/disruption/disruption.go (nonTerminatingPodHasStaleDisruptionCondition, syncStalePodDisruption).
 */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { conditionOf, isFinished, withCondition } from "../pods.ts";

const STALE_AFTER_MS = 120_000;
export const DISRUPTION_TARGET = "DisruptionTarget";

/** When the pod's DisruptionTarget is stale; nothing when the pod is going or has none that could be. The kubelet's own never is. */
export function staleAt(pod: Pod): Time | undefined {
  const condition = conditionOf(pod, DISRUPTION_TARGET);
  if (condition?.status !== "True" || condition.reason === "TerminationByKubelet") return undefined;
  if (pod.metadata.deletionTimestamp !== undefined || isFinished(pod)) return undefined;
  return (condition.lastTransitionTime ?? 0) + STALE_AFTER_MS;
}

/** The pod's status with its stale condition taken back, or nothing when there is none. */
export function withoutStaleTarget(pod: Pod, now: Time): Pod["status"] | undefined {
  const at = staleAt(pod);
  if (at === undefined || at > now) return undefined;
  const observedGeneration = pod.metadata.generation;
  const condition = { type: DISRUPTION_TARGET, status: "False" as const, observedGeneration };
  return { ...pod.status, conditions: withCondition(pod.status.conditions, condition, now) };
}
