/**
 * Whether a node is heard of: its lease, or its status, must be renewed within the grace period, else its conditions become Unknown.
 * Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go (tryUpdateNodeHealth).
 */
import type { Node } from "../api/core.ts";
import type { Condition, Time } from "../api/meta.ts";

/** --node-monitor-grace-period, and for a node that has never said anything. */
const GRACE_MS = 50_000;
const STARTUP_GRACE_MS = 60_000;

/** What the controller remembers of a node. */
export type NodeHealth = {
  /** Its Ready condition as it last was. */
  ready?: Condition;
  /** When it was last heard of, by the controller's own clock. */
  probedAt: Time;
  /** The last renewal of its lease that is known. */
  renewedAt?: Time;
};

/** The last renewal of the lease, and the pass of the controller that was the first to see it. */
export type Renewal = {
  at: Time;
  seenAt: Time;
  /** The kubelet goes on renewing it, until the Lease in the store says otherwise. */
  isGoingOn: boolean;
};

export type Checkup = {
  health: NodeHealth;
  /** The Ready condition before this look (a node that never said anything counts as Unknown), and after it. */
  observed: Condition;
  current: Condition | undefined;
  /** The conditions to write, when the node has become Unknown. */
  conditions?: Condition[];
  /** When it must be looked at again, if neither it nor its Lease changes until then. */
  dueAt: Time;
};

export const readyOf = ({ status }: Pick<Node, "status">) => status.conditions?.find(({ type }) => type === "Ready");

/** NetworkUnavailable is not among them: the control plane itself keeps it. */
const KUBELET_CONDITIONS = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

/** Takes note of what the node says of itself. */
function observe(node: Node, before: NodeHealth | undefined, current: Condition | undefined, now: Time): NodeHealth {
  if (!current) {
    if (!before) return { probedAt: node.metadata.creationTimestamp };
    const { ready: _, ...rest } = before;
    return rest;
  }
  // Upstream starts its record afresh here, and so forgets which renewal of the lease it knew.
  if (before?.ready?.lastHeartbeatTime !== current.lastHeartbeatTime || !before?.ready) {
    return { ready: current, probedAt: now };
  }
  return before;
}

function heardOf(health: NodeHealth, known: Time | undefined, renewal: Renewal | undefined): NodeHealth {
  if (!renewal || (known !== undefined && known >= renewal.at)) return health;
  return { ...health, renewedAt: renewal.at, probedAt: Math.max(health.probedAt, renewal.seenAt) };
}

function unknown(type: string, old: Condition | undefined, node: Node, now: Time): Condition {
  if (old?.status === "Unknown") return old;
  const said = old
    ? { reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status." }
    : { reason: "NodeStatusNeverUpdated", message: "Kubelet never posted node status." };
  const heartbeat = old ? {} : { lastHeartbeatTime: node.metadata.creationTimestamp };
  return { ...old, ...heartbeat, type, status: "Unknown", ...said, lastTransitionTime: now };
}

function unknownConditions(node: Node, now: Time): Condition[] {
  const old = node.status.conditions ?? [];
  const find = (type: string) => old.find((condition) => condition.type === type);
  const kept = old.map((one) => (KUBELET_CONDITIONS.includes(one.type) ? unknown(one.type, one, node, now) : one));
  const missing = KUBELET_CONDITIONS.filter((type) => !find(type));
  return [...kept, ...missing.map((type) => unknown(type, undefined, node, now))];
}

function neverHeardOf({ metadata: { creationTimestamp } }: Node): Condition {
  return {
    type: "Ready",
    status: "Unknown",
    lastHeartbeatTime: creationTimestamp,
    lastTransitionTime: creationTimestamp,
  };
}

/** What is written for a node that has been silent too long: nothing once its Ready condition is Unknown. */
function silenced(node: Node, health: NodeHealth, observed: Condition, now: Time): Checkup {
  const current = readyOf(node);
  const dueAt = Number.POSITIVE_INFINITY;
  if (current?.status === "Unknown") return { health, observed, current, dueAt };
  const conditions = unknownConditions(node, now);
  const ready = conditions.find(({ type }) => type === "Ready");
  return { health: { ...health, ...(ready ? { ready } : {}) }, observed, current: ready, conditions, dueAt };
}

/** A renewal that was forgotten is noted again at the next pass; a node whose kubelet runs cannot fall silent. */
function nextLook({ renewedAt }: NodeHealth, renewal: Renewal | undefined, silentAt: Time, now: Time): Time {
  if (renewal && renewedAt === undefined) return now;
  return renewal?.isGoingOn ? Number.POSITIVE_INFINITY : silentAt + 1;
}

export function checkHealth(
  node: Node,
  before: NodeHealth | undefined,
  renewal: Renewal | undefined,
  now: Time,
): Checkup {
  const current = readyOf(node);
  const observed = current ?? neverHeardOf(node);
  const health = heardOf(observe(node, before, current, now), before?.renewedAt, renewal);
  const silentAt = health.probedAt + (current ? GRACE_MS : STARTUP_GRACE_MS);
  if (now > silentAt) {
    const renewed = renewal ? { renewedAt: renewal.at } : {};
    return silenced(node, { ...health, ...renewed }, observed, now);
  }
  return { health, observed, current, dueAt: nextLook(health, renewal, silentAt, now) };
}
