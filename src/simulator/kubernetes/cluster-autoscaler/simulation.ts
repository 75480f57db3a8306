/**
 * A copy of the cluster in which pods are placed to see whether they would fit. Kubernetes autoscaler 1.36.1, simulator/clustersnapshot
 * (predicate/plugin_runner.go, scheduling_opts.go). The scheduler's own filters decide. `fork` is cheap: a node is copied when it is first
 * changed; throwing the fork away is the revert.
 */
import type { Pod } from "../api/pod.ts";
import { prepare, type Rejection } from "../scheduler/framework.ts";
import { addPod, cloneNodeInfo, removePod, type NodeInfo } from "../scheduler/node-info.ts";
import { createPodShapes, podInfoOf, type PodShapes } from "../scheduler/pod-shapes.ts";
import type { PodInfo } from "../scheduler/pod-info.ts";
import { DEFAULT_PROFILE } from "../scheduler/profile.ts";
import type { Listers, Snapshot } from "../scheduler/snapshot.ts";

export type Simulation = {
  nodes(): readonly NodeInfo[];
  node(name: string): NodeInfo | undefined;
  fork(): Simulation;
  addNode(info: NodeInfo): void;
  removeNode(name: string): void;
  /** Why the pod would not fit on the node; nothing when it would. */
  check(pod: Pod, name: string): Rejection | undefined;
  /** As check, and puts it there when it fits. */
  place(pod: Pod, name: string): Rejection | undefined;
  /** On the first acceptable node that it fits on, looking on from the one that was found last; its name. */
  placeAnywhere(pod: Pod, acceptable?: (info: NodeInfo) => boolean): string | undefined;
  /** Without asking. */
  put(pod: Pod, name: string): void;
  take(pod: Pod, name: string): void;
};

/** In which order nodes are looked at. */
export type Order = (nodes: readonly NodeInfo[]) => readonly NodeInfo[];

/** What all forks of one simulation have in common. `last` is where the last pod that was placed anywhere went. */
type Shared = { listers: Listers; shapes: PodShapes; last: { index: number }; order: Order };

const NO_IMAGES: ReadonlyMap<string, number> = new Map();
const GONE: Rejection = { plugin: "", code: "UnschedulableAndUnresolvable", reasons: ["node not found"] };

function createFork(shared: Shared, start: readonly NodeInfo[]): Simulation {
  const { listers, shapes, last, order } = shared;
  const infos = new Map(start.map((info) => [info.name, info]));
  const own = new Set<string>();
  let list: readonly NodeInfo[] | undefined = start;

  const nodes = () => (list ??= [...infos.values()]);
  const snapshot = (): Snapshot => ({ nodes: nodes(), byName: infos, imageNodes: NO_IMAGES, listers });
  const infoOf = (pod: Pod): PodInfo => podInfoOf(shapes, pod);

  /** The node as this fork's own, to be changed. */
  const owned = (name: string): NodeInfo | undefined => {
    const info = infos.get(name);
    if (!info || own.has(name)) return info;
    const copy = cloneNodeInfo(info);
    infos.set(name, copy);
    own.add(name);
    list = undefined;
    return copy;
  };
  const put = (pod: PodInfo, name: string) => {
    const info = owned(name);
    if (info) addPod(info, pod);
  };
  const check = (pod: PodInfo, name: string): Rejection | undefined => {
    const info = infos.get(name);
    if (!info) return GONE;
    const cycle = prepare(pod, snapshot(), DEFAULT_PROFILE);
    if (cycle.refused) return cycle.refused;
    if (cycle.eligible && !cycle.eligible.names.has(name))
      return { plugin: cycle.eligible.plugins.join(", "), code: "UnschedulableAndUnresolvable", reasons: [] };
    return cycle.filter(info);
  };

  /** RunFiltersUntilPassingNode: beginning one after the last node that was found. */
  const find = (pod: PodInfo, acceptable: (info: NodeInfo) => boolean): NodeInfo | undefined => {
    const all = order(nodes());
    const cycle = prepare(pod, snapshot(), DEFAULT_PROFILE);
    if (cycle.refused) return undefined;
    for (let i = 0; i < all.length; i++) {
      const index = (i + 1 + last.index) % all.length;
      const info = all[index] as NodeInfo;
      const possible = !cycle.eligible || cycle.eligible.names.has(info.name);
      if (!possible || info.node.spec.unschedulable || !acceptable(info) || cycle.filter(info)) continue;
      last.index = index;
      return info;
    }
    return undefined;
  };

  return {
    nodes,
    node: (name) => infos.get(name),
    fork: () => createFork(shared, nodes()),
    addNode(info) {
      infos.set(info.name, info);
      own.add(info.name);
      list = undefined;
    },
    removeNode(name) {
      infos.delete(name);
      list = undefined;
    },
    check: (pod, name) => check(infoOf(pod), name),
    place(pod, name) {
      const info = infoOf(pod);
      const rejection = check(info, name);
      if (!rejection) put(info, name);
      return rejection;
    },
    placeAnywhere(pod, acceptable = () => true) {
      const info = infoOf(pod);
      const found = find(info, acceptable);
      if (found) put(info, found.name);
      return found?.name;
    },
    put: (pod, name) => put(infoOf(pod), name),
    take(pod, name) {
      const info = owned(name);
      if (info) removePod(info, pod);
    },
  };
}

/** The nodes given are never changed. Upstream looks at new nodes in the order of a Go map, which is any; here they come as they were added. */
export const createSimulation = (
  nodes: readonly NodeInfo[],
  listers: Listers,
  order: Order = (all) => all,
): Simulation => createFork({ listers, shapes: createPodShapes(), last: { index: 0 }, order }, nodes).fork();
