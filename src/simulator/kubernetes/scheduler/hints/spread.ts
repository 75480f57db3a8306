/** Queueing hints of PodTopologySpread. Kubernetes 1.36, plugins/podtopologyspread/plugin.go. */
import { labelOf } from "../../api/label.ts";
import type { Pod } from "../../api/pod.ts";
import { matchesSelector } from "../../api/selector.ts";
import { constraintsOf, hasAllKeys, SYSTEM_DEFAULTS, type Constraint } from "../plugins/spread-constraints.ts";
import type { Listers } from "../snapshot.ts";
import { isPlaced, sameContent, type NodeChange, type PodChange } from "./change.ts";

const matchesAny = (constraints: Constraint[], { metadata }: Pod) =>
  constraints.some(({ selector }) => matchesSelector(metadata.labels, selector));

/** The pod itself, or a placed pod of its namespace. */
const isInvolved = (other: Pod | undefined, pod: Pod) =>
  !other ||
  other.metadata.uid === pod.metadata.uid ||
  (isPlaced(other) && other.metadata.namespace === pod.metadata.namespace);

function afterUpdate(pod: Pod, before: Pod, after: Pod, constraints: Constraint[]): boolean {
  const itself = pod.metadata.uid === after.metadata.uid;
  const tolerates = !sameContent(after.spec.tolerations, before.spec.tolerations);
  if (itself && tolerates && constraints.some(({ honorsTaints }) => honorsTaints)) return true;
  return constraints.some(
    ({ selector }) =>
      matchesSelector(before.metadata.labels, selector) !== matchesSelector(after.metadata.labels, selector),
  );
}

export function spreadAfterPodChange(pod: Pod, { before, after }: PodChange, listers: Listers): boolean {
  if (!isInvolved(after, pod) || !isInvolved(before, pod)) return false;
  const constraints = constraintsOf(pod, "DoNotSchedule", SYSTEM_DEFAULTS, listers);
  if (before && after) return afterUpdate(pod, before, after, constraints);
  const other = after ?? before;
  return other !== undefined && matchesAny(constraints, other);
}

/** A node with all the topology keys came or went, gained or lost them, or has others or other taints. */
export function spreadAfterNodeChange(pod: Pod, { before, after }: NodeChange, listers: Listers): boolean {
  const constraints = constraintsOf(pod, "DoNotSchedule", SYSTEM_DEFAULTS, listers);
  const had = before !== undefined && hasAllKeys(before, constraints);
  const has = after !== undefined && hasAllKeys(after, constraints);
  if (!before || !after) return had || has;
  if (had !== has) return true;
  if (!has) return false;
  const moved = constraints.some(
    ({ topologyKey }) => labelOf(before.metadata.labels, topologyKey) !== labelOf(after.metadata.labels, topologyKey),
  );
  return moved || !sameContent(before.spec.taints, after.spec.taints);
}
