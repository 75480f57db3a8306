/** A Deployment's status and conditions. Kubernetes 1.36, pkg/controller/deployment/sync.go (calculateStatus) and progress.go (syncRolloutStatus). */
import type { Condition, Deployment, ReplicaSet } from "../objects.ts";
import { maxUnavailableOf } from "./fenceposts.ts";
import { availableOf, replicasOf, type ReplicaSets } from "./replica-sets.ts";

type Status = Deployment["status"];
type News = Omit<Condition, "lastTransitionTime">;

/** Moves a changed condition to the end; the transition time stays when only the reason changes (SetDeploymentCondition). */
export function setCondition(conditions: Condition[], news: News, now: number): Condition[] {
  const old = conditions.find(({ type }) => type === news.type);
  if (old && old.status === news.status && old.reason === news.reason) return conditions;
  const lastTransitionTime = old?.status === news.status ? old.lastTransitionTime : now;
  return [...conditions.filter((condition) => condition !== old), { ...news, lastUpdateTime: now, lastTransitionTime }];
}

export const progressing = (status: Condition["status"], reason: string, message: string): News => ({
  type: "Progressing",
  status,
  reason,
  message,
});

function availability(deployment: Deployment, available: number): News {
  return available >= deployment.spec.replicas - maxUnavailableOf(deployment)
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

/** Counts of the ReplicaSets' statuses, and the Available condition (calculateStatus). */
export function calculateStatus(deployment: Deployment, { fresh, old }: ReplicaSets, now: number): Status {
  const all: ReplicaSet[] = fresh ? [...old, fresh] : old;
  const availableReplicas = availableOf(all);
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: all.reduce((sum, { status }) => sum + status.replicas, 0),
    updatedReplicas: fresh?.status.replicas ?? 0,
    readyReplicas: all.reduce((sum, { status }) => sum + status.readyReplicas, 0),
    availableReplicas,
    unavailableReplicas: Math.max(0, replicasOf(all) - availableReplicas),
    conditions: setCondition(deployment.status.conditions, availability(deployment, availableReplicas), now),
  };
}

export const isComplete = ({ metadata, spec }: Deployment, status: Status) =>
  status.updatedReplicas === spec.replicas &&
  status.replicas === spec.replicas &&
  status.availableReplicas === spec.replicas &&
  status.observedGeneration >= metadata.generation;

const madeProgress = (before: Status, after: Status) =>
  after.updatedReplicas > before.updatedReplicas ||
  after.replicas - after.updatedReplicas < before.replicas - before.updatedReplicas ||
  after.readyReplicas > before.readyReplicas ||
  after.availableReplicas > before.availableReplicas;

/** When the deadline for the next progress is over; nothing when no rollout is being waited for (DeploymentTimedOut, requeueStuckDeployment). */
export function deadlineOf({ spec }: Deployment, conditions: Condition[]): number | undefined {
  const current = conditions.find(({ type }) => type === "Progressing");
  if (!current || current.reason === "NewReplicaSetAvailable" || current.reason === "ProgressDeadlineExceeded")
    return undefined;
  return (current.lastUpdateTime ?? current.lastTransitionTime) + spec.progressDeadlineSeconds * 1_000;
}

/** Progressing removed and set anew, so that the deadline counts from here; the transition time stays while it is True. */
function renewed(conditions: Condition[], news: News, now: number): Condition[] {
  const current = conditions.find(({ type }) => type === news.type);
  const lastTransitionTime = current?.status === "True" ? current.lastTransitionTime : now;
  return [
    ...conditions.filter((condition) => condition !== current),
    { ...news, lastUpdateTime: now, lastTransitionTime },
  ];
}

/** The conditions with the rollout's progress in them (syncRolloutStatus). */
export function withProgress(
  deployment: Deployment,
  status: Status,
  fresh: ReplicaSet | undefined,
  now: number,
): Condition[] {
  const { conditions } = status;
  const current = conditions.find(({ type }) => type === "Progressing");
  const subject = fresh ? `ReplicaSet "${fresh.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (status.replicas === status.updatedReplicas && current?.reason === "NewReplicaSetAvailable") return conditions;
  if (isComplete(deployment, status)) {
    return setCondition(
      conditions,
      progressing("True", "NewReplicaSetAvailable", `${subject} has successfully progressed.`),
      now,
    );
  }
  if (madeProgress(deployment.status, status)) {
    return renewed(conditions, progressing("True", "ReplicaSetUpdated", `${subject} is progressing.`), now);
  }
  const deadline = deadlineOf(deployment, conditions);
  if (deadline === undefined || now <= deadline) return conditions;
  return setCondition(
    conditions,
    progressing("False", "ProgressDeadlineExceeded", `${subject} has timed out progressing.`),
    now,
  );
}
