/** How many nodes an estimate may add. Kubernetes autoscaler 1.36.1, estimator/*_threshold.go, threshold_based_limiter.go. Estimates take no simulated time, so there is no limit on their duration. */

/** Of two limits the stricter: a negative one forbids, 0 is none. */
export function minLimit(base: number, target: number): number {
  if (base < 0 || target < 0) return -1;
  return (base === 0 || base > target) && target > 0 ? target : base;
}

/** What is left of --max-nodes-total; 0 when that is not set, -1 when nothing is left. */
export function clusterCapacityLimit(maxNodesTotal: number, currentNodes: number): number {
  if (maxNodesTotal === 0) return 0;
  return maxNodesTotal < 0 || maxNodesTotal <= currentNodes ? -1 : maxNodesTotal - currentNodes;
}

export type Sized = { maxSize: number; targetSize: number };

/** What is left of a node group and of those that are similar to it; -1 when nothing is. */
export function similarGroupsLimit(group: Sized, similar: readonly Sized[]): number {
  const left = [group, ...similar].reduce((sum, { maxSize, targetSize }) => sum + Math.max(0, maxSize - targetSize), 0);
  return left <= 0 ? -1 : left;
}

/** Asked once for every node that is added; 0 is no limit. */
export type Limiter = { permits(): boolean };

export function createLimiter(limits: readonly number[]): Limiter {
  const most = limits.reduce(minLimit, 0);
  let granted = 0;
  return {
    permits() {
      if (most < 0 || (most > 0 && granted >= most)) return false;
      granted++;
      return true;
    },
  };
}
