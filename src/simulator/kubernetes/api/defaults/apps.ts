/** What the API server fills into the apps group. Kubernetes 1.36, pkg/apis/apps/v1/defaults.go. */
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../apps.ts";
import { defaultTemplate } from "./pod.ts";

function strategyOf({ strategy }: Deployment["spec"]): NonNullable<Deployment["spec"]["strategy"]> {
  const type = strategy?.type ?? "RollingUpdate";
  if (type !== "RollingUpdate") return { ...strategy, type };
  return { type, rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%", ...strategy?.rollingUpdate } };
}

export const defaultDeployment = (deployment: Deployment): Deployment => ({
  ...deployment,
  spec: {
    ...deployment.spec,
    replicas: deployment.spec.replicas ?? 1,
    template: defaultTemplate(deployment.spec.template),
    strategy: strategyOf(deployment.spec),
    revisionHistoryLimit: deployment.spec.revisionHistoryLimit ?? 10,
    progressDeadlineSeconds: deployment.spec.progressDeadlineSeconds ?? 600,
  },
});

export const defaultReplicaSet = (replicaSet: ReplicaSet): ReplicaSet => ({
  ...replicaSet,
  spec: {
    ...replicaSet.spec,
    replicas: replicaSet.spec.replicas ?? 1,
    template: defaultTemplate(replicaSet.spec.template),
  },
});

/** A RollingUpdate that was named without its settings keeps none. */
function updateStrategyOf({
  updateStrategy = {},
}: StatefulSet["spec"]): NonNullable<StatefulSet["spec"]["updateStrategy"]> {
  const { type, rollingUpdate } = updateStrategy;
  if (type === undefined) return { type: "RollingUpdate", rollingUpdate: { partition: 0, ...rollingUpdate } };
  if (type === "OnDelete" || !rollingUpdate) return updateStrategy;
  return { type, rollingUpdate: { partition: 0, ...rollingUpdate } };
}

export function defaultStatefulSet(set: StatefulSet): StatefulSet {
  return {
    ...set,
    spec: {
      ...set.spec,
      replicas: set.spec.replicas ?? 1,
      podManagementPolicy: set.spec.podManagementPolicy ?? "OrderedReady",
      updateStrategy: updateStrategyOf(set.spec),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: "Retain",
        whenScaled: "Retain",
        ...set.spec.persistentVolumeClaimRetentionPolicy,
      },
      revisionHistoryLimit: set.spec.revisionHistoryLimit ?? 10,
      template: defaultTemplate(set.spec.template),
    },
  };
}

export function defaultDaemonSet(set: DaemonSet): DaemonSet {
  const { updateStrategy } = set.spec;
  const type = updateStrategy?.type ?? "RollingUpdate";
  const rollingUpdate = { maxUnavailable: 1, maxSurge: 0, ...updateStrategy?.rollingUpdate };
  return {
    ...set,
    spec: {
      ...set.spec,
      updateStrategy: type === "RollingUpdate" ? { type, rollingUpdate } : { ...updateStrategy, type },
      revisionHistoryLimit: set.spec.revisionHistoryLimit ?? 10,
      template: defaultTemplate(set.spec.template),
    },
  };
}
