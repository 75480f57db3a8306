/**
 * The cluster as one scheduling cycle sees it: the nodes in the order in which they are looked at, and what else plugins ask for.
 * Kubernetes 1.36, pkg/scheduler/backend/cache (snapshot.go, node_tree.go) and the informers' listers.
 */
import type { Labels, LabelSelector } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import type { NodeInfo } from "./node-info.ts";

/** What plugins look up besides nodes and pods. */
export type Listers = {
  /** The labels of a namespace; nothing when there is no such namespace. */
  namespaceLabels(name: string): Labels | undefined;
  /** The names of the namespaces that a selector finds. */
  namespacesOf(selector: LabelSelector): readonly string[];
  /** What finds the pods like this one, from its Services and its controller; nothing when nothing does. */
  defaultSelector(pod: Pod): LabelSelector | undefined;
};

export type Snapshot = {
  nodes: readonly NodeInfo[];
  byName: ReadonlyMap<string, NodeInfo>;
  /** On how many nodes an image is, by name. */
  imageNodes: ReadonlyMap<string, number>;
  listers: Listers;
};

const ZONE = "topology.kubernetes.io/zone";
const REGION = "topology.kubernetes.io/region";

/** GetZoneKey: nodes without either label are a zone of their own kind. */
const zoneOf = ({ node: { metadata } }: NodeInfo) =>
  `${metadata.labels?.[REGION] ?? ""}:\0:${metadata.labels?.[ZONE] ?? ""}`;

/** nodeTree.list: one node of each zone in turn, zones and nodes in the order in which they came. */
export function zoneByZone(nodes: readonly NodeInfo[]): NodeInfo[] {
  const zones = [...Map.groupBy(nodes, zoneOf).values()];
  const longest = Math.max(0, ...zones.map(({ length }) => length));
  const ordered: NodeInfo[] = [];
  for (let turn = 0; turn < longest; turn++) {
    for (const zone of zones) if (turn < zone.length) ordered.push(zone[turn] as NodeInfo);
  }
  return ordered;
}

export function countImages(nodes: readonly NodeInfo[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { images } of nodes) for (const name of images.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Nodes are kept in the order given. */
export function createSnapshot(nodes: readonly NodeInfo[], listers: Listers): Snapshot {
  return { nodes, byName: new Map(nodes.map((info) => [info.name, info])), imageNodes: countImages(nodes), listers };
}
