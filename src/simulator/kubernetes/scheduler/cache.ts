/**
 * The nodes and pods as the scheduler knows them, with what it has assumed itself. Kubernetes 1.36, pkg/scheduler/backend/cache/cache.go.
 * Every pod that comes to a node or leaves it is noted in a log, so that whoever keeps counts can catch up instead of counting again.
 */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { sameContent } from "./hints/change.ts";
import { addPod, createNodeInfo, removePod, setNode, type NodeInfo } from "./node-info.ts";
import type { PodInfo, PodShape } from "./pod-info.ts";
import { createPodShapes, type PodShapes } from "./pod-shapes.ts";
import { countImages, zoneByZone, type Listers, type Snapshot } from "./snapshot.ts";

/** A pod came to the node at this position (delta 1) or left it (-1). */
export type LogEntry = { at: number; pod: PodInfo; delta: 1 | -1 };

export type Log = {
  /** The number of the next entry. */
  end(): number;
  /** Whether the entries from this number on are still there. */
  has(start: number): boolean;
  at(number: number): LogEntry;
};

export type Cache = {
  snapshot(): Snapshot;
  /** Counts up whenever nodes come or go or change in more than what is on them; positions of nodes hold until then. */
  layout(): number;
  /** Counts up at every change of any kind. */
  changes(): number;
  /** By the position of the node: counts up, from 1, whenever it or the pods on it change. Good for one layout. */
  touched(): Int32Array;
  log: Log;
  shapes: PodShapes;
  setNode(node: Node): void;
  removeNode(name: string): void;
  /** A pod that is on a node, or is taken to be; or its newer state. Its shape is worked out unless it is at hand. */
  setPod(pod: Pod, shape?: PodShape): void;
  removePod(uid: string): void;
};

const LONGEST_LOG = 65_536;

type FullLog = Log & { add(entry: LogEntry): void; clear(): void };

function createLog(): FullLog {
  let entries: LogEntry[] = [];
  let first = 0;
  return {
    end: () => first + entries.length,
    has: (start) => start >= first,
    at: (number) => entries[number - first] as LogEntry,
    add(entry) {
      entries.push(entry);
      if (entries.length <= LONGEST_LOG) return;
      entries = entries.slice(LONGEST_LOG / 2);
      first += LONGEST_LOG / 2;
    },
    clear() {
      first += entries.length;
      entries = [];
    },
  };
}

const differs = (before: Node, after: Node) =>
  !sameContent(before.metadata.labels, after.metadata.labels) ||
  !sameContent(before.spec, after.spec) ||
  !sameContent(before.status.images, after.status.images);

/** The pods of a node that has not been seen yet wait here, by its name. */
type Homeless = Map<string, Map<string, PodInfo>>;

export function createCache(listers: Listers): Cache {
  const infos = new Map<string, NodeInfo>();
  const pods = new Map<string, PodInfo>();
  const homeless: Homeless = new Map();
  const shapes = createPodShapes();
  const log = createLog();
  let layout = 0;
  let changes = 0;
  let snapshot: Snapshot | undefined;
  const positions = new Map<string, number>();
  let touched = new Int32Array(0);

  const changeLayout = () => {
    layout++;
    changes++;
    snapshot = undefined;
    log.clear();
  };

  const read = (): Snapshot => {
    if (snapshot) return snapshot;
    const nodes = zoneByZone([...infos.values()]);
    positions.clear();
    for (const [at, { name }] of nodes.entries()) positions.set(name, at);
    touched = new Int32Array(nodes.length).fill(1);
    return (snapshot = { nodes, byName: infos, imageNodes: countImages(nodes), listers });
  };

  const touch = (name: string): number => {
    const at = positions.get(name) as number;
    touched[at] = (touched[at] as number) + 1;
    return at;
  };

  const note = (name: string, pod: PodInfo, delta: 1 | -1) => {
    changes++;
    // Before the first look there is nobody to catch up.
    if (!snapshot) return;
    log.add({ at: touch(name), pod, delta });
  };

  const leave = (pod: PodInfo) => {
    const { nodeName = "" } = pod.pod.spec;
    const { uid } = pod.pod.metadata;
    const info = infos.get(nodeName);
    if (info && removePod(info, pod.pod)) note(nodeName, pod, -1);
    homeless.get(nodeName)?.delete(uid);
    pods.delete(uid);
  };

  const come = (pod: PodInfo) => {
    const name = pod.pod.spec.nodeName as string;
    const info = infos.get(name);
    pods.set(pod.pod.metadata.uid, pod);
    if (info) {
      addPod(info, pod);
      note(name, pod, 1);
    } else {
      const others = homeless.get(name) ?? new Map<string, PodInfo>();
      homeless.set(name, others.set(pod.pod.metadata.uid, pod));
    }
  };

  /** Whether the newer state tells plugins nothing new. */
  const isLike = ({ pod: before, shape }: PodInfo, after: Pod) =>
    before.spec.nodeName === after.spec.nodeName &&
    (before.metadata.deletionTimestamp === undefined) === (after.metadata.deletionTimestamp === undefined) &&
    ((before.spec === after.spec && before.metadata.labels === after.metadata.labels) || shapes(after) === shape);

  return {
    snapshot: read,
    layout: () => layout,
    changes: () => changes,
    touched: () => touched,
    log,
    shapes,
    setNode(node) {
      const { name } = node.metadata;
      const info = infos.get(name);
      if (info) {
        changes++;
        if (differs(info.node, node)) changeLayout();
        else if (snapshot) touch(name);
        return setNode(info, node);
      }
      infos.set(name, createNodeInfo(node, [...(homeless.get(name)?.values() ?? [])]));
      homeless.delete(name);
      changeLayout();
    },
    removeNode(name) {
      const info = infos.get(name);
      if (!info) return;
      homeless.set(name, new Map(info.pods.map((pod) => [pod.pod.metadata.uid, pod])));
      infos.delete(name);
      changeLayout();
    },
    setPod(pod, shape) {
      const known = pods.get(pod.metadata.uid);
      if (known && isLike(known, pod)) {
        known.pod = pod;
        return;
      }
      if (known) leave(known);
      come({ pod, shape: shape ?? shapes(pod) });
    },
    removePod(uid) {
      const known = pods.get(uid);
      if (known) leave(known);
    },
  };
}
