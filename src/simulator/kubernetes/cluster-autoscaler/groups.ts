/** The cloud's node groups as the autoscaler plans with them: each with a node that does not exist yet, and on it the pods that every such node gets. */
import type { DaemonSet } from "../api/apps.ts";
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { fitOf } from "../daemonset/nodes.ts";
import { daemonTolerations } from "../daemonset/pod-draft.ts";
import { createNodeInfo } from "../scheduler/node-info.ts";
import { createPodInfo } from "../scheduler/pod-info.ts";
import type { Store } from "../store.ts";
import { nodeOfGroup, type Cloud, type NodeGroupSpec } from "./cloud.ts";
import type { NodeGroup } from "./scale-up.ts";

/** podsExpectedOnFreshNode (simulator/node_info_utils.go): of a DaemonSet that the node is for. */
function daemonPod({ metadata, spec }: DaemonSet, node: Node): Pod {
  const { template } = spec;
  const name = `${metadata.name}-${node.metadata.name}`;
  const owner = { apiVersion: "apps/v1", kind: "DaemonSet", name: metadata.name, uid: metadata.uid, controller: true };
  return {
    kind: "Pod",
    metadata: { ...metadata, name, uid: name, labels: template.metadata?.labels ?? {}, ownerReferences: [owner] },
    spec: { ...template.spec, nodeName: node.metadata.name, tolerations: daemonTolerations(template.spec) },
    status: { phase: "Pending" },
  };
}

function templateOf(spec: NodeGroupSpec, daemonSets: readonly DaemonSet[]) {
  const name = `template-node-for-${spec.name}`;
  const { labels, ...rest } = nodeOfGroup(spec, name);
  const metadata = { name, namespace: "", uid: name, labels, creationTimestamp: 0, generation: 1 };
  const conditions = [{ type: "Ready", status: "True" as const }];
  const node: Node = { ...rest, metadata, status: { ...rest.status, conditions } };
  const fitting = daemonSets.filter((set) => fitOf(set, node).shouldRun);
  return createNodeInfo(
    node,
    fitting.map((set) => createPodInfo(daemonPod(set, node))),
  );
}

export function nodeGroups(cloud: Cloud, store: Store): NodeGroup[] {
  const daemonSets = store.list("DaemonSet");
  return cloud.specs.map((spec) => ({
    id: spec.name,
    minSize: spec.minSize,
    maxSize: spec.maxSize,
    targetSize: cloud.targetSize(spec.name),
    template: templateOf(spec, daemonSets),
  }));
}
