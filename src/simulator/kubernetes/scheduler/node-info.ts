/** What the scheduler keeps of each node: the pods on it and the sum of what they request. Kubernetes 1.36, pkg/scheduler/framework/types.go (NodeInfo). */
import { requestsOf } from "../pods.ts";
import type { Node, Pod, Resources } from "../objects.ts";

export type NodeInfo = {
  node: Node;
  pods: Map<string, Pod>;
  requested: Required<Resources>;
  /** With the scheduler's own defaults where a container requests nothing. */
  nonZeroRequested: Required<Resources>;
};

/** DefaultMilliCPURequest and DefaultMemoryRequest (pkg/scheduler/util/pod_resources.go). */
const DEFAULT_CPU = 100;
const DEFAULT_MEMORY = 200 * 1024 * 1024;

export function nonZeroRequestsOf(pod: Pod): Required<Resources> {
  const total = { cpu: 0, memory: 0 };
  for (const { resources } of pod.spec.containers) {
    total.cpu += resources.requests.cpu ?? DEFAULT_CPU;
    total.memory += resources.requests.memory ?? DEFAULT_MEMORY;
  }
  return total;
}

export const createNodeInfo = (node: Node): NodeInfo => ({
  node,
  pods: new Map(),
  requested: { cpu: 0, memory: 0 },
  nonZeroRequested: { cpu: 0, memory: 0 },
});

function add(info: NodeInfo, pod: Pod, sign: 1 | -1) {
  const requests = requestsOf(pod.spec);
  const nonZero = nonZeroRequestsOf(pod);
  info.requested.cpu += sign * requests.cpu;
  info.requested.memory += sign * requests.memory;
  info.nonZeroRequested.cpu += sign * nonZero.cpu;
  info.nonZeroRequested.memory += sign * nonZero.memory;
}

/** Puts a pod on the node, or its newer state in place of the older. */
export function addPod(info: NodeInfo, pod: Pod): void {
  if (!info.pods.has(pod.metadata.uid)) add(info, pod, 1);
  info.pods.set(pod.metadata.uid, pod);
}

export function removePod(info: NodeInfo, pod: Pod): void {
  if (info.pods.delete(pod.metadata.uid)) add(info, pod, -1);
}
