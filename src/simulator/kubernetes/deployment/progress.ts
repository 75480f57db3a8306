/** How a rollout is getting on. Kubernetes 1.36, pkg/controller/deployment/progress.go (syncRolloutStatus). */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { Condition, Time } from "../api/meta.ts";
import { asOf, conditionOf, hasDeadline, progressing, withNews, withoutCondition } from "./conditions.ts";
import { allOf, type ReplicaSets } from "./replica-sets.ts";
import { calculateStatus, hasProgressed, hasTimedOut, isComplete, type DeploymentStatus } from "./status.ts";

const PROGRESSING = "Progressing";
const FAILURE = "ReplicaFailure";

/** Progressing set anew, so that the deadline counts from here; the transition time stays while it is True. */
function renewed(conditions: Condition[], current: Condition | undefined, news: Condition): Condition[] {
  const rest = withoutCondition(conditions, PROGRESSING);
  if (current?.status !== "True" || current.lastTransitionTime === undefined) return [...rest, news];
  return [...rest, { ...news, lastTransitionTime: current.lastTransitionTime }];
}

/** What is new about a rollout under way, if anything. */
function newsOf(deployment: Deployment, status: DeploymentStatus, fresh: ReplicaSet | undefined, now: Time) {
  const subject = fresh ? `ReplicaSet "${fresh.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (isComplete(deployment, status))
    return progressing("True", "NewReplicaSetAvailable", `${subject} has successfully progressed.`);
  if (hasProgressed(deployment, status)) return progressing("True", "ReplicaSetUpdated", `${subject} is progressing.`);
  if (!hasTimedOut(deployment, status, now)) return undefined;
  return progressing("False", "ProgressDeadlineExceeded", `${subject} has timed out progressing.`);
}

function withProgress(deployment: Deployment, status: DeploymentStatus, fresh: ReplicaSet | undefined, now: Time) {
  const { conditions = [], replicas = 0, updatedReplicas = 0 } = status;
  if (!hasDeadline(deployment)) return withoutCondition(conditions, PROGRESSING);
  const current = conditionOf(deployment.status.conditions, PROGRESSING);
  if (replicas === updatedReplicas && current?.reason === "NewReplicaSetAvailable") return conditions;
  const news = newsOf(deployment, status, fresh, now);
  if (!news) return conditions;
  const condition = asOf(news, now);
  return news.reason === "ReplicaSetUpdated"
    ? renewed(conditions, current, condition)
    : withNews(conditions, condition);
}

/** What keeps a ReplicaSet from making its pods, of the new one first (getReplicaFailures). */
function failureOf(replicaSets: ReplicaSets): Condition | undefined {
  const candidates = [replicaSets.fresh, ...allOf(replicaSets)];
  for (const candidate of candidates) {
    const failure = conditionOf(candidate?.status.conditions, FAILURE);
    if (!failure) continue;
    const { lastTransitionTime: since } = failure;
    return since === undefined ? failure : { ...failure, lastUpdateTime: since };
  }
  return undefined;
}

/** The status with the rollout's progress in it. */
export function rolloutStatus(deployment: Deployment, replicaSets: ReplicaSets, now: Time): DeploymentStatus {
  const status = calculateStatus(deployment, replicaSets, now);
  const conditions = withProgress(deployment, status, replicaSets.fresh, now);
  const failure = failureOf(replicaSets);
  return { ...status, conditions: failure ? withNews(conditions, failure) : withoutCondition(conditions, FAILURE) };
}
