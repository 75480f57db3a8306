/** Nodes that have not been needed for a while. Kubernetes autoscaler 1.36.1, core/scaledown/unneeded/nodes.go. */
import type { Time } from "../api/meta.ts";
import { isScaleDownDisabled } from "./eligibility.ts";
import type { QuotaTracker } from "./quotas.ts";
import { isNodeReady } from "./readiness.ts";
import type { Removable, Unremovable, UnremovableReason } from "./removal.ts";
import type { AutoscalerSettings } from "./settings.ts";

export type UnneededNode = { removable: Removable; since: Time };
export type UnneededNodes = ReadonlyMap<string, UnneededNode>;

/** Those that are still unneeded keep the time at which they were first found to be. */
export function updateUnneeded(before: UnneededNodes, found: readonly Removable[], now: Time): UnneededNodes {
  return new Map(
    found.map((removable) => {
      const { name } = removable.node.metadata;
      return [name, { removable, since: before.get(name)?.since ?? now }];
    }),
  );
}

/** `size` counts down with every node that is to go. */
type Group = { id: string; minSize: number; size: number };

export type RemovableInput = {
  now: Time;
  /** The node's group; nothing when it has none. */
  groupOf(node: string): { id: string; minSize: number; targetSize: number } | undefined;
  /** How many nodes of a group are being deleted right now. */
  deletions(group: string): number;
  quotas: QuotaTracker;
  settings: Pick<AutoscalerSettings["scaleDown"], "unneededMs" | "unreadyMs">;
};

function reasonToStay(
  { removable, since }: UnneededNode,
  group: Group | undefined,
  input: RemovableInput,
): UnremovableReason | undefined {
  const { node } = removable;
  const { now, settings, deletions, quotas } = input;
  if (isScaleDownDisabled(node)) return "ScaleDownDisabledAnnotation";
  const ready = isNodeReady(node);
  const threshold = ready ? settings.unneededMs : settings.unreadyMs;
  if (group && threshold > 0 && since + threshold >= now)
    return ready ? "NotUnneededLongEnough" : "NotUnreadyLongEnough";
  if (!group) return "NotAutoscaled";
  if (group.size - deletions(group.id) <= group.minSize) return "NodeGroupMinSizeReached";
  return quotas.consume(node, 1).exceeded.length > 0 ? "MinimalResourceLimitExceeded" : undefined;
}

export type RemovableAt = { empty: Removable[]; needDrain: Removable[]; unremovable: Unremovable[] };

/** RemovableAt: what has been unneeded for long enough and may go without its group becoming too small; nodes without pods first. */
export function removableAt(nodes: UnneededNodes, input: RemovableInput): RemovableAt {
  const groups = new Map<string, Group>();
  const groupOf = (name: string) => {
    const found = input.groupOf(name);
    if (!found) return undefined;
    const group = groups.get(found.id) ?? { id: found.id, minSize: found.minSize, size: found.targetSize };
    groups.set(found.id, group);
    return group;
  };
  const result: RemovableAt = { empty: [], needDrain: [], unremovable: [] };
  const isEmpty = ({ removable }: UnneededNode) => removable.pods.length === 0;
  const all = [...nodes.values()];
  for (const node of [...all.filter(isEmpty), ...all.filter((one) => !isEmpty(one))]) {
    const { name } = node.removable.node.metadata;
    const group = groupOf(name);
    const reason = reasonToStay(node, group, input);
    if (reason) result.unremovable.push({ name, reason });
    else (isEmpty(node) ? result.empty : result.needDrain).push(node.removable);
    if (!reason && group) group.size--;
  }
  return result;
}
