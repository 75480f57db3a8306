/**
 * The scheduling framework: what a plugin is, and one pod's way through the profile's plugins. Kubernetes 1.36,
 * pkg/scheduler/framework/runtime/framework.go.
 *
 *   const cycle = prepare(pod, snapshot, profile);      // PreFilter
 *   snapshot.nodes.filter((node) => !cycle.filter(node)) // Filter: the first plugin that objects ends it
 *   cycle.score(feasible)                                // PreScore, Score, NormalizeScore, weights
 *
 * Preemption tries a node without some of its pods: `const trial = cycle.clone(), copy = cloneNodeInfo(node)`, then for each pod
 * `removePod(copy, pod)` and `trial.removePod(info, copy)`, and `trial.filter(copy)`.
 */
import type { NodeInfo } from "./node-info.ts";
import type { PodInfo } from "./pod-info.ts";
import type { Snapshot } from "./snapshot.ts";

/** Unschedulable may be helped by removing pods from the node, UnschedulableAndUnresolvable not. */
export type Code = "Unschedulable" | "UnschedulableAndUnresolvable";

export type Status = { code: Code; reasons: string[] };

export type Rejection = Status & { plugin: string };

/** One pod's filter of one plugin, with what its PreFilter has counted. */
export type Check = {
  filter(info: NodeInfo): Status | undefined;
  /** PreFilterResult: only these nodes come into question. */
  nodeNames?: ReadonlySet<string>;
  /** PreFilterExtensions: a pod is taken to be on, or off, a node. Only of plugins that count pods. */
  addPod?(pod: PodInfo, info: NodeInfo): void;
  removePod?(pod: PodInfo, info: NodeInfo): void;
  /** Needed where addPod is: a copy whose counts are its own. */
  clone?(): Check;
};

/** One pod's score of one plugin, before the weight. */
export type Scorer = {
  score(info: NodeInfo): number;
  /** NormalizeScore: from what `score` said of each node to 0..100. */
  normalize?(scores: number[], nodes: readonly NodeInfo[]): number[];
};

export type Plugin = {
  name: string;
  /** Nothing when the plugin has nothing to do with the pod (Skip); a Status when the pod fits nowhere. */
  preFilter?(pod: PodInfo, snapshot: Snapshot): Check | Status | undefined;
  /** Nothing when the plugin is skipped. */
  preScore?(pod: PodInfo, snapshot: Snapshot, feasible: readonly NodeInfo[]): Scorer | undefined;
  weight?: number;
};

/** In the order in which they are run. */
export type Profile = { plugins: readonly Plugin[] };

/** Weighted scores of each plugin that was not skipped, and their sums; by the position of the node in what was scored. */
export type Scores = { plugins: { name: string; scores: number[] }[]; totals: number[] };

type NamedCheck = { name: string; check: Check };

export type Cycle = {
  pod: PodInfo;
  snapshot: Snapshot;
  /** Set when a PreFilter has said that the pod fits nowhere: `filter` then answers it for every node. */
  refused: Rejection | undefined;
  /** The only nodes that come into question, and the plugins that say so. */
  eligible: { names: ReadonlySet<string>; plugins: string[] } | undefined;
  filter(info: NodeInfo): Rejection | undefined;
  addPod(pod: PodInfo, info: NodeInfo): void;
  removePod(pod: PodInfo, info: NodeInfo): void;
  clone(): Cycle;
  score(feasible: readonly NodeInfo[]): Scores;
};

const isStatus = (outcome: Check | Status): outcome is Status => "code" in outcome;

function scoreAll({ plugins }: Profile, pod: PodInfo, snapshot: Snapshot, feasible: readonly NodeInfo[]): Scores {
  const scored: Scores["plugins"] = [];
  const totals = feasible.map(() => 0);
  for (const { name, weight = 1, preScore } of plugins) {
    const scorer = preScore?.(pod, snapshot, feasible);
    if (!scorer) continue;
    const raw = feasible.map((info) => scorer.score(info));
    const scores = (scorer.normalize?.(raw, feasible) ?? raw).map((score) => score * weight);
    for (const [at, score] of scores.entries()) totals[at] = (totals[at] as number) + score;
    scored.push({ name, scores });
  }
  return { plugins: scored, totals };
}

function eligibleBy(checks: NamedCheck[]): Cycle["eligible"] {
  let names: ReadonlySet<string> | undefined;
  const plugins: string[] = [];
  for (const { name, check } of checks) {
    if (!check.nodeNames) continue;
    names = names ? names.intersection(check.nodeNames) : check.nodeNames;
    plugins.push(name);
  }
  return names && { names, plugins };
}

function cycleOf(
  base: Pick<Cycle, "pod" | "snapshot" | "refused" | "eligible">,
  checks: NamedCheck[],
  profile: Profile,
): Cycle {
  return {
    ...base,
    filter(info) {
      if (base.refused) return base.refused;
      for (const { name, check } of checks) {
        const status = check.filter(info);
        if (status) return { plugin: name, ...status };
      }
      return undefined;
    },
    addPod: (pod, info) => checks.forEach(({ check }) => check.addPod?.(pod, info)),
    removePod: (pod, info) => checks.forEach(({ check }) => check.removePod?.(pod, info)),
    clone: () => {
      const copies = checks.map(({ name, check }) => ({ name, check: check.clone?.() ?? check }));
      return cycleOf(base, copies, profile);
    },
    score: (feasible) => scoreAll(profile, base.pod, base.snapshot, feasible),
  };
}

/** RunPreFilterPlugins: what the filters need to know of the cluster for this pod. */
export function prepare(pod: PodInfo, snapshot: Snapshot, profile: Profile): Cycle {
  const checks: NamedCheck[] = [];
  let refused: Rejection | undefined;
  for (const { name, preFilter } of profile.plugins) {
    const outcome = preFilter?.(pod, snapshot);
    if (!outcome) continue;
    if (isStatus(outcome)) {
      refused = { plugin: name, ...outcome };
      break;
    }
    checks.push({ name, check: outcome });
  }
  return cycleOf({ pod, snapshot, refused, eligible: eligibleBy(checks) }, checks, profile);
}

/** The positions of the best totals: selectHost takes any of them. */
export function tieSet(totals: readonly number[]): number[] {
  let best = Number.NEGATIVE_INFINITY;
  let positions: number[] = [];
  for (const [at, total] of totals.entries()) {
    if (total > best) {
      best = total;
      positions = [at];
    } else if (total === best) positions.push(at);
  }
  return positions;
}
