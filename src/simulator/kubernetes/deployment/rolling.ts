/** A step of a rollout. Kubernetes 1.36, pkg/controller/deployment/rolling.go and recreate.go. */
import { isActive, podsOf } from "../pods.ts";
import type { Deployment, ReplicaSet } from "../objects.ts";
import type { World } from "../world.ts";
import { maxUnavailableOf, newReplicaSetReplicas } from "./fenceposts.ts";
import { availableOf, replicasOf, scaleReplicaSet } from "./replica-sets.ts";

/** Brings the new ReplicaSet as far as surge allows; answers whether it changed (reconcileNewReplicaSet). */
function reconcileNew(world: World, deployment: Deployment, fresh: ReplicaSet, all: ReplicaSet[]): boolean {
  const desired = deployment.spec.replicas;
  if (fresh.spec.replicas === desired) return false;
  const replicas =
    fresh.spec.replicas > desired ? desired : newReplicaSetReplicas(deployment, fresh.spec.replicas, replicasOf(all));
  return scaleReplicaSet(world, deployment, fresh, replicas);
}

/** Takes up to `most` replicas from `old`, oldest first, at most `partOf` each; the ReplicaSets' new sizes by name are kept in `sizes`. */
function takeFrom(
  old: ReplicaSet[],
  sizes: Map<string, number>,
  most: number,
  partOf: (replicaSet: ReplicaSet, size: number) => number,
): void {
  let left = most;
  for (const replicaSet of old) {
    const size = sizes.get(replicaSet.metadata.name) ?? 0;
    const part = Math.max(0, Math.min(left, partOf(replicaSet, size)));
    sizes.set(replicaSet.metadata.name, size - part);
    left -= part;
  }
}

/**
 * New sizes of the old ReplicaSets by name: first their unhealthy replicas go, then as many healthy ones as may be unavailable
 * (reconcileOldReplicaSets, cleanupUnhealthyReplicas, scaleDownOldReplicaSetsForRollingUpdate).
 */
export function sizesOfOld(deployment: Deployment, fresh: ReplicaSet, old: ReplicaSet[]): Map<string, number> {
  const sizes = new Map(old.map(({ metadata, spec }) => [metadata.name, spec.replicas]));
  const minAvailable = deployment.spec.replicas - maxUnavailableOf(deployment);
  const newUnavailable = fresh.spec.replicas - fresh.status.availableReplicas;
  const mayGo = replicasOf(old) + fresh.spec.replicas - minAvailable - newUnavailable;
  if (mayGo <= 0) return sizes;
  takeFrom(old, sizes, mayGo, ({ status }, size) => size - status.availableReplicas);
  takeFrom(old, sizes, availableOf([...old, fresh]) - minAvailable, (_, size) => size);
  return sizes;
}

/** One step: first up, and only when nothing could be added, down (rolloutRolling). */
export function stepRolling(world: World, deployment: Deployment, fresh: ReplicaSet, old: ReplicaSet[]): void {
  if (reconcileNew(world, deployment, fresh, [...old, fresh])) return;
  if (replicasOf(old) === 0) return;
  const sizes = sizesOfOld(deployment, fresh, old);
  for (const replicaSet of old) {
    const size = sizes.get(replicaSet.metadata.name) ?? 0;
    if (size !== replicaSet.spec.replicas) scaleReplicaSet(world, deployment, replicaSet, size);
  }
}

/** Recreate: all old replicas go, and none of their pods may be left before the first new one (rolloutRecreate). Answers whether new ones may come. */
export function clearForRecreate(world: World, deployment: Deployment, old: ReplicaSet[]): boolean {
  const active = old.filter(({ spec }) => spec.replicas > 0);
  for (const replicaSet of active) scaleReplicaSet(world, deployment, replicaSet, 0);
  return (
    active.length === 0 &&
    old.every((replicaSet) =>
      podsOf(world.store, replicaSet).every((pod) => !isActive(pod) && pod.status.phase !== "Running"),
    )
  );
}
