/** ca-simulator: whether one node could go. */
import { createDisruptions } from "../../../simulator/kubernetes/cluster-autoscaler/disruptions.ts";
import type { DrainContext } from "../../../simulator/kubernetes/cluster-autoscaler/drainability.ts";
import { simulateRemoval } from "../../../simulator/kubernetes/cluster-autoscaler/removal.ts";
import { AUTOSCALER_DEFAULTS } from "../../../simulator/kubernetes/cluster-autoscaler/settings.ts";
import type { Adapt } from "../adapters.ts";
import {
  eachRow,
  leaveOutTables,
  nameOf,
  nodeOf,
  NOW,
  podOf,
  simulationOf,
  type Check,
  type Foreign,
} from "./values.ts";

/** UnremovableReason as the rows write it: a number of simulator/cluster.go. */
const REASONS: readonly string[] = [
  "ScaleDownDisabledAnnotation",
  "ScaleDownUnreadyDisabled",
  "NotAutoscaled",
  "NotUnneededLongEnough",
  "NotUnreadyLongEnough",
  "NodeGroupMinSizeReached",
  "NodeGroupMaxDeletionCountReached",
  "AtomicScaleDownFailed",
  "MinimalResourceLimitExceeded",
  "CurrentlyBeingDeleted",
  "NotUnderutilized",
  "NotUnneededOtherReason",
  "RecentlyUnremovable",
  "NoPlaceToMovePods",
  "BlockedByPod",
  "UnexpectedError",
  "NoNodeInfo",
  "BlockedByOnCompletionPod",
];

export const reasonOf = (number: number) => REASONS[number - 1];

/** Every controller is there, with five replicas. */
export function drainContextOf(): DrainContext {
  return {
    now: NOW,
    disruptions: createDisruptions([]),
    ownerOf: () => ({ replicas: 5 }),
    settings: AUTOSCALER_DEFAULTS.scaleDown,
  };
}

function removal(row: Foreign, check: Check): void {
  const nodes = row.allNodes.map(nodeOf);
  const simulation = simulationOf(nodes, row.pods.map(podOf));
  const result = simulateRemoval(simulation, row.nodeName, new Set(nodes.map(nameOf)), drainContextOf());
  if (result.kind === "removable") {
    const { node, pods, risky } = result.removable;
    const { Node, PodsToReschedule, IsRisky } = row.toRemove ?? {};
    check.equal(node, Node && nodeOf(Node), "node");
    check.equal(pods.map(nameOf).toSorted(), (PodsToReschedule ?? []).map(nameOf).toSorted(), "pods");
    check.equal(risky, IsRisky, "risky");
    return;
  }
  const { name, reason, blocking } = result.unremovable;
  const wanted = row.unremovable ?? {};
  check.equal([name, reason], [wanted.Node?.metadata.name, reasonOf(wanted.Reason)], "unremovable");
  check.equal(blocking?.pod.metadata.name, wanted.BlockingPod?.Pod.metadata.name, "blocking pod");
}

export const drain: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestSimulateNodeRemoval", removal);
  leaveOutTables(file, sheet, {
    TestCalculateWithDynamicResources: "dynamic resource allocation and GPUs are not simulated",
  });
};
