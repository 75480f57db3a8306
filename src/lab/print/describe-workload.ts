// `kubectl describe deployment` and `kubectl describe pod`.
import type { Container, Deployment, Event, Pod, ReplicaSet } from "../../simulator/kubernetes/objects.ts";
import { printDate } from "./age.ts";
import { printLabels } from "./columns.ts";
import { fieldOfLabels, printEvents, printFields, printInner } from "./sections.ts";
import { nodeAddress, printResources } from "./values.ts";

/** Describes a Deployment as it is at `now`. */
export function describeDeployment(
  { metadata, spec, status }: Deployment,
  sets: ReplicaSet[],
  events: Event[] | undefined,
  now: number,
): string {
  const { maxSurge = "25%", maxUnavailable = "25%" } = spec.strategy.rollingUpdate ?? {};
  const own = sets.filter(({ metadata: { ownerReferences } }) =>
    ownerReferences.some(({ uid }) => uid === metadata.uid),
  );
  const current = own.filter(({ spec: { template } }) =>
    sameImages(template.spec.containers, spec.template.spec.containers),
  );
  const old = own.filter((set) => !current.includes(set) && set.spec.replicas > 0);
  const fields = printFields([
    ["Name:", metadata.name],
    ["Namespace:", metadata.namespace],
    ["CreationTimestamp:", printDate(metadata.creationTimestamp)],
    ["Labels:", fieldOfLabels(metadata.labels)],
    ["Annotations:", fieldOfLabels(metadata.annotations, ": ")],
    ["Selector:", printLabels(spec.selector.matchLabels)],
    [
      "Replicas:",
      `${spec.replicas} desired | ${status.updatedReplicas} updated | ${status.replicas} total | ` +
        `${status.availableReplicas} available | ${status.unavailableReplicas} unavailable`,
    ],
    ["StrategyType:", spec.strategy.type],
    ["MinReadySeconds:", String(spec.minReadySeconds)],
    ...(spec.strategy.type === "RollingUpdate"
      ? ([["RollingUpdateStrategy:", `${maxUnavailable} max unavailable, ${maxSurge} max surge`]] as [string, string][])
      : []),
  ]);
  return [
    ...fields,
    "Pod Template:",
    `  Labels:  ${printLabels(spec.template.metadata.labels)}`,
    "  Containers:",
    ...spec.template.spec.containers.flatMap((container) => printContainer(container, "   ")),
    ...printTypes(status.conditions.map(({ type, status: is, reason }) => [type, is, reason])),
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
export function describePod({ metadata, spec, status }: Pod, events: Event[] | undefined, now: number): string {
  const owner = metadata.ownerReferences.find(({ controller }) => controller);
  const fields = printFields([
    ["Name:", metadata.name],
    ["Namespace:", metadata.namespace],
    ["Node:", spec.nodeName ? `${spec.nodeName}/${nodeAddress(spec.nodeName)}` : "<none>"],
    ...(status.startTime === undefined ? [] : ([["Start Time:", printDate(status.startTime)]] as [string, string][])),
    ["Labels:", fieldOfLabels(metadata.labels)],
    ["Annotations:", fieldOfLabels(metadata.annotations, ": ")],
    ["Status:", metadata.deletionTimestamp === undefined ? status.phase : "Terminating"],
    ["IP:", status.podIP ?? ""],
    ...(owner ? ([["Controlled By:", `${owner.kind}/${owner.name}`]] as [string, string][]) : []),
  ]);
  const conditions = status.conditions.map(({ type, status: is }) => [type, is]);
  return [
    ...fields,
    "Containers:",
    ...spec.containers.flatMap((container) => printContainer(container, "  ", stateOf(status, container.name))),
    ...(conditions.length > 0 ? ["Conditions:", ...withoutRule(printInner(["Type", "Status"], conditions))] : []),
    ...printEvents(events, now, "Events:                      "),
  ].join("\n");
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
    ...printFields([["Image:", image], ...state]).map((line) => `    ${line}`),
    ...quantities("Limits", printResources(resources.limits)),
    ...quantities("Requests", printResources(resources.requests)),
  ];
}

type Field = [label: string, value: string];

function stateOf({ containerStatuses }: Pod["status"], name: string): Field[] {
  const found = containerStatuses.find((each) => each.name === name);
  if (!found) return [];
  const { state, reason, ready, restartCount } = found;
  return [
    ["State:", state[0]!.toUpperCase() + state.slice(1)],
    ...(state !== "running" && reason ? ([["  Reason:", reason]] as Field[]) : []),
    ["Ready:", ready ? "True" : "False"],
    ["Restart Count:", String(restartCount)],
  ];
}
