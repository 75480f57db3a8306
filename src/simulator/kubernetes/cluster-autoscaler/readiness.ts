/** What state a node group's nodes are in, and whether that is as it should be. Kubernetes autoscaler 1.36.1, clusterstate/clusterstate.go, utils/kubernetes/ready.go. */
import type { Node } from "../api/core.ts";
import type { Time } from "../api/meta.ts";

/** The names of the nodes in each state. Unregistered ones are instances that are no nodes yet. */
export type Readiness = {
  ready: string[];
  unready: string[];
  deleted: string[];
  notStarted: string[];
  suspended: string[];
  registered: string[];
  longUnregistered: string[];
  unregistered: string[];
};

const NOT_READY_TAINTS = new Set([
  "node.kubernetes.io/not-ready",
  "node.kubernetes.io/disk-pressure",
  "node.kubernetes.io/network-unavailable",
]);

/** GetNodeReadiness: the Ready condition is there and not False or Unknown, and nothing else speaks against it. */
export function isNodeReady({ status, spec }: Node): boolean {
  const conditions = status.conditions ?? [];
  const ready = conditions.find(({ type }) => type === "Ready");
  const broken = conditions.some(
    ({ type, status: value }) => (type === "DiskPressure" || type === "NetworkUnavailable") && value === "True",
  );
  const tainted = (spec.taints ?? []).some(({ key }) => NOT_READY_TAINTS.has(key));
  return ready?.status === "True" && !broken && !tainted;
}

export const isSuspended = ({ status }: Node) =>
  status.conditions?.find(({ type }) => type === "Suspended")?.status === "True";

function stateOf(node: Node, { now, startupMs, deleted }: Moment): Exclude<keyof Readiness, "registered"> {
  if (deleted.has(node.metadata.name)) return "deleted";
  if (isSuspended(node)) return "suspended";
  if (isNodeReady(node)) return "ready";
  return node.metadata.creationTimestamp + startupMs > now ? "notStarted" : "unready";
}

/** `deleted`: nodes whose instance is gone. */
export type Moment = { now: Time; startupMs: number; deleted: ReadonlySet<string> };

export function readinessOf(nodes: readonly Node[], moment: Moment): Readiness {
  const readiness: Readiness = {
    ready: [],
    unready: [],
    deleted: [],
    notStarted: [],
    suspended: [],
    registered: nodes.map(({ metadata }) => metadata.name),
    longUnregistered: [],
    unregistered: [],
  };
  for (const node of nodes) readiness[stateOf(node, moment)].push(node.metadata.name);
  return readiness;
}

export type AcceptableRange = { minNodes: number; maxNodes: number; currentTarget: number };

/** updateAcceptableRanges: those that a scale-up still waits for may be missing, those that a scale-down takes may still be there. */
export function acceptableRange(
  targetSize: number,
  { longUnregistered }: Pick<Readiness, "longUnregistered">,
  { increase, decrease }: { increase: number; decrease: number },
): AcceptableRange {
  return {
    minNodes: targetSize - longUnregistered.length - increase,
    maxNodes: targetSize + decrease,
    currentTarget: targetSize,
  };
}

/** calculateUpcomingNodesInNodeGroup: may be negative. */
export const upcomingNodes = (readiness: Readiness, { currentTarget }: AcceptableRange) =>
  currentTarget -
  (readiness.ready.length + readiness.unready.length + readiness.suspended.length + readiness.longUnregistered.length);

type Tolerance = { okTotalUnreadyCount: number; maxTotalUnreadyPercentage: number };

const isTooMany = (unready: number, all: number, { okTotalUnreadyCount, maxTotalUnreadyPercentage }: Tolerance) =>
  unready > okTotalUnreadyCount && unready > (maxTotalUnreadyPercentage / 100) * all;

/** IsClusterHealthy. */
export const isClusterHealthy = (unready: number, nodes: number, tolerance: Tolerance) =>
  !isTooMany(unready, nodes, tolerance);

/** IsNodeGroupHealthy: of a group that has nodes. */
export function isGroupHealthy(readiness: Readiness, range: AcceptableRange, tolerance: Tolerance): boolean {
  const { ready, unready, notStarted, suspended } = readiness;
  const missing = Math.max(0, range.minNodes - ready.length - suspended.length);
  return !isTooMany(missing, ready.length + unready.length + notStarted.length + suspended.length, tolerance);
}
