/** A pod's description. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { qosClassOf } from "../../../simulator/kubernetes/qos.ts";
import { ago } from "../columns/column.ts";
import { containerLines, requirementLines } from "./containers.ts";
import {
  annotationLines,
  controllerLines,
  dated,
  type Describe,
  field,
  ifAny,
  inner,
  labelLines,
  nameLines,
  type View,
} from "./lines.ts";
import { isMap } from "../../../simulator/kubernetes/patch/json.ts";
import { spreadLines, tolerationLines } from "./template.ts";
import { volumeLines } from "./volumes.ts";

export const describePod: Describe<Pod> = (pod, view) => {
  const { spec, status } = pod;
  const { initContainers = [] } = spec;
  return [
    ...placeLines(pod, view),
    ...statusLines(pod, view),
    ...addressLines(pod),
    ...controllerLines(pod),
    ...ifAny("NominatedNodeName", status.nominatedNodeName),
    ...(spec.resources ? ["Resources:", ...inner(requirementLines(spec.resources))] : []),
    ...(initContainers.length > 0
      ? containerLines("Init Containers", initContainers, view, { pod, statuses: status.initContainerStatuses ?? [] })
      : []),
    ...containerLines("Containers", spec.containers, view, { pod, statuses: status.containerStatuses ?? [] }),
    ...gateLines(pod),
    ...conditionLines(pod),
    ...volumeLines(spec.volumes),
    field("QoS Class", status.qosClass ?? qosClassOf(pod)),
    ...labelLines("Node-Selectors", spec.nodeSelector),
    ...tolerationLines(spec.tolerations),
    ...spreadLines(spec.topologySpreadConstraints),
  ];
};

function placeLines({ metadata, spec, status }: Pod, view: View): string[] {
  return [
    ...nameLines(metadata),
    ...ifAny("Priority", spec.priority),
    ...ifAny("Priority Class Name", spec.priorityClassName),
    ...ifAny("Service Account", spec.serviceAccountName),
    field("Node", spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ""}` : "<none>"),
    ...dated("Start Time", status.startTime, view),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
  ];
}

function statusLines({ metadata, spec, status }: Pod, { now }: View): string[] {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  const isOver = status.phase === "Failed" || status.phase === "Succeeded";
  const going = deletionTimestamp !== undefined && !isOver;
  const seccomp = spec.securityContext?.["seccompProfile"];
  return [
    ...(going
      ? [
          field("Status", `Terminating (lasts ${ago(deletionTimestamp, now)})`),
          field("Termination Grace Period", `${deletionGracePeriodSeconds}s`),
        ]
      : [field("Status", status.phase ?? "")]),
    ...ifAny("Reason", status.reason),
    ...ifAny("Message", status.message),
    ...(isMap(seccomp) ? [field("SeccompProfile", String(seccomp["type"]))] : []),
  ];
}

function addressLines({ status }: Pod): string[] {
  const ips = status.podIPs ?? (status.podIP ? [{ ip: status.podIP }] : []);
  const all = ips.length === 0 ? ["IPs:\t<none>"] : ["IPs:", ...inner(ips.map(({ ip }) => field("IP", ip)))];
  return [field("IP", status.podIP ?? ""), ...all];
}

function gateLines({ spec, status }: Pod): string[] {
  const { readinessGates = [] } = spec;
  if (readinessGates.length === 0) return [];
  const statusOf = (type: string) => status.conditions?.find((one) => one.type === type)?.status ?? "<none>";
  const rows = readinessGates.map(({ conditionType }) => `${conditionType} \t${statusOf(conditionType)} `);
  return ["Readiness Gates:", ...inner(["Type\tStatus", ...rows])];
}

function conditionLines({ status }: Pod): string[] {
  const { conditions = [] } = status;
  if (conditions.length === 0) return [];
  return ["Conditions:", ...inner(["Type\tStatus", ...conditions.map((one) => `${one.type} \t${one.status} `)])];
}
