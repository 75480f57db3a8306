// The columns of `kubectl get`, kind by kind: the only place that knows them.
import type { Deployment, ReplicaSet } from "../../simulator/kubernetes/api/apps.ts";
import type { HorizontalPodAutoscaler } from "../../simulator/kubernetes/api/autoscaling.ts";
import type { Event, Node, Service } from "../../simulator/kubernetes/api/core.ts";
import type { Labels } from "../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import type { Kind, LabObject } from "../kinds.ts";
import { printAge } from "./age.ts";
import { podReady, podStatus } from "./pod-status.ts";
import { printTargets } from "./values.ts";

/** A column; `wide` ones are printed with `-o wide` only. The name is no column: it always comes first, except for events. */
export type Column<T> = { header: string; wide?: true; cell: (object: T, now: number) => string };

const age: Column<LabObject> = {
  header: "AGE",
  cell: ({ metadata }, now) => printAge(now - metadata.creationTimestamp),
};
const none = (text: string | undefined) => text || "<none>";

/** `app=web,tier=shop`, sorted; `<none>` for none. */
export function printLabels(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return none(pairs.toSorted().join(","));
}

const pods: Column<Pod>[] = [
  { header: "READY", cell: podReady },
  { header: "STATUS", cell: podStatus },
  {
    header: "RESTARTS",
    cell: ({ status }) => String((status.containerStatuses ?? []).reduce((sum, each) => sum + each.restartCount, 0)),
  },
  age,
  { header: "IP", wide: true, cell: ({ status }) => none(status.podIP) },
  { header: "NODE", wide: true, cell: ({ spec }) => none(spec.nodeName) },
  { header: "NOMINATED NODE", wide: true, cell: () => "<none>" },
  { header: "READINESS GATES", wide: true, cell: () => "<none>" },
];

const templates: Column<Deployment | ReplicaSet>[] = [
  {
    header: "CONTAINERS",
    wide: true,
    cell: ({ spec }) => spec.template.spec.containers.map((each) => each.name).join(","),
  },
  {
    header: "IMAGES",
    wide: true,
    cell: ({ spec }) => spec.template.spec.containers.map((each) => each.image).join(","),
  },
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printLabels(spec.selector.matchLabels) },
];

const deployments: Column<Deployment>[] = [
  { header: "READY", cell: ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas}` },
  { header: "UP-TO-DATE", cell: ({ status }) => String(status.updatedReplicas ?? 0) },
  { header: "AVAILABLE", cell: ({ status }) => String(status.availableReplicas ?? 0) },
  age,
  ...templates,
];

const replicaSets: Column<ReplicaSet>[] = [
  { header: "DESIRED", cell: ({ spec }) => String(spec.replicas) },
  { header: "CURRENT", cell: ({ status }) => String(status.replicas) },
  { header: "READY", cell: ({ status }) => String(status.readyReplicas ?? 0) },
  age,
  ...templates,
];

const autoscalers: Column<HorizontalPodAutoscaler>[] = [
  { header: "REFERENCE", cell: ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}` },
  { header: "TARGETS", cell: printTargets },
  { header: "MINPODS", cell: ({ spec }) => String(spec.minReplicas) },
  { header: "MAXPODS", cell: ({ spec }) => String(spec.maxReplicas) },
  { header: "REPLICAS", cell: ({ status }) => String(status.currentReplicas ?? 0) },
  age,
];

const ROLE = "node-role.kubernetes.io/";

function rolesOf(labels: Labels = {}): string[] {
  const roles = Object.keys(labels).filter((key) => key.startsWith(ROLE));
  return roles.map((key) => key.slice(ROLE.length)).toSorted();
}

const internalAddress = ({ status }: Node) =>
  none(status.addresses?.find(({ type }) => type === "InternalIP")?.address);

const nodes: Column<Node>[] = [
  {
    header: "STATUS",
    cell: ({ spec, status }) => {
      const ready = status.conditions?.find((condition) => condition.type === "Ready");
      const word = !ready || ready.status === "True" ? "Ready" : "NotReady";
      return spec.unschedulable ? `${word},SchedulingDisabled` : word;
    },
  },
  { header: "ROLES", cell: ({ metadata }) => none(rolesOf(metadata.labels).join(",")) },
  age,
  { header: "VERSION", cell: () => "v1.36.2" },
  { header: "INTERNAL-IP", wide: true, cell: internalAddress },
  { header: "EXTERNAL-IP", wide: true, cell: () => "<none>" },
  { header: "OS-IMAGE", wide: true, cell: () => "Debian GNU/Linux 12 (bookworm)" },
  { header: "KERNEL-VERSION", wide: true, cell: () => "6.1.0-41-amd64 (amd64)" },
  { header: "CONTAINER-RUNTIME", wide: true, cell: () => "containerd://2.1.4" },
];

const services: Column<Service>[] = [
  { header: "TYPE", cell: ({ spec }) => spec.type ?? "ClusterIP" },
  { header: "CLUSTER-IP", cell: ({ spec }) => spec.clusterIP ?? "None" },
  { header: "EXTERNAL-IP", cell: ({ spec }) => (spec.type === "LoadBalancer" ? "<pending>" : "<none>") },
  {
    header: "PORT(S)",
    cell: ({ spec }) =>
      (spec.ports ?? [])
        .map(({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ""}/${protocol}`)
        .join(","),
  },
  age,
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printLabels(spec.selector) },
];

const events: Column<Event>[] = [
  { header: "LAST SEEN", cell: ({ lastTimestamp }, now) => printAge(now - lastTimestamp) },
  { header: "TYPE", cell: ({ type }) => type },
  { header: "REASON", cell: ({ reason }) => reason },
  { header: "OBJECT", cell: ({ involvedObject: { kind, name } }) => `${kind.toLowerCase()}/${name}` },
  { header: "SUBOBJECT", wide: true, cell: () => "" },
  { header: "SOURCE", wide: true, cell: ({ source }) => source },
  { header: "MESSAGE", cell: ({ message }) => message.trim() },
  { header: "FIRST SEEN", wide: true, cell: ({ firstTimestamp }, now) => printAge(now - firstTimestamp) },
  { header: "COUNT", wide: true, cell: ({ count }) => String(count) },
  { header: "NAME", wide: true, cell: ({ metadata }) => metadata.name },
];

/** The columns of each kind. */
export const COLUMNS: { [K in Kind]: Column<Extract<LabObject, { kind: K }>>[] } = {
  Pod: pods,
  Deployment: deployments,
  ReplicaSet: replicaSets,
  HorizontalPodAutoscaler: autoscalers,
  Node: nodes,
  Service: services,
  Event: events,
};
