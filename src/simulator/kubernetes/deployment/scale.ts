/** Scaling a Deployment, in proportion when a rollout is under way. Kubernetes 1.36, pkg/controller/deployment/sync.go (scale) and util/deployment_util.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import { desiredAnnotation, maxAnnotation } from "./annotations.ts";
import { desiredOf, maxSurgeOf } from "./fenceposts.ts";
import { activeOf, allOf, byAge, replicasOf, sizeOf, type ReplicaSets } from "./replica-sets.ts";
import { resize, resizeOrNote, type Resize } from "./resize.ts";

/** Whether spec.replicas changed since a ReplicaSet with pods was last sized (isScalingEvent). */
export const isScalingEvent = (deployment: Deployment, replicaSets: ReplicaSets) =>
  activeOf(allOf(replicaSets)).some((one) => {
    const desired = desiredAnnotation(one);
    return desired !== undefined && desired !== desiredOf(deployment);
  });

/** The one ReplicaSet that has pods, or the latest when none has; nothing when several have (FindActiveOrLatest). */
export function findActiveOrLatest({ fresh, old }: ReplicaSets): ReplicaSet | undefined {
  const active = activeOf(allOf({ fresh, old }));
  if (active.length > 1) return undefined;
  return active[0] ?? fresh ?? old.toSorted(byAge).at(-1);
}

/** Whether the rollout is over but for the old pods (IsSaturated). */
function isSaturated(deployment: Deployment, fresh: ReplicaSet | undefined): boolean {
  const desired = desiredOf(deployment);
  if (!fresh || desiredAnnotation(fresh) !== desired) return false;
  return sizeOf(fresh) === desired && (fresh.status.availableReplicas ?? 0) === desired;
}

/** Half away from zero, as integer.RoundToInt32. */
const roundHalfAway = (value: number) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

/** By how much a ReplicaSet grows or shrinks when it keeps its share of the whole (getReplicaSetFraction). */
export function fractionOf(deployment: Deployment, replicaSet: ReplicaSet): number {
  const own = sizeOf(replicaSet);
  if (desiredOf(deployment) === 0) return -own;
  const before = maxAnnotation(replicaSet) || (deployment.status.replicas ?? 0);
  if (before === 0) return 0;
  return roundHalfAway((own * (desiredOf(deployment) + maxSurgeOf(deployment))) / before) - own;
}

/** Its share of what is to be added (or, negative, taken away), no more than what is left of it (GetReplicaSetProportion). */
export function proportionOf(deployment: Deployment, replicaSet: ReplicaSet, toAdd: number, added: number): number {
  const left = toAdd - added;
  if (sizeOf(replicaSet) === 0 || toAdd === 0 || left === 0) return 0;
  const fraction = fractionOf(deployment, replicaSet);
  return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
}

/** Each its share, and what is left over to the first: the largest, of equals the newest when growing and the oldest when shrinking. */
function scaleInProportion(deployment: Deployment, active: ReplicaSet[]): Resize[] {
  const desired = desiredOf(deployment);
  const allowed = desired > 0 ? desired + maxSurgeOf(deployment) : 0;
  const toAdd = allowed - replicasOf(active);
  const order = active.toSorted(
    (a, b) => (toAdd === 0 ? 0 : sizeOf(b) - sizeOf(a)) || (toAdd > 0 ? byAge(b, a) : toAdd < 0 ? byAge(a, b) : 0),
  );
  let added = 0;
  const sized = order.map((replicaSet) => {
    const part = proportionOf(deployment, replicaSet, toAdd, added);
    added += part;
    return { replicaSet, replicas: sizeOf(replicaSet) + part };
  });
  return sized.flatMap(({ replicaSet, replicas }, i) => {
    const size = i === 0 && toAdd !== 0 ? Math.max(0, replicas + toAdd - added) : replicas;
    return resizeOrNote(deployment, replicaSet, size) ?? [];
  });
}

/** One step of scaling: a single ReplicaSet takes the number, a finished rollout's old ones go to zero, else each keeps its proportion. */
export function stepScaling(deployment: Deployment, replicaSets: ReplicaSets): Resize[] {
  const single = findActiveOrLatest(replicaSets);
  if (single) return [resize(deployment, single, desiredOf(deployment)) ?? []].flat();
  const { fresh, old } = replicaSets;
  if (isSaturated(deployment, fresh)) return activeOf(old).flatMap((one) => resize(deployment, one, 0) ?? []);
  const isRolling = deployment.spec.strategy?.type === "RollingUpdate";
  const newestFirst = old.toSorted((a, b) => byAge(b, a));
  return isRolling ? scaleInProportion(deployment, activeOf(allOf({ fresh, old: newestFirst }))) : [];
}
