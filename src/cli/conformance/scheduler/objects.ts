/** From the vectors' objects (a field that is absent is Go's zero value) to the simulator's. */
import type { ReplicaSet, StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { Namespace, Node, Service } from "../../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { createListers } from "../../../simulator/kubernetes/scheduler/listers.ts";
import { createNodeInfo, type NodeInfo } from "../../../simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { createSnapshot, type Listers, type Snapshot } from "../../../simulator/kubernetes/scheduler/snapshot.ts";
import type { Foreign } from "../foreign.ts";

export type Raw = Foreign;

const metadata = (raw: Raw) => ({
  name: "",
  namespace: "",
  uid: "",
  creationTimestamp: 0,
  generation: 0,
  ...raw?.metadata,
});

const object =
  <T>(kind: string) =>
  (raw: Raw): T =>
    ({ ...raw, kind, metadata: metadata(raw), spec: raw.spec ?? {}, status: raw.status ?? {} }) as T;

/** A deletion time counts only by being there. */
export function toPod(raw: Raw): Pod {
  const pod = object<Pod>("Pod")(raw ?? {});
  const { deletionTimestamp } = raw?.metadata ?? {};
  return deletionTimestamp === undefined ? pod : { ...pod, metadata: { ...pod.metadata, deletionTimestamp: 0 } };
}

export const toNode = object<Node>("Node");
export const toPods = (raws: Raw[] | null | undefined): Pod[] => (raws ?? []).map(toPod);
export const toNodes = (raws: Raw[] | null | undefined): Node[] => (raws ?? []).map(toNode);

/** The nodes with the pods that are on them. */
export function nodeInfos(nodes: Node[], pods: Pod[]): NodeInfo[] {
  return nodes.map((node) =>
    createNodeInfo(node, pods.filter(({ spec }) => spec.nodeName === node.metadata.name).map(createPodInfo)),
  );
}

export type Objects = { namespaces?: Raw[]; services?: Raw[]; replicaSets?: Raw[]; statefulSets?: Raw[] };

/** Listers over objects as the vectors give them. */
export function listersOver({ namespaces, services, replicaSets, statefulSets }: Objects): Listers {
  const find =
    <T extends { metadata: { name: string; namespace: string } }>(objects: T[]) =>
    (name: string, namespace: string) =>
      objects.find((one) => one.metadata.name === name && one.metadata.namespace === namespace);
  const all = (namespaces ?? []).map(object<Namespace>("Namespace"));
  const everyService = (services ?? []).map(object<Service>("Service"));
  return createListers({
    namespaces: () => all,
    services: (namespace) => everyService.filter((one) => one.metadata.namespace === namespace),
    replicaSet: find((replicaSets ?? []).map(object<ReplicaSet>("ReplicaSet"))),
    statefulSet: find((statefulSets ?? []).map(object<StatefulSet>("StatefulSet"))),
  });
}

export const snapshotOf = (
  nodes: Raw[] | null | undefined,
  pods: Raw[] | null | undefined,
  objects: Objects = {},
): Snapshot => createSnapshot(nodeInfos(toNodes(nodes), toPods(pods)), listersOver(objects));

/** fwk.Code by number; a Status in a vector is { code, reasons } and absent for success. */
export const CODES = ["Success", "Error", "Unschedulable", "UnschedulableAndUnresolvable", "Wait", "Skip", "Pending"];

export const byName = (list: { Name: string; Score: number }[] | null | undefined): Record<string, number> =>
  Object.fromEntries((list ?? []).map(({ Name, Score }) => [Name, Score ?? 0]));
