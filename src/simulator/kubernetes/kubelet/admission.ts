/**
 * What a kubelet turns away although it is bound to its node: pods that the scheduler was passed by for (nodeName), or that came when the node
 * ran short. Kubernetes 1.36, pkg/kubelet/lifecycle/predicate.go and pkg/kubelet/eviction/eviction_manager.go (Admit).
 */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { milliOf, unitsOf } from "../api/quantity.ts";
import { qosClassOf } from "../qos.ts";
import { matchesNodeAffinity } from "../scheduler/node-selector.ts";
import { podRequests } from "../scheduler/resources.ts";
import { toleratesTaint } from "../scheduler/tolerations.ts";
import { isCritical } from "./eviction/ranking.ts";

export type Refusal = { reason: string; message: string };

/** In the words of their reasons: OutOfcpu, OutOfpods. */
const outOf = (resource: string, requested: number, used: number, capacity: number): Refusal => ({
  reason: `OutOf${resource}`,
  message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
});

/** cpu in thousandths, everything else in whole units. Resources that the node does not state are not looked at. */
function shortOf(pod: Pod, others: Pod[], { status }: Node): Refusal | undefined {
  const { allocatable = {} } = status;
  const places = allocatable["pods"];
  if (places !== undefined && others.length + 1 > unitsOf(places))
    return outOf("pods", 1, others.length, unitsOf(places));
  for (const [resource, requested] of podRequests(pod)) {
    const stated = allocatable[resource];
    if (requested === 0 || stated === undefined) continue;
    const capacity = resource === "cpu" ? milliOf(stated) : unitsOf(stated);
    const used = others.reduce((sum, other) => sum + (podRequests(other).get(resource) ?? 0), 0);
    if (requested > capacity - used) return outOf(resource, requested, used, capacity);
  }
  return undefined;
}

function misplaced(pod: Pod, node: Node): Refusal | undefined {
  const failed = (predicate: string, why: string) => ({
    reason: predicate,
    message: `Predicate ${predicate} failed: ${why}`,
  });
  if (!matchesNodeAffinity(pod, node))
    return failed("NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
  const evicting = (node.spec.taints ?? []).filter(({ effect }) => effect === "NoExecute");
  if (evicting.every((taint) => toleratesTaint(pod.spec.tolerations, taint))) return undefined;
  return failed("TaintToleration", "node(s) had taints that the pod didn't tolerate");
}

const MEMORY_PRESSURE = { key: "node.kubernetes.io/memory-pressure", effect: "NoSchedule" as const };

/** Under pressure a node takes critical pods; short of memory alone, also those that request some or tolerate it. */
function pressed(pod: Pod, { status }: Node): Refusal | undefined {
  const pressures = (status.conditions ?? [])
    .filter(({ type, status: on }) => type.endsWith("Pressure") && on === "True")
    .map(({ type }) => type);
  if (pressures.length === 0 || isCritical(pod)) return undefined;
  const isMemoryAlone = pressures.length === 1 && pressures[0] === "MemoryPressure";
  const isSpared = qosClassOf(pod) !== "BestEffort" || toleratesTaint(pod.spec.tolerations, MEMORY_PRESSURE);
  if (isMemoryAlone && isSpared) return undefined;
  return { reason: "Evicted", message: `The node had condition: [${pressures.join(" ")}]. ` };
}

/** Why the node does not take the pod; nothing when it does. `others` are the pods that are on it and not through. */
export const refusalOf = (pod: Pod, others: Pod[], node: Node): Refusal | undefined =>
  pressed(pod, node) ?? shortOf(pod, others, node) ?? misplaced(pod, node);
