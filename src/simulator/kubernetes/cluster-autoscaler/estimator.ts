/**
 * How many nodes of one template the pending pods need: first-fit decreasing bin-packing by the scheduler's own filters.
 * Kubernetes autoscaler 1.36.1, estimator/binpacking_estimator.go and decreasing_pod_orderer.go (the fast path is off by default).
 */
import type { Pod } from "../api/pod.ts";
import type { Rejection } from "../scheduler/framework.ts";
import type { NodeInfo } from "../scheduler/node-info.ts";
import { podRequests } from "../scheduler/resources.ts";
import type { Limiter } from "./limits.ts";
import type { Simulation } from "./simulation.ts";
import { HOSTNAME, nodeFromTemplate } from "./template.ts";

/** Pods that are alike, so that what holds for the first holds for all. */
export type PodGroup = { pods: Pod[] };

export type Estimate = {
  /** New nodes that a pod was placed on. */
  nodes: number;
  pods: Pod[];
};

/** calculatePodScore: the group's share of a node's cpu and of its memory, added up. */
function scoreOf({ pods: [sample] }: PodGroup, { allocatable }: NodeInfo): number {
  if (!sample) return 0;
  const requests = podRequests(sample);
  const share = (name: string, whole: number) => (whole > 0 ? (requests.get(name) ?? 0) / whole : 0);
  return share("cpu", allocatable.milliCpu) + share("memory", allocatable.memory);
}

/** DecreasingPodOrderer: the largest first. */
export function orderGroups<T extends PodGroup>(groups: readonly T[], template: NodeInfo): T[] {
  return groups
    .map((group) => ({ group, score: scoreOf(group, template) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ group }) => group);
}

const SPREAD_REASON = "node(s) didn't match pod topology spread constraints";

const spreadsOverHosts = ({ spec }: Pod) =>
  (spec.topologySpreadConstraints ?? []).some(({ topologyKey }) => topologyKey === HOSTNAME);

/** Whether another of the nodes, though older, might take what the newest one did not. */
const mayFitElsewhere = (pod: Pod, rejection: Rejection) =>
  spreadsOverHosts(pod) && rejection.reasons.includes(SPREAD_REASON);

/** One estimate under way. */
type Packing = {
  simulation: Simulation;
  template: NodeInfo;
  limiter: Limiter;
  added: Set<string>;
  used: Set<string>;
  placed: Pod[];
  /** The newest node; empty while there is none. */
  newest: string;
};

function note(packing: Packing, pod: Pod, node: string): void {
  packing.used.add(node);
  packing.placed.push(pod);
}

/** tryToScheduleOnExistingNodes: on those added for earlier groups, until one does not fit; those that are left. */
function fillAdded(packing: Packing, pods: Pod[]): Pod[] {
  const index = pods.findIndex((pod) => {
    const node = packing.simulation.placeAnywhere(pod, ({ name }) => packing.added.has(name));
    if (node !== undefined) note(packing, pod, node);
    return node === undefined;
  });
  return index < 0 ? [] : pods.slice(index);
}

/** On the newest node; or, when only the spread over hosts speaks against it, on any other. */
function fillNewest(packing: Packing, pod: Pod): boolean {
  const { simulation, newest } = packing;
  if (newest === "") return false;
  const rejection = simulation.place(pod, newest);
  if (!rejection) {
    note(packing, pod, newest);
    return true;
  }
  if (!mayFitElsewhere(pod, rejection)) return false;
  const node = simulation.placeAnywhere(pod, ({ name }) => name !== newest);
  if (node === undefined) return false;
  note(packing, pod, node);
  return true;
}

function addNode(packing: Packing): void {
  const info = nodeFromTemplate(packing.template, `e-${packing.added.size}`);
  packing.simulation.addNode(info);
  packing.added.add(info.name);
  packing.newest = info.name;
}

/** tryToScheduleOnNewNodes: false when no more nodes may be added at all. */
function fillNew(packing: Packing, pods: Pod[]): boolean {
  for (const pod of pods) {
    if (fillNewest(packing, pod)) continue;
    // What does not fit on an empty node does not fit on another one either.
    if (packing.newest !== "" && !packing.used.has(packing.newest)) return true;
    if (!packing.limiter.permits()) return false;
    addNode(packing);
    if (packing.simulation.place(pod, packing.newest)) return true;
    note(packing, pod, packing.newest);
  }
  return true;
}

/** Nothing given is changed. */
export function estimate(
  simulation: Simulation,
  groups: readonly PodGroup[],
  template: NodeInfo,
  limiter: Limiter,
): Estimate {
  const packing: Packing = {
    simulation: simulation.fork(),
    template,
    limiter,
    added: new Set(),
    used: new Set(),
    placed: [],
    newest: "",
  };
  let mayAdd = true;
  for (const { pods } of orderGroups(groups, template)) {
    const rest = fillAdded(packing, pods);
    if (mayAdd) mayAdd = fillNew(packing, rest);
  }
  return { nodes: packing.used.size, pods: packing.placed };
}
