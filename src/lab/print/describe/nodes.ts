/** A node's description. */
import type { Node, Taint } from "../../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { lastRenewal } from "../../../simulator/kubernetes/kubelet/nodes.ts";
import { printDate } from "../instant.ts";
import { ago } from "../columns/column.ts";
import { rolesOf } from "../columns/nodes.ts";
import { rowOfPod, totalLines } from "./node-resources.ts";
import {
  annotationLines,
  below,
  dated,
  type Describe,
  field,
  ifAny,
  inner,
  labelLines,
  resourceLines,
  tableLines,
  type View,
} from "./lines.ts";

const taintText = ({ key, value, effect }: Taint) => `${key}${value ? `=${value}` : ""}${effect ? `:${effect}` : ""}`;

function taintLines(taints: readonly Taint[] = []): string[] {
  const order = ({ key, effect }: Taint) => `${effect},${key}`;
  return below("Taints", taints.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).map(taintText));
}

function leaseLines({ metadata }: Node, view: View): string[] {
  const lease = view.store.get("Lease", metadata.name, "kube-node-lease");
  if (!lease) return [field("Lease", `Failed to get lease: leases.coordination.k8s.io "${metadata.name}" not found`)];
  const { holderIdentity } = lease.spec;
  const renewTime = lastRenewal(lease, view.now);
  return [
    "Lease:",
    ...inner([
      field("HolderIdentity", holderIdentity ?? "<unset>"),
      field("AcquireTime", "<unset>"),
      ...(renewTime === undefined ? [field("RenewTime", "<unset>")] : dated("RenewTime", renewTime, view)),
    ]),
  ];
}

/** nodeStatusReportFrequency: so often a kubelet reports a status that has not changed. Kubernetes 1.36, pkg/kubelet/apis/config/v1beta1/defaults.go. */
const REPORT_MS = 300_000;

/** When the kubelet reported a condition last: the store keeps the first time, and a kubelet that is gone reports no more. */
function reportedAt(node: Node, at: number, { store, now }: View): number {
  const lease = store.get("Lease", node.metadata.name, "kube-node-lease");
  const alive = lease && lastRenewal(lease, now);
  return alive === undefined ? at : at + Math.floor(Math.max(0, alive - at) / REPORT_MS) * REPORT_MS;
}

function conditionLines(node: Node, view: View): string[] {
  const { conditions = [] } = node.status;
  const { epoch } = view;
  if (conditions.length === 0) return [];
  const when = (at: number | undefined) =>
    `${at === undefined ? "Mon, 01 Jan 0001 00:00:00 +0000" : printDate(at + epoch)} `;
  const rows = conditions.map((one) => [
    `${one.type} `,
    `${one.status} `,
    when(one.lastHeartbeatTime && reportedAt(node, one.lastHeartbeatTime, view)),
    when(one.lastTransitionTime),
    `${one.reason ?? ""} `,
    one.message ?? "",
  ]);
  const header = ["Type", "Status", "LastHeartbeatTime", "LastTransitionTime", "Reason", "Message"];
  return ["Conditions:", ...tableLines(header, rows)];
}

const INFO = {
  "Machine ID": "machineID",
  "System UUID": "systemUUID",
  "Boot ID": "bootID",
  "Kernel Version": "kernelVersion",
  "OS Image": "osImage",
  "Operating System": "operatingSystem",
  Architecture: "architecture",
  "Container Runtime Version": "containerRuntimeVersion",
  "Kubelet Version": "kubeletVersion",
};

const infoLines = ({ status }: Node): string[] => [
  "System Info:",
  ...inner(Object.entries(INFO).map(([label, key]) => field(label, status.nodeInfo?.[key] ?? ""))),
];

const isRunning = ({ status }: Pod) => status.phase !== "Succeeded" && status.phase !== "Failed";

function podLines(node: Node, view: View): string[] {
  const inOrder = ({ metadata }: Pod) => `${metadata.namespace}/${metadata.name}`;
  const pods = view.store
    .podsOn(node.metadata.name)
    .filter(isRunning)
    .toSorted((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));
  const header = ["Namespace", "Name", "", "CPU Requests", "CPU Limits", "Memory Requests", "Memory Limits", "Age"];
  const allocatable = node.status.allocatable ?? node.status.capacity ?? {};
  const rows = pods.map((pod) => [...rowOfPod(pod, allocatable), ago(pod.metadata.creationTimestamp, view.now)]);
  return [
    field("Non-terminated Pods", `(${pods.length} in total)`),
    ...tableLines(header, rows),
    "Allocated resources:",
    "  (Total limits may be over 100 percent, i.e., overcommitted.)",
    ...totalLines(pods, allocatable),
  ];
}

export const describeNode: Describe<Node> = (node, view) => {
  const { metadata, spec, status } = node;
  const resources = (label: string, list: Node["status"]["capacity"] = {}) =>
    Object.keys(list).length === 0 ? [] : [`${label}:`, ...inner(resourceLines(list))];
  return [
    field("Name", metadata.name),
    field("Roles", rolesOf(metadata.labels)),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    ...dated("CreationTimestamp", metadata.creationTimestamp, view),
    ...taintLines(spec.taints),
    field("Unschedulable", spec.unschedulable ?? false),
    ...leaseLines(node, view),
    ...conditionLines(node, view),
    "Addresses:",
    ...inner((status.addresses ?? []).map(({ type, address }) => field(type, address))),
    ...resources("Capacity", status.capacity),
    ...resources("Allocatable", status.allocatable),
    ...infoLines(node),
    ...ifAny("PodCIDR", spec.podCIDR),
    ...ifAny("PodCIDRs", spec.podCIDRs?.join(",")),
    ...ifAny("ProviderID", spec.providerID),
    ...podLines(node, view),
  ];
};
