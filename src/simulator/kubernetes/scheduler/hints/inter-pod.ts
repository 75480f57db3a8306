/** Queueing hints of InterPodAffinity. Kubernetes 1.36, plugins/interpodaffinity/plugin.go. */
import { labelOf } from "../../api/label.ts";
import type { Node } from "../../api/core.ts";
import type { Pod } from "../../api/pod.ts";
import type { AffinityTerm } from "../affinity-term.ts";
import { matchesAll } from "../plugins/inter-pod-affinity.ts";
import { shapeOf } from "../pod-info.ts";
import { isPlaced, type NodeChange, type PodChange } from "./change.ts";

/** A pod was changed into one that is wanted, or out of one that is avoided. */
function afterUpdate(pod: Pod, before: Pod, after: Pod): boolean {
  const { requiredAffinity, requiredAntiAffinity } = shapeOf(pod);
  const was = shapeOf(before);
  const is = shapeOf(after);
  if (!matchesAll(requiredAffinity, was) && matchesAll(requiredAffinity, is)) return true;
  return matchesAll(requiredAntiAffinity, was) && !matchesAll(requiredAntiAffinity, is);
}

const afterAdd = (pod: Pod, added: Pod) => matchesAll(shapeOf(pod).requiredAffinity, shapeOf(added));

/** A pod is gone that is avoided, or that avoids this one. */
function afterDelete(pod: Pod, deleted: Pod): boolean {
  const own = shapeOf(pod);
  const gone = shapeOf(deleted);
  return matchesAll(own.requiredAntiAffinity, gone) || matchesAll(gone.requiredAntiAffinity, own);
}

export function interPodAfterPodChange(pod: Pod, { before, after }: PodChange): boolean {
  if (!after) return isPlaced(before) && afterDelete(pod, before);
  if (!before) return isPlaced(after) && afterAdd(pod, after);
  if (after.metadata.uid === pod.metadata.uid) return true;
  return isPlaced(before) && isPlaced(after) && afterUpdate(pod, before, after);
}

const domainOf = (node: Node, { topologyKey }: AffinityTerm) => labelOf(node.metadata.labels, topologyKey);

export function interPodAfterNodeChange(pod: Pod, { before, after }: NodeChange): boolean {
  if (!after) return false;
  const { requiredAffinity, requiredAntiAffinity } = shapeOf(pod);
  if (!before) {
    // A node without the topology may always take a pod that avoids others.
    return requiredAntiAffinity.length > 0 || requiredAffinity.some((term) => domainOf(after, term) !== undefined);
  }
  const moves = (term: AffinityTerm) => domainOf(before, term) !== domainOf(after, term);
  return (
    requiredAffinity.some((term) => domainOf(after, term) !== undefined && moves(term)) ||
    requiredAntiAffinity.some((term) => domainOf(before, term) !== undefined && moves(term))
  );
}
