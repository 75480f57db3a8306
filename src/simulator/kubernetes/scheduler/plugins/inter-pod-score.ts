/** Pod affinity and anti-affinity: the score. Kubernetes 1.36, plugins/interpodaffinity/scoring.go. */
import type { Node } from "../../api/core.ts";
import type { Labels } from "../../api/meta.ts";
import { resolveTerm, termMatches } from "../affinity-term.ts";
import type { Scorer } from "../framework.ts";
import { MAX_SCORE } from "../normalize.ts";
import type { PodInfo, PodShape, WeightedTerm } from "../pod-info.ts";
import type { Listers, Snapshot } from "../snapshot.ts";
import { addToTopology, ofDomain, type TopologyCounts } from "./topology-counts.ts";

/** InterPodAffinityArgs: what a required affinity of a pod that runs counts for, and whether preferences of such pods are heard by pods that have none. */
export type InterPodOptions = { hardWeight?: number; ignorePreferredOfExisting?: boolean };

/** preScoreState without the scores: the terms of the pod that is being placed. */
export type Preferences = {
  shape: PodShape;
  affinity: WeightedTerm[];
  antiAffinity: WeightedTerm[];
  namespaceLabels: Labels | undefined;
  hardWeight: number;
};

export function preferencesOf(
  { shape }: PodInfo,
  { namespacesOf, namespaceLabels }: Listers,
  { hardWeight = 1 }: InterPodOptions,
): Preferences {
  return {
    shape,
    affinity: shape.preferredAffinity.map((term) => resolveTerm(term, namespacesOf)),
    antiAffinity: shape.preferredAntiAffinity.map((term) => resolveTerm(term, namespacesOf)),
    namespaceLabels: namespaceLabels(shape.namespace),
    hardWeight,
  };
}

export const hasPreferences = ({ affinity, antiAffinity }: Preferences) => affinity.length + antiAffinity.length > 0;

/** What another pod adds to its node's domains: the pod's preferences for it, and its own for the pod. */
export type Pull = { key: string; weight: number };

export function pullsOf(preferences: Preferences, other: PodShape): Pull[] {
  const { shape, affinity, antiAffinity, namespaceLabels, hardWeight } = preferences;
  const pulls: Pull[] = [];
  const note = (terms: WeightedTerm[], target: PodShape, labels: Labels | undefined, sign: 1 | -1) => {
    for (const term of terms) {
      if (termMatches(term, target, labels)) pulls.push({ key: term.topologyKey, weight: sign * term.weight });
    }
  };
  note(affinity, other, undefined, 1);
  note(antiAffinity, other, undefined, -1);
  if (hardWeight > 0) {
    const hard = other.requiredAffinity.map((term) => ({ ...term, weight: hardWeight }));
    note(hard, shape, namespaceLabels, 1);
  }
  note(other.preferredAffinity, shape, namespaceLabels, 1);
  note(other.preferredAntiAffinity, shape, namespaceLabels, -1);
  return pulls;
}

/** The sum of what pulls at the node's domains. */
export function pullAt(scores: TopologyCounts, node: Node): number {
  let sum = 0;
  for (const key of scores.keys()) sum += ofDomain(scores, node, key) ?? 0;
  return sum;
}

/** NormalizeScore: from the least to the greatest, 0 to 100; all 0 when they are equal. */
export function normalizePulls(scores: number[]): number[] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    if (score < least) least = score;
    if (score > most) most = score;
  }
  const width = most - least;
  return scores.map((score) => (width > 0 ? Math.trunc(MAX_SCORE * ((score - least) / width)) : 0));
}

export function interPodScorer(pod: PodInfo, snapshot: Snapshot, options: InterPodOptions): Scorer | undefined {
  const preferences = preferencesOf(pod, snapshot.listers, options);
  const minds = hasPreferences(preferences);
  if (options.ignorePreferredOfExisting && !minds) return undefined;
  const scores: TopologyCounts = new Map();
  for (const { node, pods, withAffinity } of snapshot.nodes) {
    for (const { shape } of minds ? pods : withAffinity) {
      // A domain whose pulls cancel out is still one that was pulled at: the plugin is skipped only when none was.
      for (const { key, weight } of pullsOf(preferences, shape)) addToTopology(scores, node, key, weight, true);
    }
  }
  if (scores.size === 0) return undefined;
  return { score: ({ node }) => pullAt(scores, node), normalize: normalizePulls };
}
