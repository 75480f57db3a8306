/** Kubernetes 1.36, pkg/controller/deployment/util/deployment_util.go: ResolveFenceposts, MaxSurge, MaxUnavailable, NewRSNewReplicas. */
import type { Deployment } from "../objects.ts";

/** A count, or a share of `total` rounded up or down (apimachinery, intstr.GetScaledValueFromIntOrPercent). */
function scaledValue(value: number | string, total: number, round: (share: number) => number): number {
  if (typeof value === "number") return value;
  return value.endsWith("%") ? round((Number.parseInt(value, 10) * total) / 100) : Number.parseInt(value, 10);
}

/** maxSurge rounded up, maxUnavailable rounded down; both zero would stand still, so then one pod may be unavailable. */
export function resolveFenceposts(maxSurge: number | string, maxUnavailable: number | string, desired: number) {
  const surge = scaledValue(maxSurge, desired, Math.ceil);
  const unavailable = scaledValue(maxUnavailable, desired, Math.floor);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

const resolved = ({ spec }: Deployment) =>
  resolveFenceposts(
    spec.strategy.rollingUpdate?.maxSurge ?? "25%",
    spec.strategy.rollingUpdate?.maxUnavailable ?? "25%",
    spec.replicas,
  );

/** How many pods above spec.replicas a rollout may have. */
export const maxSurgeOf = (deployment: Deployment) =>
  deployment.spec.strategy.type === "RollingUpdate" ? resolved(deployment).surge : 0;

/** How many of spec.replicas may be unavailable. */
export function maxUnavailableOf(deployment: Deployment): number {
  if (deployment.spec.strategy.type !== "RollingUpdate" || deployment.spec.replicas === 0) return 0;
  return Math.min(resolved(deployment).unavailable, deployment.spec.replicas);
}

/** How many replicas the new ReplicaSet should have now, given its own and the number of all ReplicaSets' together. */
export function newReplicaSetReplicas(deployment: Deployment, ownReplicas: number, allReplicas: number): number {
  const desired = deployment.spec.replicas;
  if (deployment.spec.strategy.type === "Recreate") return desired;
  const room = desired + maxSurgeOf(deployment) - allReplicas;
  return room <= 0 ? ownReplicas : ownReplicas + Math.min(room, desired - ownReplicas);
}
