/** The marks that the autoscaler leaves on nodes. Kubernetes autoscaler 1.36.1, utils/taints/taints.go, core/scaledown/actuation/softtaint.go. */
import type { Node, Taint } from "../api/core.ts";
import type { World } from "../world.ts";
import { TO_BE_DELETED } from "./removal.ts";

const CANDIDATE = "DeletionCandidateOfClusterAutoscaler";
/** --max-bulk-soft-taint-count. */
const MOST_SOFT_TAINTS = 10;

const taintsOf = (node: Node) => node.spec.taints ?? [];
const hasTaint = (node: Node, key: string) => taintsOf(node).some((taint) => taint.key === key);

export const isToBeDeleted = (node: Node) => hasTaint(node, TO_BE_DELETED);

/** A taint's value: when it was set, in seconds since 1970. */
const stamp = ({ loop, epoch }: World) => String(Math.floor((epoch + loop.now()) / 1_000));

/** Why it did not work, if it did not. */
function setTaints(
  { store, api }: World,
  name: string,
  change: (taints: Taint[]) => Taint[],
  cordon?: boolean,
): string | undefined {
  const node = store.get("Node", name);
  if (!node) return `nodes "${name}" not found`;
  const { taints = [], unschedulable, ...spec } = node.spec;
  const left = change(taints);
  const cordoned = cordon ?? unschedulable ?? false;
  const answer = api.update({
    ...node,
    spec: { ...spec, ...(left.length > 0 ? { taints: left } : {}), ...(cordoned ? { unschedulable: true } : {}) },
  });
  return answer.ok ? undefined : answer.error.message;
}

const without = (taints: Taint[], key: string) => taints.filter((taint) => taint.key !== key);

/** MarkToBeDeleted, with --cordon-node-before-terminating. */
export function markToBeDeleted(world: World, name: string): string | undefined {
  const taint: Taint = { key: TO_BE_DELETED, value: stamp(world), effect: "NoSchedule" };
  return setTaints(world, name, (taints) => [...without(taints, TO_BE_DELETED), taint], true);
}

/** CleanToBeDeleted. */
export const cleanToBeDeleted = (world: World, name: string) =>
  setTaints(world, name, (taints) => without(taints, TO_BE_DELETED), false);

/** UpdateSoftDeletionTaints: nodes that are not needed take new pods only when nothing else will; a few nodes in each scan. */
export function updateSoftTaints(world: World, nodes: readonly Node[], unneeded: ReadonlySet<string>): void {
  const open = nodes.filter((node) => !isToBeDeleted(node));
  const needed = open.filter((node) => !unneeded.has(node.metadata.name) && hasTaint(node, CANDIDATE));
  const fresh = open.filter((node) => unneeded.has(node.metadata.name) && !hasTaint(node, CANDIDATE));
  const taint: Taint = { key: CANDIDATE, value: stamp(world), effect: "PreferNoSchedule" };
  for (const { metadata } of needed.slice(0, MOST_SOFT_TAINTS))
    setTaints(world, metadata.name, (taints) => without(taints, CANDIDATE));
  for (const { metadata } of fresh.slice(0, Math.max(0, MOST_SOFT_TAINTS - needed.length)))
    setTaints(world, metadata.name, (taints) => [...taints, taint]);
}
