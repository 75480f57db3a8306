/** Whether a node could go: its pods may move, and there is room for them elsewhere. Kubernetes autoscaler 1.36.1, simulator/cluster.go. */
import type { Node, Taint } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { createNodeInfo } from "../scheduler/node-info.ts";
import { podsToMove, type DrainContext, type PodsToMove } from "./drainability.ts";
import type { Simulation } from "./simulation.ts";

export const TO_BE_DELETED = "ToBeDeletedByClusterAutoscaler";

/** UnremovableReason. */
export type UnremovableReason =
  | "ScaleDownDisabledAnnotation"
  | "ScaleDownUnreadyDisabled"
  | "NotAutoscaled"
  | "NotUnneededLongEnough"
  | "NotUnreadyLongEnough"
  | "NodeGroupMinSizeReached"
  | "AtomicScaleDownFailed"
  | "MinimalResourceLimitExceeded"
  | "CurrentlyBeingDeleted"
  | "NotUnderutilized"
  | "RecentlyUnremovable"
  | "NoPlaceToMovePods"
  | "BlockedByPod"
  | "UnexpectedError"
  | "NoNodeInfo"
  | "BlockedByOnCompletionPod";

/** `risky`: its pods' budgets do not let all of them go at once. */
export type Removable = { node: Node; pods: Pod[]; daemonSetPods: Pod[]; onCompletion: Pod[]; risky: boolean };
export type Unremovable = { name: string; reason: UnremovableReason; blocking?: PodsToMove["blocking"] };

export type Removal =
  | { kind: "removable"; removable: Removable; simulation: Simulation }
  | { kind: "unremovable"; unremovable: Unremovable };

/** replaceWithTaintedGhostNode: while it is drained a node still counts as a domain that pods are spread over. */
function ghostOf(node: Node): Node {
  const taint: Taint = { key: TO_BE_DELETED, effect: "NoSchedule" };
  return { ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] } };
}

/** findPlaceFor: in a fork, which is what the cluster would be like afterwards; nothing when a pod finds no place. */
function moved(
  simulation: Simulation,
  node: Node,
  pods: Pod[],
  destinations: ReadonlySet<string>,
): Simulation | undefined {
  const { name } = node.metadata;
  const fork = simulation.fork();
  fork.removeNode(name);
  fork.addNode(createNodeInfo(ghostOf(node)));
  for (const pod of pods) {
    const { nodeName: _, ...spec } = pod.spec;
    const placed = fork.placeAnywhere({ ...pod, spec }, (info) => info.name !== name && destinations.has(info.name));
    if (placed === undefined) return undefined;
  }
  fork.removeNode(name);
  return fork;
}

/** SimulateNodeRemoval. */
export function simulateRemoval(
  simulation: Simulation,
  name: string,
  destinations: ReadonlySet<string>,
  context: DrainContext,
): Removal {
  const unremovable = (reason: UnremovableReason, blocking?: PodsToMove["blocking"]): Removal => ({
    kind: "unremovable",
    unremovable: { name, reason, ...(blocking ? { blocking } : {}) },
  });
  const info = simulation.node(name);
  if (!info) return unremovable("NoNodeInfo");
  const move = podsToMove(
    info.pods.map(({ pod }) => pod),
    context,
  );
  if (move.blocking) return unremovable("BlockedByPod", move.blocking);
  const after = moved(simulation, info.node, move.pods, destinations);
  if (!after) return unremovable("NoPlaceToMovePods");
  const { pods, daemonSetPods, onCompletion } = move;
  const risky = !context.disruptions.inParallel(pods);
  return {
    kind: "removable",
    removable: { node: info.node, pods, daemonSetPods, onCompletion, risky },
    simulation: after,
  };
}
