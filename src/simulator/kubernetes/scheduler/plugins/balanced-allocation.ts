/**
 * Prefers nodes on which the pod evens out the shares in use of the resources. Kubernetes 1.36, plugins/noderesources/balanced_allocation.go:
 * since 1.36 the balance with the pod is held against the balance without it, 75 when it stays the same.
 */
import type { Pod } from "../../api/pod.ts";
import type { Plugin } from "../framework.ts";
import { MAX_SCORE } from "../normalize.ts";
import type { NodeInfo } from "../node-info.ts";
import { podRequests } from "../resources.ts";
import { allocationsOn, DEFAULT_RESOURCES, type ResourceWeight } from "./resource-score.ts";

/** The standard deviation of the shares. Of two it is half their difference. */
function deviation(shares: number[]): number {
  const [first = 0, second = 0] = shares;
  if (shares.length < 2) return 0;
  if (shares.length === 2) return Math.abs((first - second) / 2);
  let total = 0;
  for (const share of shares) total += share;
  const mean = total / shares.length;
  let squares = 0;
  for (const share of shares) squares += (share - mean) * (share - mean);
  return Math.sqrt(squares / shares.length);
}

const balance = (shares: number[]) => Math.trunc((1 - deviation(shares)) * MAX_SCORE);

/** Nothing for a pod that requests none of the resources: it is not scored (Skip). */
export function balanceScorer(
  pod: Pod,
  resources: ResourceWeight[] = DEFAULT_RESOURCES,
): ((info: NodeInfo) => number) | undefined {
  const requests = podRequests(pod);
  if (resources.every(({ name }) => (requests.get(name) ?? 0) === 0)) return undefined;
  return (info) => {
    const allocations = allocationsOn(info, requests, resources, true);
    const before = balance(allocations.map(({ allocated, allocatable }) => Math.min(1, allocated / allocatable)));
    const after = balance(allocations.map(({ requested, allocatable }) => Math.min(1, requested / allocatable)));
    return MAX_SCORE / 2 + Math.trunc((MAX_SCORE / 2 + after - before) / 2);
  };
}

export const balancedAllocation = (resources: ResourceWeight[] = DEFAULT_RESOURCES): Plugin => ({
  name: "NodeResourcesBalancedAllocation",
  weight: 1,
  preScore({ pod }) {
    const score = balanceScorer(pod, resources);
    return score && { score };
  },
});
