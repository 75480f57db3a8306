// Pods and nodes as the simulator takes them, for rules that ask its functions directly.
import type { Node, Taint } from "../../simulator/kubernetes/api/core.ts";
import type { ResourceList } from "../../simulator/kubernetes/api/meta.ts";
import type { Pod, PodSpec, PodStatus, ResourceRequirements } from "../../simulator/kubernetes/api/pod.ts";
import { type NodeInfo, createNodeInfo } from "../../simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../simulator/kubernetes/scheduler/pod-info.ts";
import { type Snapshot, createSnapshot } from "../../simulator/kubernetes/scheduler/snapshot.ts";

type Metadata = Partial<Pod["metadata"]>;

/** A pod of one container, in the namespace "default", created at 0; its name is its uid. */
export function podOf(name: string, spec: Partial<PodSpec> = {}, status: PodStatus = {}, metadata: Metadata = {}): Pod {
  return {
    kind: "Pod",
    metadata: { name, namespace: "default", uid: name, labels: {}, creationTimestamp: 0, generation: 1, ...metadata },
    spec: { containers: [{ name: "app" }], ...spec },
    status,
  };
}

/** One container with these resources. */
export function withResources(resources: ResourceRequirements): Pick<PodSpec, "containers"> {
  return { containers: [{ name: "app", resources }] };
}

/** Running since `since`, and ready since then or not. */
export function runningStatus(since: number, isReady = true): PodStatus {
  const ready = { type: "Ready", status: isReady ? ("True" as const) : ("False" as const), lastTransitionTime: since };
  return { phase: "Running", startTime: since, conditions: [ready] };
}

/** A node with 110 places for pods. */
export function nodeOf(name: string, resources: ResourceList, taints: Taint[] = []): Node {
  const labels = { "kubernetes.io/hostname": name };
  return {
    kind: "Node",
    metadata: { name, namespace: "", uid: name, labels, creationTimestamp: 0, generation: 1 },
    spec: { taints },
    status: { allocatable: { pods: "110", ...resources } },
  };
}

/** A node as the scheduler sees it, with the pods on it. */
export function infoOf(node: Node, pods: Pod[] = []): NodeInfo {
  const bound = pods.map((pod) => ({ ...pod, spec: { ...pod.spec, nodeName: node.metadata.name } }));
  return createNodeInfo(node, bound.map(createPodInfo));
}

/** Nodes without any Services or namespaces to look up. */
export function snapshotOf(nodes: NodeInfo[]): Snapshot {
  return createSnapshot(nodes, {
    namespaceLabels: () => undefined,
    namespacesOf: () => [],
    defaultSelector: () => undefined,
  });
}
