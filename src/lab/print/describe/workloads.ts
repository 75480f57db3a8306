/** The descriptions of what keeps pods running. */
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { Condition } from "../../../simulator/kubernetes/api/meta.ts";
import { splitReplicaSets } from "../../../simulator/kubernetes/deployment/replica-sets.ts";
import { selectorText } from "../../../simulator/kubernetes/hpa/selector-text.ts";
import { isMap, type JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { none, printLabels, printSelector } from "../columns/column.ts";
import {
  annotationLines,
  controllerLines,
  dated,
  type Describe,
  field,
  inner,
  labelLines,
  nameLines,
  tableLines,
  type View,
} from "./lines.ts";
import { templateLines } from "./template.ts";

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed` */
function podsStatus({ metadata }: KubernetesObject, { store }: View): string {
  const pods = store.controlledBy("Pod", metadata.uid);
  const count = (phase: string) => pods.filter(({ status }) => status.phase === phase).length;
  const words = [["Running"], ["Pending", "Waiting"], ["Succeeded"], ["Failed"]] as const;
  return words.map(([phase, word = phase]) => `${count(phase)} ${word}`).join(" / ");
}

const conditionLines = (conditions: readonly Condition[] = []): string[] =>
  conditions.length === 0
    ? []
    : [
        "Conditions:",
        ...tableLines(
          ["Type", "Status", "Reason"],
          conditions.map(({ type, status, reason = "" }) => [`${type} `, status, reason]),
        ),
      ];

const setTexts = (sets: readonly ReplicaSet[]) =>
  sets
    .map(({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas ?? 0} replicas created)`)
    .join(", ");

function setLines(deployment: Deployment, { store }: View): string[] {
  const { fresh, old } = splitReplicaSets(deployment, store.controlledBy("ReplicaSet", deployment.metadata.uid));
  if (!fresh && old.length === 0) return [];
  return [field("OldReplicaSets", none(setTexts(old))), field("NewReplicaSet", none(setTexts(fresh ? [fresh] : [])))];
}

function replicasText({ spec, status }: Deployment): string {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
  const counts = `${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available`;
  return `${spec.replicas ?? 0} desired | ${counts} | ${unavailableReplicas} unavailable`;
}

function strategyLines({ strategy = {}, minReadySeconds = 0 }: Deployment["spec"]): string[] {
  const { type = "RollingUpdate", rollingUpdate } = strategy;
  const lines = [field("StrategyType", type), field("MinReadySeconds", minReadySeconds)];
  if (!rollingUpdate) return lines;
  const { maxUnavailable = "25%", maxSurge = "25%" } = rollingUpdate;
  return [...lines, field("RollingUpdateStrategy", `${maxUnavailable} max unavailable, ${maxSurge} max surge`)];
}

export const describeDeployment: Describe<Deployment> = (deployment, view) => {
  const { metadata, spec, status } = deployment;
  return [
    ...nameLines(metadata),
    ...dated("CreationTimestamp", metadata.creationTimestamp, view),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("Selector", selectorText(spec.selector)),
    field("Replicas", replicasText(deployment)),
    ...strategyLines(spec),
    ...templateLines(spec.template, view),
    ...conditionLines(status.conditions),
    ...setLines(deployment, view),
  ];
};

export const describeReplicaSet: Describe<ReplicaSet> = (set, view) => {
  const { metadata, spec, status } = set;
  return [
    ...nameLines(metadata),
    field("Selector", printSelector(spec.selector)),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    ...controllerLines(set),
    field("Replicas", `${status.replicas} current / ${spec.replicas ?? 0} desired`),
    field("Pods Status", podsStatus(set, view)),
    ...templateLines(spec.template, view),
    ...conditionLines(status.conditions),
  ];
};

export const describeDaemonSet: Describe<DaemonSet> = (set, view) => {
  const { metadata, spec, status } = set;
  // These lines have no tab: they stand as they are.
  const count = (what: string, of: number | undefined) => `${what}: ${of ?? 0}`;
  return [
    ...nameLines(metadata),
    field("Selector", selectorText(spec.selector)),
    field("Node-Selector", printLabels(spec.template.spec.nodeSelector)),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    count("Desired Number of Nodes Scheduled", status.desiredNumberScheduled),
    count("Current Number of Nodes Scheduled", status.currentNumberScheduled),
    count("Number of Nodes Scheduled with Up-to-date Pods", status.updatedNumberScheduled),
    count("Number of Nodes Scheduled with Available Pods", status.numberAvailable),
    count("Number of Nodes Misscheduled", status.numberMisscheduled),
    field("Pods Status", podsStatus(set, view)),
    ...templateLines(spec.template, view),
  ];
};

export const describeStatefulSet: Describe<StatefulSet> = (set, view) => {
  const { metadata, spec, status } = set;
  const { type = "RollingUpdate", rollingUpdate = {} } = spec.updateStrategy ?? {};
  const { partition, maxUnavailable } = rollingUpdate;
  const rolling = [
    ...(partition === undefined ? [] : [field("Partition", partition)]),
    ...(partition === undefined || maxUnavailable === undefined ? [] : [field("MaxUnavailable", maxUnavailable)]),
  ];
  return [
    ...nameLines(metadata),
    ...dated("CreationTimestamp", metadata.creationTimestamp, view),
    field("Selector", selectorText(spec.selector)),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("Replicas", `${spec.replicas ?? 0} desired | ${status.replicas} total`),
    field("Update Strategy", type),
    ...inner(rolling),
    field("Pods Status", podsStatus(set, view)),
    ...templateLines(spec.template, view),
    ...claimLines(spec.volumeClaimTemplates),
  ];
};

const mapAt = (value: unknown, key: string): JsonMap => {
  const found = isMap(value) ? value[key] : undefined;
  return isMap(found) ? found : {};
};

function claimLines(templates: StatefulSet["spec"]["volumeClaimTemplates"] = []): string[] {
  if (templates.length === 0) return ["Volume Claims:\t<none>"];
  return [
    "Volume Claims:",
    ...templates.flatMap(({ metadata = {}, spec }) => {
      const own: JsonMap = isMap(spec) ? spec : {};
      const storage = mapAt(own["resources"], "requests")["storage"];
      const modes = Array.isArray(own["accessModes"]) ? own["accessModes"].join(" ") : "";
      return inner([
        field("Name", metadata.name ?? ""),
        field("StorageClass", String(own["storageClassName"] ?? "")),
        field("Labels", "<none>"),
        field("Annotations", "<none>"),
        field("Capacity", String(storage ?? "<default>")),
        field("Access Modes", `[${modes}]`),
      ]);
    }),
  ];
}
