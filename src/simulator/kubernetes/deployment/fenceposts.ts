/** How far a rollout may go. Kubernetes 1.36, pkg/controller/deployment/util/deployment_util.go: ResolveFenceposts, MaxSurge, MaxUnavailable, NewRSNewReplicas. */
import type { Deployment } from "../api/apps.ts";
import { scaledValue } from "../api/int-or-string.ts";
import type { IntOrString } from "../api/meta.ts";

/** maxSurge rounded up, maxUnavailable rounded down; both zero would stand still, so then one pod may be unavailable. Throws for a text that is no percentage. */
export function resolveFenceposts(
  maxSurge: IntOrString | undefined,
  maxUnavailable: IntOrString | undefined,
  desired: number,
) {
  const surge = scaledValue(maxSurge ?? 0, desired, true);
  const unavailable = scaledValue(maxUnavailable ?? 0, desired, false);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

export const desiredOf = ({ spec }: Deployment) => spec.replicas ?? 0;

const isRollingUpdate = ({ spec }: Deployment) => spec.strategy?.type === "RollingUpdate";

function resolved(deployment: Deployment) {
  const { maxSurge, maxUnavailable } = deployment.spec.strategy?.rollingUpdate ?? {};
  return resolveFenceposts(maxSurge, maxUnavailable, desiredOf(deployment));
}

/** How many pods above spec.replicas a rollout may have. */
export const maxSurgeOf = (deployment: Deployment) => (isRollingUpdate(deployment) ? resolved(deployment).surge : 0);

/** How many of spec.replicas may be unavailable. */
export function maxUnavailableOf(deployment: Deployment): number {
  const desired = desiredOf(deployment);
  if (!isRollingUpdate(deployment) || desired === 0) return 0;
  return Math.min(resolved(deployment).unavailable, desired);
}

/** How many pods a rolling update keeps available at the least; Recreate keeps none. */
export const minAvailableOf = (deployment: Deployment) =>
  isRollingUpdate(deployment) ? desiredOf(deployment) - maxUnavailableOf(deployment) : 0;

/** How many replicas the new ReplicaSet should have now, given its own and the number of all ReplicaSets' together. */
export function newReplicaSetReplicas(deployment: Deployment, own: number, all: number): number {
  const desired = desiredOf(deployment);
  if (!isRollingUpdate(deployment)) return desired;
  const room = desired + maxSurgeOf(deployment) - all;
  return room <= 0 ? own : own + Math.min(room, desired - own);
}
