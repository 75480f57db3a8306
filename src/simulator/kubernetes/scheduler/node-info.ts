/**
 * What the scheduler knows of a node: the pods on it and the sums of what they request. Kubernetes 1.36, pkg/scheduler/framework/types.go (NodeInfo).
 * It is changed in place by addPod and removePod; preemption works on a clone.
 */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { givePortsBack, takePorts, type UsedPorts } from "./host-ports.ts";
import { hasAffinity, type PodInfo } from "./pod-info.ts";
import { amountsOf, resourcesOf, type Resources } from "./resources.ts";

/** Sums that change: as Resources. */
export type Sums = { milliCpu: number; memory: number; ephemeralStorage: number; scalar: Map<string, number> };

export type NodeInfo = {
  node: Node;
  name: string;
  allocatable: Resources;
  allowedPods: number;
  pods: PodInfo[];
  /** Of the pods, those with any pod affinity or anti-affinity, and those with anti-affinity that is required. */
  withAffinity: PodInfo[];
  withRequiredAntiAffinity: PodInfo[];
  requested: Sums;
  /** With what is assumed of containers that request nothing. */
  nonZeroRequested: { milliCpu: number; memory: number };
  usedPorts: UsedPorts;
  /** Size in bytes of each image that is on the node, by name. */
  images: ReadonlyMap<string, number>;
};

function imagesOf({ status }: Node): ReadonlyMap<string, number> {
  const images = new Map<string, number>();
  for (const { names = [], sizeBytes = 0 } of status.images ?? [])
    for (const name of names) images.set(name, sizeBytes);
  return images;
}

function ofNode(node: Node) {
  const amounts = amountsOf(node.status.allocatable);
  return {
    node,
    name: node.metadata.name,
    allocatable: resourcesOf(amounts),
    allowedPods: amounts.get("pods") ?? 0,
    images: imagesOf(node),
  };
}

export function createNodeInfo(node: Node, pods: readonly PodInfo[] = []): NodeInfo {
  const info: NodeInfo = {
    ...ofNode(node),
    pods: [],
    withAffinity: [],
    withRequiredAntiAffinity: [],
    requested: { milliCpu: 0, memory: 0, ephemeralStorage: 0, scalar: new Map() },
    nonZeroRequested: { milliCpu: 0, memory: 0 },
    usedPorts: new Map(),
  };
  for (const pod of pods) addPod(info, pod);
  return info;
}

/** The node has changed; its pods have not. */
export function setNode(info: NodeInfo, node: Node): void {
  Object.assign(info, ofNode(node));
}

/** Apart from the original in everything that addPod and removePod change. */
export const cloneNodeInfo = (info: NodeInfo): NodeInfo => ({
  ...info,
  pods: [...info.pods],
  withAffinity: [...info.withAffinity],
  withRequiredAntiAffinity: [...info.withRequiredAntiAffinity],
  requested: { ...info.requested, scalar: new Map(info.requested.scalar) },
  nonZeroRequested: { ...info.nonZeroRequested },
  usedPorts: new Map([...info.usedPorts].map(([address, ports]) => [address, new Map(ports)])),
});

function count(info: NodeInfo, { requests, nonZero }: PodInfo["shape"], sign: 1 | -1): void {
  const { requested, nonZeroRequested } = info;
  requested.milliCpu += sign * requests.milliCpu;
  requested.memory += sign * requests.memory;
  requested.ephemeralStorage += sign * requests.ephemeralStorage;
  for (const [name, amount] of requests.scalar) {
    requested.scalar.set(name, (requested.scalar.get(name) ?? 0) + sign * amount);
  }
  nonZeroRequested.milliCpu += sign * nonZero.milliCpu;
  nonZeroRequested.memory += sign * nonZero.memory;
}

export function addPod(info: NodeInfo, pod: PodInfo): void {
  info.pods.push(pod);
  if (hasAffinity(pod)) info.withAffinity.push(pod);
  if (pod.shape.requiredAntiAffinity.length > 0) info.withRequiredAntiAffinity.push(pod);
  if (pod.shape.hostPorts.length > 0) takePorts(info.usedPorts, pod.shape.hostPorts);
  count(info, pod.shape, 1);
}

function drop(pods: PodInfo[], uid: string): PodInfo | undefined {
  const at = pods.findIndex(({ pod }) => pod.metadata.uid === uid);
  return at < 0 ? undefined : pods.splice(at, 1)[0];
}

/** Takes the pod with this uid off the node; answers what was known of it, or nothing when it was not there. */
export function removePod(info: NodeInfo, { metadata: { uid } }: Pod): PodInfo | undefined {
  const pod = drop(info.pods, uid);
  if (!pod) return undefined;
  drop(info.withAffinity, uid);
  drop(info.withRequiredAntiAffinity, uid);
  givePortsBack(info.usedPorts, pod.shape.hostPorts);
  count(info, pod.shape, -1);
  return pod;
}
