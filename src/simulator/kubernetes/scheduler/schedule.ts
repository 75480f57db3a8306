/** One scheduling cycle: filter, score, choose. Kubernetes 1.36, pkg/scheduler/schedule_one.go, with the default profile's plugins and weights. */
import type { Labels, Pod } from "../objects.ts";
import { rejectionOf, type Rejection } from "./filters.ts";
import type { NodeInfo } from "./node-info.ts";
import { balancedAllocationScore, leastAllocatedScore } from "./resource-scores.ts";
import { spreadScores } from "./spread-score.ts";

/** Of pkg/scheduler/apis/config/v1/default_plugins.go. */
const WEIGHTS = { TaintToleration: 3, PodTopologySpread: 2, NodeResourcesFit: 1, NodeResourcesBalancedAllocation: 1 };

export type Verdict = { kind: "fits"; best: NodeInfo[] } | { kind: "none"; rejections: Rejection[] };

/** TaintToleration: the share of PreferNoSchedule taints that the worst node has more of (helper.DefaultNormalizeScore, reversed). */
function taintScores(feasible: NodeInfo[]): number[] {
  const counts = feasible.map(
    ({ node }) => node.spec.taints.filter(({ effect }) => effect === "PreferNoSchedule").length,
  );
  const most = Math.max(...counts);
  return counts.map((count) => (most === 0 ? 100 : 100 - Math.floor((100 * count) / most)));
}

/** The feasible nodes with their weighted totals. */
export function scoreNodes(pod: Pod, feasible: NodeInfo[], all: NodeInfo[], selector: Labels | undefined): number[] {
  const taints = taintScores(feasible);
  const spread = spreadScores(feasible, all, selector);
  return feasible.map(
    (info, i) =>
      WEIGHTS.TaintToleration * (taints[i] ?? 0) +
      WEIGHTS.PodTopologySpread * (spread[i] ?? 0) +
      WEIGHTS.NodeResourcesFit * leastAllocatedScore(pod, info) +
      WEIGHTS.NodeResourcesBalancedAllocation * balancedAllocationScore(pod, info),
  );
}

/** Every node that is best, for the caller to choose from by chance; or why each node will not do. */
export function schedule(pod: Pod, all: NodeInfo[], selector: Labels | undefined): Verdict {
  const rejections: Rejection[] = [];
  const feasible: NodeInfo[] = [];
  for (const info of all) {
    const rejection = rejectionOf(pod, info);
    if (rejection) rejections.push(rejection);
    else feasible.push(info);
  }
  if (feasible.length === 0) return { kind: "none", rejections };
  const scores = scoreNodes(pod, feasible, all, selector);
  const highest = Math.max(...scores);
  return { kind: "fits", best: feasible.filter((_, i) => scores[i] === highest) };
}
