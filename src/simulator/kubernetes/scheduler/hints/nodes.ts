/** Queueing hints of the plugins that look at the node alone: NodeUnschedulable, TaintToleration, NodeAffinity. Kubernetes 1.36, pkg/scheduler/framework/plugins. */
import type { NodeAffinity, Pod } from "../../api/pod.ts";
import { matchesNodeAffinity, matchesNodeSelector } from "../node-selector.ts";
import { UNSCHEDULABLE_TAINT } from "../plugins/node-unschedulable.ts";
import { bearsTaints, toleratesTaint } from "../tolerations.ts";
import type { NodeChange, PodChange } from "./change.ts";

/** The node has come, or is cordoned no more. */
export const uncordoned = (_: Pod, { before, after }: NodeChange) =>
  after !== undefined && !after.spec.unschedulable && (!before || before.spec.unschedulable === true);

/** The pod itself now bears a cordon. */
export const bearsCordon = (pod: Pod, { after }: PodChange) =>
  after?.metadata.uid === pod.metadata.uid && toleratesTaint(after.spec.tolerations, UNSCHEDULABLE_TAINT);

/** The pod did not bear the node's taints, and does now. */
export function taintsBearable({ spec }: Pod, { before, after }: NodeChange): boolean {
  if (!after || !bearsTaints(spec.tolerations, after.spec.taints)) return false;
  return !before || !bearsTaints(spec.tolerations, before.spec.taints);
}

/** A toleration of the pod itself. */
export const toleratesMore = (pod: Pod, { after }: PodChange) => after?.metadata.uid === pod.metadata.uid;

/** The node matches the pod's affinity, and did not before. `added` is what the configuration asks of every pod. */
export function affinityMatches(pod: Pod, { before, after }: NodeChange, added: NodeAffinity = {}): boolean {
  const enforced = added.requiredDuringSchedulingIgnoredDuringExecution;
  if (!after || (enforced && !matchesNodeSelector(after, enforced)) || !matchesNodeAffinity(pod, after)) return false;
  return !before || !matchesNodeAffinity(pod, before);
}
