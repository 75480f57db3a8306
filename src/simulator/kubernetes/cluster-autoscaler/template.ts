/** Nodes that do not exist yet. Kubernetes autoscaler 1.36.1, simulator/node_info_utils.go. */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { createNodeInfo, type NodeInfo } from "../scheduler/node-info.ts";
import { createPodInfo } from "../scheduler/pod-info.ts";

export const HOSTNAME = "kubernetes.io/hostname";

/** createSanitizedNode: another name, and the label that goes with it. */
function renamedNode(node: Node, name: string): Node {
  const labels = { ...node.metadata.labels, [HOSTNAME]: name };
  return { ...node, metadata: { ...node.metadata, name, uid: `node-${name}`, labels } };
}

/** createSanitizedPod: a copy of a pod that stands on every node of its kind. */
function renamedPod(pod: Pod, node: string, suffix: string): Pod {
  const name = `${pod.metadata.name}-${suffix}`;
  return {
    ...pod,
    metadata: { ...pod.metadata, name, uid: `pod-${node}-${name}` },
    spec: { ...pod.spec, nodeName: node },
  };
}

/** SanitizedNodeInfo: one more node of the template, with its DaemonSets' pods. */
export function nodeFromTemplate({ node, pods }: NodeInfo, suffix: string): NodeInfo {
  const name = `${node.metadata.name}-${suffix}`;
  const own = pods.map(({ pod }) => createPodInfo(renamedPod(pod, name, suffix)));
  return createNodeInfo(renamedNode(node, name), own);
}
