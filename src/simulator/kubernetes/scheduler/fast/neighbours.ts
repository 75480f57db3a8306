/** What pods on the nodes have to do with the pod that is being placed, kept up by the cache's log: pod affinity and anti-affinity, filter and score. */
import type { Cache, LogEntry } from "../cache.ts";
import type { PodInfo, PodShape } from "../pod-info.ts";
import {
  createInterPodState,
  relate,
  relationOf,
  type InterPodState,
  type Relation,
} from "../plugins/inter-pod-affinity.ts";
import { hasPreferences, preferencesOf, pullsOf, type Pull } from "../plugins/inter-pod-score.ts";
import { addToTopology, type TopologyCounts } from "../plugins/topology-counts.ts";

export type Neighbours = {
  /** For the filter; and whether it has anything to say. */
  state: InterPodState;
  isIdle(): boolean;
  /** For the score. */
  pulls: TopologyCounts;
  catchUp(): void;
};

type Ties = { relation: Relation; pulls: Pull[] };

export function createNeighbours(cache: Cache, pod: PodInfo): Neighbours {
  const { listers } = cache.snapshot();
  const state = createInterPodState(pod, listers);
  const preferences = preferencesOf(pod, listers, {});
  const known = new WeakMap<PodShape, Ties | "none">();
  const mindsAll = state.affinity.length + state.antiAffinity.length > 0 || hasPreferences(preferences);
  const pulls: TopologyCounts = new Map();
  let layout = -1;
  let position = 0;

  const tiesTo = (shape: PodShape): Ties | "none" => {
    let ties = known.get(shape);
    if (ties) return ties;
    const relation = relationOf(state, shape);
    const pulled = pullsOf(preferences, shape);
    const count = relation.existingAnti.length + relation.affinity.length + relation.anti.length + pulled.length;
    known.set(shape, (ties = count === 0 ? "none" : { relation, pulls: pulled }));
    return ties;
  };

  const apply = ({ at, pod: other, delta }: LogEntry) => {
    const ties = tiesTo(other.shape);
    if (ties === "none") return;
    const node = cache.snapshot().nodes[at]?.node;
    if (!node) return;
    relate(state, ties.relation, node, delta);
    for (const { key, weight } of ties.pulls) addToTopology(pulls, node, key, weight * delta);
  };

  const countAnew = () => {
    for (const counts of [state.existingAnti, state.affinityCounts, state.antiCounts, pulls]) counts.clear();
    for (const [at, { pods, withAffinity }] of cache.snapshot().nodes.entries()) {
      for (const other of mindsAll ? pods : withAffinity) apply({ at, pod: other, delta: 1 });
    }
  };

  return {
    state,
    pulls,
    isIdle: () => state.existingAnti.size === 0 && state.affinity.length === 0 && state.antiAffinity.length === 0,
    catchUp() {
      const { log } = cache;
      if (layout === cache.layout() && log.has(position)) while (position < log.end()) apply(log.at(position++));
      else countAnew();
      layout = cache.layout();
      position = log.end();
    },
  };
}
