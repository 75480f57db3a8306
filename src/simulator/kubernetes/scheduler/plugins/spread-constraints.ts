/** The spread constraints that hold for a pod. Kubernetes 1.36, plugins/podtopologyspread: common.go, plugin.go. */
import { labelOf } from "../../api/label.ts";
import type { Node } from "../../api/core.ts";
import type { Labels, LabelSelector } from "../../api/meta.ts";
import type { Pod, TopologySpreadConstraint } from "../../api/pod.ts";
import { matchesSelector } from "../../api/selector.ts";
import { isEmptySelector } from "../affinity-term.ts";
import { matchesNodeAffinity } from "../node-selector.ts";
import type { PodInfo } from "../pod-info.ts";
import type { Listers } from "../snapshot.ts";
import { bearsTaints } from "../tolerations.ts";

export const HOSTNAME = "kubernetes.io/hostname";

export type Constraint = {
  maxSkew: number;
  topologyKey: string;
  selector: LabelSelector | undefined;
  minDomains: number;
  honorsAffinity: boolean;
  honorsTaints: boolean;
};

/** PodTopologySpreadArgs. `system` are the defaults that come with the scheduler, which do without a node's missing labels. */
export type SpreadOptions = { defaults: TopologySpreadConstraint[]; system: boolean };

export const SYSTEM_DEFAULTS: SpreadOptions = {
  defaults: [
    { topologyKey: HOSTNAME, maxSkew: 3, whenUnsatisfiable: "ScheduleAnyway" },
    { topologyKey: "topology.kubernetes.io/zone", maxSkew: 5, whenUnsatisfiable: "ScheduleAnyway" },
  ],
  system: true,
};

/** matchLabelKeys: the pod's own values join the selector; one that selects nothing stays so. */
function withLabelKeys(
  selector: LabelSelector | undefined,
  keys: string[],
  labels: Labels | undefined,
): LabelSelector | undefined {
  const own = keys.filter((key) => labelOf(labels, key) !== undefined);
  if (!selector || own.length === 0) return selector;
  const more = own.map((key) => ({ key, operator: "In" as const, values: [labelOf(labels, key) as string] }));
  return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...more] };
}

function constraintOf(constraint: TopologySpreadConstraint, labels: Labels | undefined): Constraint {
  const { maxSkew, topologyKey, labelSelector, matchLabelKeys = [], minDomains = 1 } = constraint;
  return {
    maxSkew,
    topologyKey,
    selector: withLabelKeys(labelSelector, matchLabelKeys, labels),
    minDomains,
    honorsAffinity: constraint.nodeAffinityPolicy !== "Ignore",
    honorsTaints: constraint.nodeTaintsPolicy === "Honor",
  };
}

/** The pod's own constraints of a kind, or else the defaults for the pods that its Services and its controller select. */
export function constraintsOf(
  pod: Pod,
  action: TopologySpreadConstraint["whenUnsatisfiable"],
  { defaults }: SpreadOptions,
  { defaultSelector }: Pick<Listers, "defaultSelector">,
): Constraint[] {
  const { labels } = pod.metadata;
  const own = pod.spec.topologySpreadConstraints ?? [];
  const wanted = (constraint: TopologySpreadConstraint) => constraint.whenUnsatisfiable === action;
  if (own.length > 0) return own.filter(wanted).map((constraint) => constraintOf(constraint, labels));
  const fitting = defaults.filter(wanted);
  const selector = fitting.length > 0 ? defaultSelector(pod) : undefined;
  if (!selector || isEmptySelector(selector)) return [];
  return fitting.map((constraint) => ({ ...constraintOf(constraint, labels), selector }));
}

/** Whether all its topology keys are among the node's labels. */
export const hasAllKeys = ({ metadata }: Node, constraints: readonly Constraint[]) =>
  constraints.every(({ topologyKey }) => labelOf(metadata.labels, topologyKey) !== undefined);

/** matchNodeInclusionPolicies: whether the pods on this node count. */
export const counts = ({ honorsAffinity, honorsTaints }: Constraint, pod: Pod, node: Node) =>
  (!honorsAffinity || matchesNodeAffinity(pod, node)) &&
  (!honorsTaints || bearsTaints(pod.spec.tolerations, node.spec?.taints));

/** countPodsMatchSelector: pods of the namespace that are not going. An empty selector counts none. */
export function countMatching(
  pods: readonly PodInfo[],
  selector: LabelSelector | undefined,
  namespace: string,
): number {
  if (!selector || isEmptySelector(selector)) return 0;
  let count = 0;
  for (const { pod, shape } of pods) {
    if (pod.metadata.deletionTimestamp !== undefined || shape.namespace !== namespace) continue;
    if (matchesSelector(shape.labels, selector)) count++;
  }
  return count;
}
