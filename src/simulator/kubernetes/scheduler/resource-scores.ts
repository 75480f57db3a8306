/** How well a pod's requests suit a node, 0 to 100. Kubernetes 1.36, pkg/scheduler/framework/plugins/noderesources: least_allocated.go and balanced_allocation.go. */
import { requestsOf } from "../pods.ts";
import type { Pod, Resources } from "../objects.ts";
import { nonZeroRequestsOf, type NodeInfo } from "./node-info.ts";

type Amounts = Required<Resources>;

function leastRequested(requested: number, capacity: number): number {
  if (capacity === 0 || requested > capacity) return 0;
  return Math.floor(((capacity - requested) * 100) / capacity);
}

/** NodeResourcesFit with LeastAllocated over cpu and memory of weight 1: the emptier the better. */
export function leastAllocatedScore(pod: Pod, { node, nonZeroRequested }: NodeInfo): number {
  const own = nonZeroRequestsOf(pod);
  const { cpu, memory } = node.status.allocatable;
  const resources = (cpu > 0 ? 1 : 0) + (memory > 0 ? 1 : 0);
  if (resources === 0) return 0;
  const sum =
    leastRequested(nonZeroRequested.cpu + own.cpu, cpu) + leastRequested(nonZeroRequested.memory + own.memory, memory);
  return Math.floor(sum / resources);
}

/** 100 less the standard deviation of the shares in use, in percent; of two shares that is half their difference. */
function balance(requested: Amounts, capacity: Amounts): number {
  const cpu = capacity.cpu > 0 ? Math.min(1, requested.cpu / capacity.cpu) : undefined;
  const memory = capacity.memory > 0 ? Math.min(1, requested.memory / capacity.memory) : undefined;
  const deviation = cpu === undefined || memory === undefined ? 0 : Math.abs((cpu - memory) / 2);
  return Math.trunc((1 - deviation) * 100);
}

/** NodeResourcesBalancedAllocation since 1.36: 50 to 100 when the pod leaves the node better balanced than before; nothing for a pod without requests (Skip). */
export function balancedAllocationScore(pod: Pod, { node, requested }: NodeInfo): number {
  const own = requestsOf(pod.spec);
  if (own.cpu === 0 && own.memory === 0) return 0;
  const capacity = node.status.allocatable;
  const after = { cpu: requested.cpu + own.cpu, memory: requested.memory + own.memory };
  return 50 + Math.trunc((50 + balance(after, capacity) - balance(requested, capacity)) / 2);
}
