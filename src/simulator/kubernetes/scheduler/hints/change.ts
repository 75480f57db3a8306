/** What happened to an object, for queueing hints: whether a pod that a plugin rejected may fit now. Kubernetes 1.36, kube-scheduler, framework/types.go (QueueingHintFn). */
import type { Node } from "../../api/core.ts";
import type { Pod } from "../../api/pod.ts";

/** Added (no `before`), changed, or deleted (no `after`). */
export type Change<T> = { before: T; after: T } | { before: undefined; after: T } | { before: T; after: undefined };

export type PodChange = Change<Pod>;
/** A node that goes makes room for nobody: only spread constraints listen to that. */
export type NodeChange = Change<Node>;

/** Equal in content; nothing, an empty list and an empty map are alike (apimachinery, equality.Semantic). */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isEmpty(a) && isEmpty(b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameContent(left[key], right[key]));
}

const isEmpty = (value: unknown) =>
  value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** Whether the pod has a node, or was promised one. */
export const isPlaced = ({ spec, status }: Pod) => Boolean(spec.nodeName) || Boolean(status?.nominatedNodeName);
