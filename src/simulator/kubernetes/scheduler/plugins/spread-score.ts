/** Topology spread constraints: the score. Kubernetes 1.36, plugins/podtopologyspread/scoring.go. */
import { labelOf } from "../../api/label.ts";
import type { Scorer } from "../framework.ts";
import { MAX_SCORE } from "../normalize.ts";
import type { NodeInfo } from "../node-info.ts";
import type { PodInfo } from "../pod-info.ts";
import type { Snapshot } from "../snapshot.ts";
import { countMatching, counts, hasAllKeys, HOSTNAME, type Constraint } from "./spread-constraints.ts";

/** preScoreState. `pods` and `weights` by the position of the constraint; `pods` by domain, empty for hostnames, which are counted node by node. */
export type SpreadScoreState = {
  constraints: Constraint[];
  /** Names of the nodes that lack a topology key and are not scored. */
  ignored: ReadonlySet<string>;
  pods: Map<string, number>[];
  weights: number[];
};

/** topologyNormalizingWeight: so that a topology of few domains counts for no less than one of many. */
export const topologyWeight = (domains: number) => Math.log(domains + 2);

/** scoreForCount: a larger maxSkew waters the differences down. */
export const spreadOf = (pods: number, weight: number, maxSkew: number) => pods * weight + (maxSkew - 1);

/** NormalizeScore: the most crowded node gets the least. Nodes that are not scored (undefined) get nothing. */
export function normalizeSpread(scores: (number | undefined)[]): number[] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const score of scores) {
    if (score === undefined) continue;
    if (score < least) least = score;
    if (score > most) most = score;
  }
  return scores.map((score) => {
    if (score === undefined) return 0;
    return most === 0 ? MAX_SCORE : Math.trunc((MAX_SCORE * (most + least - score)) / most);
  });
}

const domainOf = ({ node }: NodeInfo, { topologyKey }: Constraint) => labelOf(node.metadata.labels, topologyKey);

/** The domains of the nodes that can be chosen, without pods yet, and how much each topology weighs. */
function candidates(feasible: readonly NodeInfo[], constraints: Constraint[], needsAllKeys: boolean): SpreadScoreState {
  const left = needsAllKeys ? feasible.filter(({ node }) => !hasAllKeys(node, constraints)) : [];
  const ignored = new Set(left.map(({ name }) => name));
  const scored = feasible.filter(({ name }) => !ignored.has(name));
  const pods = constraints.map((constraint) => {
    const names = constraint.topologyKey === HOSTNAME ? [] : scored.map((info) => domainOf(info, constraint) ?? "");
    return new Map(names.map((name) => [name, 0]));
  });
  const weights = constraints.map(({ topologyKey }, at) =>
    topologyWeight(topologyKey === HOSTNAME ? scored.length : (pods[at]?.size ?? 0)),
  );
  return { constraints, ignored, pods, weights };
}

export function spreadScoreState(
  { pod }: PodInfo,
  { nodes }: Snapshot,
  feasible: readonly NodeInfo[],
  constraints: Constraint[],
  needsAllKeys: boolean,
): SpreadScoreState {
  const state = candidates(feasible, constraints, needsAllKeys);
  for (const info of nodes) {
    if (needsAllKeys && !hasAllKeys(info.node, constraints)) continue;
    for (const [at, constraint] of constraints.entries()) {
      const domains = state.pods[at] as Map<string, number>;
      const domain = domainOf(info, constraint) ?? "";
      const before = domains.get(domain);
      if (before === undefined || !counts(constraint, pod, info.node)) continue;
      domains.set(domain, before + countMatching(info.pods, constraint.selector, pod.metadata.namespace));
    }
  }
  return state;
}

/** Crowdedness of one node, before it is normalized. */
function crowding({ constraints, pods, weights }: SpreadScoreState, info: NodeInfo, namespace: string): number {
  let sum = 0;
  for (const [at, constraint] of constraints.entries()) {
    const domain = domainOf(info, constraint);
    if (domain === undefined) continue;
    const count =
      constraint.topologyKey === HOSTNAME
        ? countMatching(info.pods, constraint.selector, namespace)
        : (pods[at]?.get(domain) ?? 0);
    sum += spreadOf(count, weights[at] as number, constraint.maxSkew);
  }
  return Math.round(sum);
}

export function spreadScorer(
  pod: PodInfo,
  snapshot: Snapshot,
  feasible: readonly NodeInfo[],
  constraints: Constraint[],
  needsAllKeys: boolean,
): Scorer {
  const state = spreadScoreState(pod, snapshot, feasible, constraints, needsAllKeys);
  return {
    score: (info) => (state.ignored.has(info.name) ? 0 : crowding(state, info, pod.shape.namespace)),
    normalize: (scores, nodes) =>
      normalizeSpread(scores.map((score, at) => (state.ignored.has(nodes[at]?.name ?? "") ? undefined : score))),
  };
}
