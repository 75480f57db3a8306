/** Pod affinity and anti-affinity: the filter. Kubernetes 1.36, plugins/interpodaffinity/filtering.go. */
import type { Node } from "../../api/core.ts";
import type { Labels } from "../../api/meta.ts";
import { resolveTerm, termMatches, type AffinityTerm } from "../affinity-term.ts";
import type { Check, Plugin, Status } from "../framework.ts";
import type { PodInfo, PodShape } from "../pod-info.ts";
import type { Listers, Snapshot } from "../snapshot.ts";
import { interPodScorer, type InterPodOptions } from "./inter-pod-score.ts";
import { addToTopology, cloneCounts, ofDomain, type TopologyCounts } from "./topology-counts.ts";

const NO_FRIEND: Status = {
  code: "UnschedulableAndUnresolvable",
  reasons: ["node(s) didn't match pod affinity rules"],
};
const FOE: Status = { code: "Unschedulable", reasons: ["node(s) didn't match pod anti-affinity rules"] };
const UNWANTED: Status = {
  code: "Unschedulable",
  reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"],
};

/** preFilterState: how many pods of each domain keep the pod off, are what it wants, and are what it avoids. */
export type InterPodState = {
  shape: PodShape;
  /** The terms of the pod that is being placed, with their namespaces found. */
  affinity: AffinityTerm[];
  antiAffinity: AffinityTerm[];
  namespaceLabels: Labels | undefined;
  existingAnti: TopologyCounts;
  affinityCounts: TopologyCounts;
  antiCounts: TopologyCounts;
};

/** The state before any pod is counted. */
export function createInterPodState({ shape }: PodInfo, { namespacesOf, namespaceLabels }: Listers): InterPodState {
  return {
    shape,
    affinity: shape.requiredAffinity.map((term) => resolveTerm(term, namespacesOf)),
    antiAffinity: shape.requiredAntiAffinity.map((term) => resolveTerm(term, namespacesOf)),
    namespaceLabels: namespaceLabels(shape.namespace),
    existingAnti: new Map(),
    affinityCounts: new Map(),
    antiCounts: new Map(),
  };
}

/** A pod wants to be near those that all its terms mean. */
export const matchesAll = (terms: readonly AffinityTerm[], shape: PodShape) =>
  terms.length > 0 && terms.every((term) => termMatches(term, shape, undefined));

/** The topology keys under which a pod counts for another: what the two have to do with each other. */
export type Relation = { existingAnti: string[]; affinity: string[]; anti: string[] };

export function relationOf(state: InterPodState, other: PodShape): Relation {
  const keyOf = ({ topologyKey }: AffinityTerm) => topologyKey;
  return {
    existingAnti: other.requiredAntiAffinity
      .filter((term) => termMatches(term, state.shape, state.namespaceLabels))
      .map(keyOf),
    affinity: matchesAll(state.affinity, other) ? state.affinity.map(keyOf) : [],
    anti: state.antiAffinity.filter((term) => termMatches(term, other, undefined)).map(keyOf),
  };
}

/** Counts a pod on a node (delta 1), or no longer (-1). */
export function relate(state: InterPodState, { existingAnti, affinity, anti }: Relation, node: Node, delta: 1 | -1) {
  for (const key of existingAnti) addToTopology(state.existingAnti, node, key, delta);
  for (const key of affinity) addToTopology(state.affinityCounts, node, key, delta);
  for (const key of anti) addToTopology(state.antiCounts, node, key, delta);
}

export const updateInterPod = (state: InterPodState, { shape }: PodInfo, node: Node, delta: 1 | -1) =>
  relate(state, relationOf(state, shape), node, delta);

export function interPodState(pod: PodInfo, { nodes, listers }: Snapshot): InterPodState {
  const state = createInterPodState(pod, listers);
  const minds = state.affinity.length > 0 || state.antiAffinity.length > 0;
  for (const { node, pods, withRequiredAntiAffinity } of nodes) {
    for (const other of minds ? pods : withRequiredAntiAffinity) updateInterPod(state, other, node, 1);
  }
  return state;
}

/** The first of a series that wants to be near its own kind may go anywhere that has the topology. */
function hasFriends({ affinity, affinityCounts, shape }: InterPodState, node: Node): boolean {
  let found = true;
  for (const { topologyKey } of affinity) {
    const count = ofDomain(affinityCounts, node, topologyKey);
    if (count === undefined) return false;
    if (count <= 0) found = false;
  }
  return found || (affinityCounts.size === 0 && matchesAll(affinity, shape));
}

const hasFoes = ({ antiAffinity, antiCounts }: InterPodState, node: Node) =>
  antiAffinity.some(({ topologyKey }) => (ofDomain(antiCounts, node, topologyKey) ?? 0) > 0);

function isUnwanted({ existingAnti }: InterPodState, node: Node): boolean {
  for (const key of existingAnti.keys()) if ((ofDomain(existingAnti, node, key) ?? 0) > 0) return true;
  return false;
}

export function interPodStatus(state: InterPodState, node: Node): Status | undefined {
  if (!hasFriends(state, node)) return NO_FRIEND;
  if (hasFoes(state, node)) return FOE;
  return isUnwanted(state, node) ? UNWANTED : undefined;
}

const checkOf = (state: InterPodState): Check => ({
  filter: ({ node }) => interPodStatus(state, node),
  addPod: (pod, { node }) => updateInterPod(state, pod, node, 1),
  removePod: (pod, { node }) => updateInterPod(state, pod, node, -1),
  clone: () =>
    checkOf({
      ...state,
      existingAnti: cloneCounts(state.existingAnti),
      affinityCounts: cloneCounts(state.affinityCounts),
      antiCounts: cloneCounts(state.antiCounts),
    }),
});

const isIdle = ({ existingAnti, affinity, antiAffinity }: InterPodState) =>
  existingAnti.size === 0 && affinity.length === 0 && antiAffinity.length === 0;

export const interPodAffinity = (options: InterPodOptions = {}): Plugin => ({
  name: "InterPodAffinity",
  weight: 2,
  preFilter(pod, snapshot) {
    const { unreadable } = pod.shape;
    if (unreadable !== undefined)
      return { code: "UnschedulableAndUnresolvable", reasons: [`parsing pod: ${unreadable}`] };
    const state = interPodState(pod, snapshot);
    return isIdle(state) ? undefined : checkOf(state);
  },
  preScore: (pod, snapshot) => interPodScorer(pod, snapshot, options),
});
