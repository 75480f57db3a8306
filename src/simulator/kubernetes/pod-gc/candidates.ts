/** Which pods the pod garbage collector removes. Kubernetes 1.36, pkg/controller/podgc/gc_controller.go. */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { OUT_OF_SERVICE } from "../node-lifecycle/taint-keys.ts";
import { readyOf } from "../node-lifecycle/health.ts";

/** --terminated-pod-gc-threshold. */
export const TERMINATED_THRESHOLD = 12_500;

const ALIVE: (string | undefined)[] = ["Pending", "Running", "Unknown"];

/** isPodTerminated: any phase that is not one of a living pod. */
export const isTerminated = ({ status }: Pod) => !ALIVE.includes(status.phase);

const isEvicted = ({ status }: Pod) => status.phase === "Failed" && status.reason === "Evicted";

/** Evicted ones first, then by age, then by name. */
function byEvictionAndAge(a: Pod, b: Pod): number {
  const evicted = Number(isEvicted(b)) - Number(isEvicted(a));
  const age = a.metadata.creationTimestamp - b.metadata.creationTimestamp;
  return evicted || age || (a.metadata.name < b.metadata.name ? -1 : 1);
}

/** The finished pods beyond the threshold; a threshold of 0 or less keeps them all. */
export function surplus(pods: Pod[], threshold: number): Pod[] {
  if (threshold <= 0) return [];
  const terminated = pods.filter(isTerminated);
  const count = terminated.length - threshold;
  return count <= 0 ? [] : terminated.toSorted(byEvictionAndAge).slice(0, count);
}

/** Going pods on nodes that are down and said to be out of service: nobody there will end them. */
export function outOfService(pods: Pod[], nodeOf: (name: string) => Node | undefined): Pod[] {
  const isOut = (node: Node | undefined) =>
    node !== undefined &&
    readyOf(node)?.status !== "True" &&
    (node.spec.taints ?? []).some(({ key }) => key === OUT_OF_SERVICE);
  return pods
    .filter(({ metadata, spec }) => metadata.deletionTimestamp !== undefined && isOut(nodeOf(spec.nodeName ?? "")))
    .toSorted(byEvictionAndAge);
}

/** Going pods that no node ever had. */
export const unscheduled = (pods: Pod[]) =>
  pods.filter(({ metadata, spec }) => metadata.deletionTimestamp !== undefined && !spec.nodeName);
