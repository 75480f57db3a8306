/** Scaling a Deployment, in proportion when a rollout is under way. Kubernetes 1.36, pkg/controller/deployment/sync.go (scale) and util/deployment_util.go. */
import type { Deployment, ReplicaSet } from "../objects.ts";
import type { World } from "../world.ts";
import { maxSurgeOf } from "./fenceposts.ts";
import { desiredAnnotation, maxAnnotation, replicasOf, scaleReplicaSet, type ReplicaSets } from "./replica-sets.ts";

/** The one ReplicaSet that has pods, or the latest when none has; nothing when several have (FindActiveOrLatest). */
function findActiveOrLatest({ fresh, old }: ReplicaSets): ReplicaSet | undefined {
  const active = [...old, ...(fresh ? [fresh] : [])].filter(({ spec }) => spec.replicas > 0);
  if (active.length > 1) return undefined;
  return active[0] ?? fresh ?? old.at(-1);
}

const isSaturated = (deployment: Deployment, fresh: ReplicaSet | undefined) =>
  fresh !== undefined &&
  fresh.spec.replicas === deployment.spec.replicas &&
  desiredAnnotation(fresh) === deployment.spec.replicas &&
  fresh.status.availableReplicas === deployment.spec.replicas;

/** Half away from zero, as integer.RoundToInt32. */
const roundHalfAway = (value: number) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

/** By how much a ReplicaSet grows or shrinks when it keeps its share of the whole (getReplicaSetFraction). */
function fractionOf(deployment: Deployment, replicaSet: ReplicaSet): number {
  const own = replicaSet.spec.replicas;
  if (deployment.spec.replicas === 0) return -own;
  const before = maxAnnotation(replicaSet) || deployment.status.replicas;
  if (before === 0) return 0;
  return roundHalfAway((own * (deployment.spec.replicas + maxSurgeOf(deployment))) / before) - own;
}

/** New sizes by name: each its share, what is left over to the first (largest; newest of equals when growing, oldest when shrinking). */
export function proportionalSizes(deployment: Deployment, active: ReplicaSet[]): Map<string, number> {
  const allowed = deployment.spec.replicas > 0 ? deployment.spec.replicas + maxSurgeOf(deployment) : 0;
  const toAdd = allowed - replicasOf(active);
  const age = (a: ReplicaSet, b: ReplicaSet) => a.metadata.creationTimestamp - b.metadata.creationTimestamp;
  const order = active.toSorted((a, b) => b.spec.replicas - a.spec.replicas || (toAdd > 0 ? -age(a, b) : age(a, b)));
  const sized = new Map<string, number>();
  let added = 0;
  for (const replicaSet of order) {
    const left = toAdd - added;
    const fraction = left === 0 || replicaSet.spec.replicas === 0 ? 0 : fractionOf(deployment, replicaSet);
    const part = toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    sized.set(replicaSet.metadata.name, replicaSet.spec.replicas + part);
    added += part;
  }
  const first = order[0];
  if (first && toAdd !== 0)
    sized.set(first.metadata.name, Math.max(0, (sized.get(first.metadata.name) ?? 0) + toAdd - added));
  return sized;
}

/** One step of scaling: a single ReplicaSet takes the number, a finished rollout's old ones go to zero, else each keeps its proportion. */
export function scaleDeployment(world: World, deployment: Deployment, replicaSets: ReplicaSets): void {
  const single = findActiveOrLatest(replicaSets);
  if (single) return void scaleReplicaSet(world, deployment, single, deployment.spec.replicas);
  const { fresh, old } = replicaSets;
  const active = [...old, ...(fresh ? [fresh] : [])].filter(({ spec }) => spec.replicas > 0);
  if (isSaturated(deployment, fresh)) {
    for (const replicaSet of active) if (replicaSet !== fresh) scaleReplicaSet(world, deployment, replicaSet, 0);
    return;
  }
  if (deployment.spec.strategy.type !== "RollingUpdate") return;
  const sized = proportionalSizes(deployment, active);
  for (const replicaSet of active)
    scaleReplicaSet(world, deployment, replicaSet, sized.get(replicaSet.metadata.name) ?? 0);
}

/** Whether spec.replicas changed since a ReplicaSet with pods was last sized (isScalingEvent). */
export const isScalingEvent = (deployment: Deployment, { fresh, old }: ReplicaSets) =>
  [...old, ...(fresh ? [fresh] : [])].some(
    (replicaSet) =>
      replicaSet.spec.replicas > 0 &&
      !Number.isNaN(desiredAnnotation(replicaSet)) &&
      desiredAnnotation(replicaSet) !== deployment.spec.replicas,
  );
