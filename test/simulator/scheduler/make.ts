/** Objects and clusters for the scheduler's tests. */
import type { Node } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Labels } from "../../../src/simulator/kubernetes/api/meta.ts";
import type { Pod, PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createCache, type Cache } from "../../../src/simulator/kubernetes/scheduler/cache.ts";
import { createFastScheduler } from "../../../src/simulator/kubernetes/scheduler/fast/schedule.ts";
import { createListers, type ObjectSource } from "../../../src/simulator/kubernetes/scheduler/listers.ts";
import { createNodeInfo, type NodeInfo } from "../../../src/simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../src/simulator/kubernetes/scheduler/pod-info.ts";
import { createSnapshot, type Snapshot } from "../../../src/simulator/kubernetes/scheduler/snapshot.ts";

export const NOTHING: ObjectSource = {
  namespaces: () => [],
  services: () => [],
  replicaSet: () => undefined,
  statefulSet: () => undefined,
};

let uids = 0;

export function makePod(
  name: string,
  spec: Partial<PodSpec> = {},
  { labels = {}, owner, namespace = "default" }: { labels?: Labels; owner?: string; namespace?: string } = {},
): Pod {
  const ownerReferences = owner
    ? [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: owner, uid: owner, controller: true }]
    : [];
  const uid = `${name}-${uids++}`;
  const metadata = { name, namespace, uid, labels, ownerReferences, creationTimestamp: 0, generation: 1 };
  return { kind: "Pod", metadata, spec: { containers: [{ name: "c" }], ...spec }, status: {} };
}

/** Containers that request `cpu` and `memory`. */
export const requesting = (cpu: string, memory: string) => ({
  containers: [{ name: "c", resources: { requests: { cpu, memory } } }],
});

export function makeNode(
  name: string,
  { cpu = "4", memory = "8Gi", pods = "110", labels = {} as Labels, spec = {} as Node["spec"] } = {},
): Node {
  return {
    kind: "Node",
    metadata: {
      name,
      namespace: "",
      uid: name,
      labels: { "kubernetes.io/hostname": name, ...labels },
      creationTimestamp: 0,
      generation: 1,
    },
    spec,
    status: { allocatable: { cpu, memory, pods } },
  };
}

export const onNode = (pod: Pod, nodeName: string): Pod => ({ ...pod, spec: { ...pod.spec, nodeName } });

export const makeInfo = (node: Node, ...pods: Pod[]): NodeInfo => createNodeInfo(node, pods.map(createPodInfo));

export const makeSnapshot = (infos: NodeInfo[], source = NOTHING): Snapshot =>
  createSnapshot(infos, createListers(source));

export function makeCache(
  nodes: Node[],
  source = NOTHING,
): { cache: Cache; fast: ReturnType<typeof createFastScheduler> } {
  const cache = createCache(createListers(source));
  for (const node of nodes) cache.setNode(node);
  return { cache, fast: createFastScheduler(cache) };
}
