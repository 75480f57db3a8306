/** The columns of nodes and of what is cluster-wide. */
import type { Lease, Namespace, Node, PriorityClass } from "../../../simulator/kubernetes/api/core.ts";
import type { Labels } from "../../../simulator/kubernetes/api/meta.ts";
import { age, name, none, type Column } from "./column.ts";

const ROLE = "node-role.kubernetes.io/";
const ROLE_LABEL = "kubernetes.io/role";

/** The roles that a node's labels name. */
export function rolesOf(labels: Labels = {}): string {
  const prefixed = Object.keys(labels).filter((key) => key.startsWith(ROLE) && key !== ROLE);
  const roles = new Set([...prefixed.map((key) => key.slice(ROLE.length)), labels[ROLE_LABEL] ?? ""]);
  return none([...roles].filter(Boolean).toSorted().join(","));
}

function nodeStatus({ spec, status }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === "Ready");
  const word = !ready ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady";
  return spec.unschedulable ? `${word},SchedulingDisabled` : word;
}

const addressOf = (type: string) => (node: Node) =>
  none(node.status.addresses?.find((address) => address.type === type)?.address);

const info = (key: string) => (node: Node) => node.status.nodeInfo?.[key] || "<unknown>";

function kernel(node: Node): string {
  const architecture = node.status.nodeInfo?.["architecture"];
  return `${info("kernelVersion")(node)}${architecture ? ` (${architecture})` : ""}`;
}

export const nodeColumns: Column<Node>[] = [
  name,
  { header: "STATUS", cell: nodeStatus },
  { header: "ROLES", cell: ({ metadata }) => rolesOf(metadata.labels) },
  age,
  { header: "VERSION", cell: ({ status }) => status.nodeInfo?.["kubeletVersion"] ?? "" },
  { header: "INTERNAL-IP", wide: true, cell: addressOf("InternalIP") },
  { header: "EXTERNAL-IP", wide: true, cell: addressOf("ExternalIP") },
  { header: "OS-IMAGE", wide: true, cell: info("osImage") },
  { header: "KERNEL-VERSION", wide: true, cell: kernel },
  { header: "CONTAINER-RUNTIME", wide: true, cell: info("containerRuntimeVersion") },
];

export const namespaceColumns: Column<Namespace>[] = [
  name,
  { header: "STATUS", cell: ({ status }) => status.phase },
  age,
];

export const leaseColumns: Column<Lease>[] = [
  name,
  { header: "HOLDER", cell: ({ spec }) => spec.holderIdentity ?? "" },
  age,
];

export const priorityClassColumns: Column<PriorityClass>[] = [
  name,
  { header: "VALUE", cell: ({ value }) => String(value) },
  { header: "GLOBAL-DEFAULT", cell: ({ globalDefault = false }) => String(globalDefault) },
  age,
  { header: "PREEMPTIONPOLICY", cell: ({ preemptionPolicy = "PreemptLowerPriority" }) => preemptionPolicy },
];
