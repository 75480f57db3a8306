/**
 * The taints that follow from a node's conditions, and how taints are put on and taken off.
 * Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go (doNoScheduleTaintingPass) and pkg/util/taints/taints.go.
 */
import type { Node, Taint } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import {
  DISK_PRESSURE,
  MEMORY_PRESSURE,
  NETWORK_UNAVAILABLE,
  NOT_READY,
  PID_PRESSURE,
  UNREACHABLE,
  UNSCHEDULABLE,
} from "./taint-keys.ts";

/** By a condition's type and status: the taint's key. */
const KEYS: Record<string, string> = {
  "Ready False": NOT_READY,
  "Ready Unknown": UNREACHABLE,
  "MemoryPressure True": MEMORY_PRESSURE,
  "DiskPressure True": DISK_PRESSURE,
  "NetworkUnavailable True": NETWORK_UNAVAILABLE,
  "PIDPressure True": PID_PRESSURE,
};
const OWN_KEYS = new Set([...Object.values(KEYS), UNSCHEDULABLE]);

export const NOT_READY_NO_EXECUTE: Taint = { key: NOT_READY, effect: "NoExecute" };
export const UNREACHABLE_NO_EXECUTE: Taint = { key: UNREACHABLE, effect: "NoExecute" };

const isSame = (a: Taint, b: Taint) => a.key === b.key && a.effect === b.effect;

export const hasTaint = ({ spec }: Node, taint: Taint) => (spec.taints ?? []).some((one) => isSame(one, taint));

/** The node with some taints more and some fewer; the same object when that changes nothing. */
export function swapTaints(node: Node, added: Taint[], removed: Taint[], now: Time): Node {
  const own = node.spec.taints ?? [];
  const kept = own.filter((one) => ![...added, ...removed].some((other) => isSame(one, other)));
  if (added.length === 0 && kept.length === own.length) return node;
  const taints = [...kept, ...added.map((taint) => ({ ...taint, timeAdded: now }))];
  return { ...node, spec: { ...node.spec, taints } };
}

function wantedKeys({ spec, status }: Node): string[] {
  const keys = (status.conditions ?? []).map((condition) => KEYS[`${condition.type} ${condition.status}`]);
  return [...keys, spec.unschedulable ? UNSCHEDULABLE : undefined].filter((key) => key !== undefined);
}

/** The node with the NoSchedule taints that its conditions and its being cordoned ask for; the same object when it has them. */
export function withConditionTaints(node: Node, now: Time): Node {
  const isOwn = ({ key, effect }: Taint) => effect === "NoSchedule" && OWN_KEYS.has(key);
  const wanted = wantedKeys(node).map<Taint>((key) => ({ key, effect: "NoSchedule" }));
  const added = wanted.filter((taint) => !hasTaint(node, taint));
  const removed = (node.spec.taints ?? []).filter((taint) => isOwn(taint) && !wanted.some((one) => isSame(one, taint)));
  return swapTaints(node, added, removed, now);
}
