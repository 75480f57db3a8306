/** A Deployment's status. Kubernetes 1.36, pkg/controller/deployment/sync.go (calculateStatus) and util/deployment_util.go. */
import type { Deployment } from "../api/apps.ts";
import type { Time } from "../api/meta.ts";
import { asOf, conditionOf, hasDeadline, withNews, type News } from "./conditions.ts";
import { desiredOf, maxUnavailableOf } from "./fenceposts.ts";
import { actualOf, allOf, availableOf, readyOf, replicasOf, terminatingOf, type ReplicaSets } from "./replica-sets.ts";

export type DeploymentStatus = Deployment["status"];

function availability(deployment: Deployment, available: number): News {
  return available >= desiredOf(deployment) - maxUnavailableOf(deployment)
    ? {
        type: "Available",
        status: "True",
        reason: "MinimumReplicasAvailable",
        message: "Deployment has minimum availability.",
      }
    : {
        type: "Available",
        status: "False",
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      };
}

/** Without those that are 0, as the API server writes them. */
const counted = <K extends string>(counts: Record<K, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)) as Partial<Record<K, number>>;

/** Counts of the ReplicaSets' statuses, and the Available condition (calculateStatus). */
export function calculateStatus(deployment: Deployment, replicaSets: ReplicaSets, now: Time): DeploymentStatus {
  const all = allOf(replicaSets);
  const { fresh } = replicaSets;
  const { conditions = [], collisionCount } = deployment.status;
  const available = availableOf(all);
  const terminating = terminatingOf(all);
  return {
    ...counted({
      observedGeneration: deployment.metadata.generation ?? 0,
      replicas: actualOf(all),
      updatedReplicas: fresh?.status.replicas ?? 0,
      readyReplicas: readyOf(all),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, replicasOf(all) - available),
    }),
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: withNews(conditions, asOf(availability(deployment, available), now)),
  };
}

/** DeploymentComplete. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const desired = desiredOf(deployment);
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status;
  const counts = updatedReplicas === desired && replicas === desired && availableReplicas === desired;
  return counts && observedGeneration >= (deployment.metadata.generation ?? 0);
}

const counts = ({ replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 }: DeploymentStatus) => ({
  updated: updatedReplicas,
  old: replicas - updatedReplicas,
  ready: readyReplicas,
  available: availableReplicas,
});

/** Whether the status has come on since the Deployment's own: more new pods, fewer old ones, more ready or available (DeploymentProgressing). */
export function hasProgressed(deployment: Deployment, status: DeploymentStatus): boolean {
  const before = counts(deployment.status);
  const after = counts(status);
  if (after.updated > before.updated || after.old < before.old) return true;
  return after.ready > before.ready || after.available > before.available;
}

/** The instant up to which the next progress is waited for. */
const deadlineFrom = (deployment: Deployment, since: Time) =>
  since + (deployment.spec.progressDeadlineSeconds ?? 0) * 1_000;

/** Whether the deadline for progress is over (DeploymentTimedOut). */
export function hasTimedOut(deployment: Deployment, status: DeploymentStatus, now: Time): boolean {
  const condition = conditionOf(status.conditions, "Progressing");
  if (!hasDeadline(deployment) || !condition || condition.reason === "NewReplicaSetAvailable") return false;
  if (condition.reason === "ProgressDeadlineExceeded") return true;
  // A condition that was never updated is from before all time.
  return deadlineFrom(deployment, condition.lastUpdateTime ?? Number.NEGATIVE_INFINITY) < now;
}

/**
 * Milliseconds from now to the deadline, 0 when less than a second is left; nothing when there is nothing to wait for (requeueStuckDeployment).
 * Upstream also looks again and again at a Deployment that lost pods long after its rollout; it has no deadline, so that would show nothing.
 */
export function untilDeadline(deployment: Deployment, status: DeploymentStatus, now: Time): number | undefined {
  const condition = conditionOf(deployment.status.conditions, "Progressing");
  if (!hasDeadline(deployment) || !condition || isComplete(deployment, status)) return undefined;
  if (condition.reason === "ProgressDeadlineExceeded" || condition.reason === "NewReplicaSetAvailable")
    return undefined;
  const left = deadlineFrom(deployment, condition.lastUpdateTime ?? Number.NEGATIVE_INFINITY) - now;
  return left < 1_000 ? 0 : left;
}
