/** The descriptions of Services and where their requests go. */
import type { Endpoint, EndpointSlice, Service, ServicePort } from "../../../simulator/kubernetes/api/core.ts";
import { printLabels } from "../columns/column.ts";
import {
  annotationLines,
  type Describe,
  field,
  ifAny,
  inner,
  labelLines,
  nameLines,
  tableLines,
  type View,
} from "./lines.ts";

const MOST_ENDPOINTS = 3;

const isReady = ({ conditions }: Endpoint) => conditions.ready !== false;

/** `10.244.1.2:80,10.244.2.2:80 + 1 more...`: those of a port that are ready; headless Services may have none. */
function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const all = slices.flatMap(({ ports = [], endpoints = [] }) => {
    const ready = endpoints.filter(isReady).map(({ addresses }) => addresses[0] ?? "");
    if (ports.length === 0) return ready;
    const own = ports.filter(({ name = "" }) => name === portName);
    return own.flatMap(({ port }) => ready.map((address) => `${address}:${port}`));
  });
  const more = all.length > MOST_ENDPOINTS ? ` + ${all.length - MOST_ENDPOINTS} more...` : "";
  return all.slice(0, MOST_ENDPOINTS).join(",") + more;
}

function portLines(port: ServicePort, slices: readonly EndpointSlice[]): string[] {
  const { name, protocol = "TCP", nodePort, targetPort = port.port } = port;
  const shown = name || "<unset>";
  return [
    field("Port", `${shown}\t${port.port}/${protocol}`),
    field("TargetPort", `${targetPort}/${protocol}`),
    ...(nodePort ? [field("NodePort", `${shown}\t${nodePort}/${protocol}`)] : []),
    field("Endpoints", endpointsText(slices, name ?? "")),
  ];
}

/** `1.2.3.4 (VIP)` */
function ingressText({ status }: Service): string {
  const ingress = status?.loadBalancer?.ingress ?? [];
  return ingress
    .map(({ ip, hostname = "", ipMode }) => (ip ? `${ip}${ipMode ? ` (${ipMode})` : ""}` : hostname))
    .join(", ");
}

const addressesOf = ({ spec }: Service) => spec.clusterIPs?.join(",") ?? spec.clusterIP;

const LABEL = "kubernetes.io/service-name";

export const describeService: Describe<Service> = (service, { store }: View) => {
  const { metadata, spec } = service;
  const { clusterIP = "" } = spec;
  const slices = store
    .list("EndpointSlice", metadata.namespace)
    .filter((slice) => slice.metadata.labels?.[LABEL] === metadata.name);
  return [
    ...nameLines(metadata),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("Selector", printLabels(spec.selector)),
    field("Type", spec.type ?? "ClusterIP"),
    ...ifAny("IP Family Policy", spec.ipFamilyPolicy),
    field("IP Families", spec.ipFamilies?.join(",") || "<none>"),
    field("IP", clusterIP),
    field("IPs", addressesOf(service) || "<none>"),
    ...ifAny("External IPs", spec.externalIPs?.join(",")),
    ...ifAny("Desired LoadBalancer IP", spec.loadBalancerIP),
    ...ifAny("External Name", spec.externalName),
    ...ifAny("LoadBalancer Ingress", ingressText(service)),
    ...(spec.ports ?? []).flatMap((port) => portLines(port, slices)),
    field("Session Affinity", spec.sessionAffinity ?? "None"),
    ...ifAny("External Traffic Policy", spec.externalTrafficPolicy),
    ...ifAny("Internal Traffic Policy", spec.internalTrafficPolicy),
  ];
};

function endpointLines({ addresses, conditions, hostname, targetRef, nodeName, zone }: Endpoint): string[] {
  const ready = conditions.ready === undefined ? "<unset>" : String(conditions.ready);
  return [
    ...inner([field("- Addresses", addresses.join(", ") || "<none>")]),
    ...inner(["Conditions:"], 2),
    ...inner([field("Ready", ready)], 3),
    ...inner(
      [
        field("Hostname", hostname ?? "<unset>"),
        ...(targetRef ? [field("TargetRef", `${targetRef.kind}/${targetRef.name}`)] : []),
        field("NodeName", nodeName ?? "<unset>"),
        field("Zone", zone ?? "<unset>"),
      ],
      2,
    ),
  ];
}

function slicePortLines({ ports = [] }: EndpointSlice): string[] {
  if (ports.length === 0) return ["Ports: <unset>"];
  const rows = ports.map(({ name, port, protocol = "TCP" }) => [
    name || "<unset>",
    String(port ?? "<unset>"),
    protocol,
  ]);
  return ["Ports:", ...tableLines(["Name", "Port", "Protocol"], rows)];
}

export const describeEndpointSlice: Describe<EndpointSlice> = (slice) => {
  const { metadata, addressType, endpoints = [] } = slice;
  return [
    ...nameLines(metadata),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("AddressType", addressType),
    ...slicePortLines(slice),
    ...(endpoints.length === 0 ? ["Endpoints: <none>"] : ["Endpoints:", ...endpoints.flatMap(endpointLines)]),
  ];
};
