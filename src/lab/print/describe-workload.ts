// `kubectl describe deployment` and `kubectl describe pod`.
import type { Deployment, ReplicaSet } from "../../simulator/kubernetes/api/apps.ts";
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import type { Container, ContainerState, Pod } from "../../simulator/kubernetes/api/pod.ts";
import { printDate } from "./age.ts";
import { printLabels } from "./columns.ts";
import { fieldOfLabels, printEvents, printFields, printInner } from "./sections.ts";
import { printResources } from "./values.ts";

function replicasField({ spec, status }: Deployment): string {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
  return (
    `${spec.replicas ?? 0} desired | ${updatedReplicas} updated | ${replicas} total | ` +
    `${availableReplicas} available | ${unavailableReplicas} unavailable`
  );
}

function strategyFields({ strategy = {}, minReadySeconds = 0 }: Deployment["spec"]): Field[] {
  const { type = "RollingUpdate", rollingUpdate = {} } = strategy;
  const { maxSurge = "25%", maxUnavailable = "25%" } = rollingUpdate;
  const fields: Field[] = [
    ["StrategyType:", type],
    ["MinReadySeconds:", String(minReadySeconds)],
  ];
  if (type !== "RollingUpdate") return fields;
  return [...fields, ["RollingUpdateStrategy:", `${maxUnavailable} max unavailable, ${maxSurge} max surge`]];
}

/** The Deployment's ReplicaSets: of its present template, and the others that still have pods. */
function ownSets({ metadata, spec }: Deployment, sets: ReplicaSet[]): { current: ReplicaSet[]; old: ReplicaSet[] } {
  const own = sets.filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid));
  const current = own.filter((set) => sameImages(set.spec.template.spec.containers, spec.template.spec.containers));
  return { current, old: own.filter((set) => !current.includes(set) && (set.spec.replicas ?? 0) > 0) };
}

/** Describes a Deployment as it is at `now`. */
export function describeDeployment(
  deployment: Deployment,
  sets: ReplicaSet[],
  events: Event[] | undefined,
  now: number,
): string {
  const { metadata, spec, status } = deployment;
  const { current, old } = ownSets(deployment, sets);
  const fields = printFields([
    ["Name:", metadata.name],
    ["Namespace:", metadata.namespace],
    ["CreationTimestamp:", printDate(metadata.creationTimestamp)],
    ["Labels:", fieldOfLabels(metadata.labels)],
    ["Annotations:", fieldOfLabels(metadata.annotations, ": ")],
    ["Selector:", printLabels(spec.selector.matchLabels)],
    ["Replicas:", replicasField(deployment)],
    ...strategyFields(spec),
  ]);
  return [
    ...fields,
    "Pod Template:",
    `  Labels:  ${printLabels(spec.template.metadata?.labels)}`,
    "  Containers:",
    ...spec.template.spec.containers.flatMap((container) => printContainer(container, "   ")),
    ...printTypes((status.conditions ?? []).map((each) => [each.type, each.status, each.reason ?? ""])),
    ...printFields([
      ["OldReplicaSets:", printSets(old)],
      ["NewReplicaSet:", printSets(current)],
    ]),
    ...printEvents(events, now, "Events:          "),
  ].join("\n");
}

function sameImages(some: Container[], others: Container[]): boolean {
  return some.every((container, at) => container.image === others[at]?.image);
}

function printSets(sets: ReplicaSet[]): string {
  const each = sets.map(
    ({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas} replicas created)`,
  );
  return each.join(", ") || "<none>";
}

function printTypes(rows: string[][]): string[] {
  return rows.length === 0 ? [] : ["Conditions:", ...printInner(["Type", "Status", "Reason"], rows)];
}

/** Describes a pod as it is at `now`. */
export function describePod(pod: Pod, events: Event[] | undefined, now: number): string {
  const { spec, status } = pod;
  const conditions = (status.conditions ?? []).map(({ type, status: is }) => [type, is]);
  return [
    ...printFields(fieldsOfPod(pod)),
    "Containers:",
    ...spec.containers.flatMap((container) => printContainer(container, "  ", stateOf(status, container.name))),
    ...(conditions.length > 0 ? ["Conditions:", ...withoutRule(printInner(["Type", "Status"], conditions))] : []),
    ...printEvents(events, now, "Events:                      "),
  ].join("\n");
}

function fieldsOfPod({ metadata, spec, status }: Pod): [string, string][] {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const started: [string, string][] =
    status.startTime === undefined ? [] : [["Start Time:", printDate(status.startTime)]];
  const controlled: [string, string][] = owner ? [["Controlled By:", `${owner.kind}/${owner.name}`]] : [];
  return [
    ["Name:", metadata.name],
    ["Namespace:", metadata.namespace],
    ["Node:", spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ""}` : "<none>"],
    ...started,
    ["Labels:", fieldOfLabels(metadata.labels)],
    ["Annotations:", fieldOfLabels(metadata.annotations, ": ")],
    ["Status:", metadata.deletionTimestamp === undefined ? (status.phase ?? "Pending") : "Terminating"],
    ["IP:", status.podIP ?? ""],
    ...controlled,
  ];
}

/** A pod's conditions are the one table that kubectl does not underline. */
function withoutRule(lines: string[]): string[] {
  return lines.filter((_, at) => at !== 1);
}

/** `state` are lines of a pod's container, between its image and its resources. */
function printContainer({ name, image, resources }: Container, indent: string, state: Field[] = []): string[] {
  const quantities = (title: string, list: Field[]) =>
    list.length === 0
      ? []
      : [
          `    ${title}:`,
          ...printFields(list.map(([key, value]) => [`${key}:`, value])).map((line) => `      ${line}`),
        ];
  return [
    `${indent}${name}:`,
    ...printFields([["Image:", image ?? ""], ...state]).map((line) => `    ${line}`),
    ...quantities("Limits", printResources(resources?.limits)),
    ...quantities("Requests", printResources(resources?.requests)),
  ];
}

type Field = [label: string, value: string];

function stateName({ running, terminated }: ContainerState): string {
  if (running) return "Running";
  return terminated ? "Terminated" : "Waiting";
}

function stateOf({ containerStatuses }: Pod["status"], name: string): Field[] {
  const found = containerStatuses?.find((each) => each.name === name);
  if (!found) return [];
  const { state = {}, ready, restartCount } = found;
  const reason = state.waiting?.reason ?? state.terminated?.reason;
  return [
    ["State:", stateName(state)],
    ...(reason ? ([["  Reason:", reason]] as Field[]) : []),
    ["Ready:", ready ? "True" : "False"],
    ["Restart Count:", String(restartCount)],
  ];
}
