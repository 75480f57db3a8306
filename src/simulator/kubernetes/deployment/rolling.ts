/** A step of a rolling update. Kubernetes 1.36, pkg/controller/deployment/rolling.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import { desiredOf, maxUnavailableOf, newReplicaSetReplicas } from "./fenceposts.ts";
import { activeOf, availableOf, byAge, replicasOf, sizeOf } from "./replica-sets.ts";
import { resize, type Resize } from "./resize.ts";

/**
 * Calls in the order in which they are made; `old` are the old ReplicaSets after them. It has failed, and the step ends here, when it came to
 * a ReplicaSet whose status still counts more available replicas than it is to have.
 */
export type Shrinking = { resizes: Resize[]; old: ReplicaSet[]; failed: boolean };

/** Brings the new ReplicaSet as far as surge allows; nothing when it stays as it is (reconcileNewReplicaSet). */
export function growNew(deployment: Deployment, fresh: ReplicaSet, all: ReplicaSet[]): Resize | undefined {
  const desired = desiredOf(deployment);
  const own = sizeOf(fresh);
  const replicas = own > desired ? desired : newReplicaSetReplicas(deployment, own, replicasOf(all));
  return own === desired ? undefined : resize(deployment, fresh, replicas);
}

/** Takes `most` replicas in all, from the oldest first, of each at most what `partOf` says. */
function shrink(
  deployment: Deployment,
  old: ReplicaSet[],
  most: number,
  partOf: (replicaSet: ReplicaSet) => number,
): Shrinking {
  const after = new Map(old.toSorted(byAge).map((replicaSet) => [replicaSet.metadata.name, replicaSet]));
  const resizes: Resize[] = [];
  let left = most;
  for (const replicaSet of after.values()) {
    if (left <= 0) break;
    const part = sizeOf(replicaSet) === 0 ? 0 : Math.min(left, partOf(replicaSet));
    if (part < 0) return { resizes, old: [...after.values()], failed: true };
    const change = resize(deployment, replicaSet, sizeOf(replicaSet) - part);
    if (change) resizes.push(change);
    after.set(replicaSet.metadata.name, change?.to ?? replicaSet);
    left -= part;
  }
  return { resizes, old: [...after.values()], failed: false };
}

const availableIn = ({ status }: ReplicaSet) => status.availableReplicas ?? 0;

/** Replicas that are not available serve nobody and go first, up to `most` (cleanupUnhealthyReplicas). */
export const dropUnhealthy = (deployment: Deployment, old: ReplicaSet[], most: number): Shrinking =>
  shrink(deployment, old, most, (one) => sizeOf(one) - availableIn(one));

/** Then as many available ones as there are above the least that must be (scaleDownOldReplicaSetsForRollingUpdate). */
export function dropAvailable(deployment: Deployment, old: ReplicaSet[], available: number): Shrinking {
  const least = desiredOf(deployment) - maxUnavailableOf(deployment);
  return shrink(deployment, old, available - least, sizeOf);
}

/** Makes the old ReplicaSets smaller, as far as enough pods stay available (reconcileOldReplicaSets). */
export function shrinkOld(deployment: Deployment, fresh: ReplicaSet, old: ReplicaSet[]): Resize[] {
  const active = activeOf(old);
  const least = desiredOf(deployment) - maxUnavailableOf(deployment);
  const newUnavailable = sizeOf(fresh) - availableIn(fresh);
  const mayGo = replicasOf([...old, fresh]) - least - newUnavailable;
  if (active.length === 0 || mayGo <= 0) return [];
  const unhealthy = dropUnhealthy(deployment, active, mayGo);
  if (unhealthy.failed) return unhealthy.resizes;
  const available = dropAvailable(deployment, unhealthy.old, availableOf([...unhealthy.old, fresh]));
  return [...unhealthy.resizes, ...available.resizes];
}

/** One step: first up, and only when nothing could be added, down (rolloutRolling). */
export function stepRolling(deployment: Deployment, fresh: ReplicaSet, old: ReplicaSet[]): Resize[] {
  const growth = growNew(deployment, fresh, [...old, fresh]);
  return growth ? [growth] : shrinkOld(deployment, fresh, old);
}
