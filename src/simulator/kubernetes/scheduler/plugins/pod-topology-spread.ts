/** Topology spread constraints: the filter. Kubernetes 1.36, plugins/podtopologyspread/filtering.go. */
import { labelOf } from "../../api/label.ts";
import type { Node } from "../../api/core.ts";
import type { Pod } from "../../api/pod.ts";
import { matchesSelector } from "../../api/selector.ts";
import type { Check, Plugin, Status } from "../framework.ts";
import type { PodInfo } from "../pod-info.ts";
import type { Snapshot } from "../snapshot.ts";
import { addToDomain, cloneDomainCounts, createDomainCounts, leastOf, type DomainCounts } from "./domain-counts.ts";
import {
  constraintsOf,
  countMatching,
  counts,
  hasAllKeys,
  SYSTEM_DEFAULTS,
  type Constraint,
  type SpreadOptions,
} from "./spread-constraints.ts";
import { spreadScorer } from "./spread-score.ts";

const SKEWED: Status = {
  code: "Unschedulable",
  reasons: ["node(s) didn't match pod topology spread constraints"],
};
const NO_LABEL: Status = {
  code: "UnschedulableAndUnresolvable",
  reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"],
};

/** preFilterState: the constraints that must hold, and for each how many pods each domain holds. */
export type SpreadState = { constraints: Constraint[]; domains: DomainCounts[] };

export function spreadState({ pod }: PodInfo, { nodes }: Snapshot, constraints: Constraint[]): SpreadState {
  const state = { constraints, domains: constraints.map(createDomainCounts) };
  for (const { node, pods } of nodes) {
    if (!hasAllKeys(node, constraints)) continue;
    for (const [at, constraint] of constraints.entries()) {
      if (!counts(constraint, pod, node)) continue;
      const value = labelOf(node.metadata.labels, constraint.topologyKey) as string;
      const count = countMatching(pods, constraint.selector, pod.metadata.namespace);
      addToDomain(state.domains[at] as DomainCounts, value, count);
    }
  }
  return state;
}

/** A pod that comes to a node (delta 1) or leaves it (-1), for the counts of the pod that is being placed. */
export function updateSpread(state: SpreadState, placed: Pod, { shape }: PodInfo, node: Node, delta: 1 | -1): void {
  if (shape.namespace !== placed.metadata.namespace || !hasAllKeys(node, state.constraints)) return;
  for (const [at, constraint] of state.constraints.entries()) {
    if (!matchesSelector(shape.labels, constraint.selector) || !counts(constraint, placed, node)) continue;
    const value = labelOf(node.metadata.labels, constraint.topologyKey) as string;
    addToDomain(state.domains[at] as DomainCounts, value, delta);
  }
}

export function spreadStatus({ constraints, domains }: SpreadState, { pod }: PodInfo, node: Node): Status | undefined {
  for (const [at, constraint] of constraints.entries()) {
    const value = labelOf(node.metadata.labels, constraint.topologyKey);
    if (value === undefined) return NO_LABEL;
    const counted = domains[at] as DomainCounts;
    const own = matchesSelector(pod.metadata.labels, constraint.selector) ? 1 : 0;
    const skew =
      (counted.counts.get(value) ?? 0) + own - leastOf(counted.counts.size, counted.least, constraint.minDomains);
    if (skew > constraint.maxSkew) return SKEWED;
  }
  return undefined;
}

function checkOf(pod: PodInfo, state: SpreadState): Check {
  return {
    filter: ({ node }) => spreadStatus(state, pod, node),
    addPod: (added, { node }) => updateSpread(state, pod.pod, added, node, 1),
    removePod: (removed, { node }) => updateSpread(state, pod.pod, removed, node, -1),
    clone: () => checkOf(pod, { ...state, domains: state.domains.map(cloneDomainCounts) }),
  };
}

export const podTopologySpread = (options: SpreadOptions = SYSTEM_DEFAULTS): Plugin => ({
  name: "PodTopologySpread",
  weight: 2,
  preFilter(pod, snapshot) {
    const constraints = constraintsOf(pod.pod, "DoNotSchedule", options, snapshot.listers);
    return constraints.length === 0 ? undefined : checkOf(pod, spreadState(pod, snapshot, constraints));
  },
  preScore(pod, snapshot, feasible) {
    const constraints = constraintsOf(pod.pod, "ScheduleAnyway", options, snapshot.listers);
    if (constraints.length === 0) return undefined;
    const needsAllKeys = (pod.pod.spec.topologySpreadConstraints ?? []).length > 0 || !options.system;
    return spreadScorer(pod, snapshot, feasible, constraints, needsAllKeys);
  },
});
