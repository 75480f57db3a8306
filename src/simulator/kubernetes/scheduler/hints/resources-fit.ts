/** Queueing hints of NodeResourcesFit. Kubernetes 1.36, plugins/noderesources/fit.go. */
import type { Node } from "../../api/core.ts";
import type { Pod } from "../../api/pod.ts";
import { createNodeInfo } from "../node-info.ts";
import { shortagesOf } from "../plugins/resources-fit.ts";
import { amountsOf, isScalar, podRequests, resourcesOf, type Resources } from "../resources.ts";
import { isPlaced, type NodeChange, type PodChange } from "./change.ts";

const NAMED = ["milliCpu", "memory", "ephemeralStorage"] as const;

/** Whether `after` is less than `before` in anything that is requested. */
function shrinks(requested: Resources, before: Resources, after: Resources): boolean {
  if (NAMED.some((name) => requested[name] > 0 && before[name] > after[name])) return true;
  for (const [name, amount] of requested.scalar) {
    if (amount > 0 && (before.scalar.get(name) ?? 0) > (after.scalar.get(name) ?? 0)) return true;
  }
  return false;
}

const requestsOf = (pod: Pod) => resourcesOf(podRequests(pod));

/** A placed pod that goes makes room; one that is made smaller does when it gives back what is wanted. */
export function fitAfterPodChange(pod: Pod, { before, after }: PodChange): boolean {
  if (!after) return isPlaced(before);
  if (after.metadata.uid === pod.metadata.uid) return true;
  if (!after.spec.nodeName || !before) return false;
  return shrinks(requestsOf(pod), requestsOf(before), requestsOf(after));
}

/** isFit: whether the pod would have room on the node if it were empty. */
export const fitsEmptyNode = (pod: Pod, node: Node) => shortagesOf(requestsOf(pod), createNodeInfo(node)).length === 0;

/** haveAnyRequestedResourcesIncreased. */
export function hasMoreToGive(pod: Pod, before: Node, after: Node): boolean {
  const had = amountsOf(before.status.allocatable);
  const has = amountsOf(after.status.allocatable);
  const grows = (name: string) => (has.get(name) ?? 0) > (had.get(name) ?? 0);
  if (grows("pods")) return true;
  const counted = (name: string) =>
    name === "cpu" || name === "memory" || name === "ephemeral-storage" || isScalar(name);
  return [...podRequests(pod)].some(([name, amount]) => amount > 0 && counted(name) && grows(name));
}

export function fitAfterNodeChange(pod: Pod, { before, after }: NodeChange): boolean {
  if (!after || !fitsEmptyNode(pod, after)) return false;
  return !before || hasMoreToGive(pod, before, after);
}
