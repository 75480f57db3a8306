/** The columns of what keeps pods running. */
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  ReplicaSet,
  StatefulSet,
} from "../../../simulator/kubernetes/api/apps.ts";
import { controllerOf } from "../../../simulator/kubernetes/metadata.ts";
import { selectorText } from "../../../simulator/kubernetes/hpa/selector-text.ts";
import { age, name, printLabels, printSelector, templateColumns, type Column } from "./column.ts";

const countOf = (count: number | undefined) => String(count ?? 0);
const templates = templateColumns(({ spec }: Deployment | ReplicaSet | DaemonSet | StatefulSet) => spec.template);

export const deploymentColumns: Column<Deployment>[] = [
  name,
  { header: "READY", cell: ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}` },
  { header: "UP-TO-DATE", cell: ({ status }) => countOf(status.updatedReplicas) },
  { header: "AVAILABLE", cell: ({ status }) => countOf(status.availableReplicas) },
  age,
  ...templates,
  { header: "SELECTOR", wide: true, cell: ({ spec }) => selectorText(spec.selector) },
];

export const replicaSetColumns: Column<ReplicaSet>[] = [
  name,
  { header: "DESIRED", cell: ({ spec }) => countOf(spec.replicas) },
  { header: "CURRENT", cell: ({ status }) => countOf(status.replicas) },
  { header: "READY", cell: ({ status }) => countOf(status.readyReplicas) },
  age,
  ...templates,
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printSelector(spec.selector) },
];

export const daemonSetColumns: Column<DaemonSet>[] = [
  name,
  { header: "DESIRED", cell: ({ status }) => countOf(status.desiredNumberScheduled) },
  { header: "CURRENT", cell: ({ status }) => countOf(status.currentNumberScheduled) },
  { header: "READY", cell: ({ status }) => countOf(status.numberReady) },
  { header: "UP-TO-DATE", cell: ({ status }) => countOf(status.updatedNumberScheduled) },
  { header: "AVAILABLE", cell: ({ status }) => countOf(status.numberAvailable) },
  { header: "NODE SELECTOR", cell: ({ spec }) => printLabels(spec.template.spec.nodeSelector) },
  age,
  ...templates,
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printSelector(spec.selector) },
];

export const statefulSetColumns: Column<StatefulSet>[] = [
  name,
  { header: "READY", cell: ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}` },
  age,
  ...templates,
];

/** `deployment.apps/web` of an owner that is `apps/v1 Deployment web`. */
function ownerName(revision: ControllerRevision): string {
  const owner = controllerOf(revision);
  if (!owner) return "<none>";
  const { apiVersion = "", kind } = owner;
  const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0]}` : "";
  return `${kind.toLowerCase()}${group}/${owner.name}`;
}

export const revisionColumns: Column<ControllerRevision>[] = [
  name,
  { header: "CONTROLLER", cell: ownerName },
  { header: "REVISION", cell: ({ revision }) => String(revision) },
  age,
];
