/** The columns of Services and where their requests go. */
import type { EndpointSlice, Service } from "../../../simulator/kubernetes/api/core.ts";
import { age, fewOf, name, none, printLabels, type Column } from "./column.ts";

/** The addresses that a load balancer gave. */
const balancers = ({ status }: Service) =>
  [...new Set((status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || ""))].toSorted();

function externalAddress(service: Service): string {
  const { type = "ClusterIP", externalIPs = [], externalName = "" } = service.spec;
  if (type === "ExternalName") return externalName;
  if (type !== "LoadBalancer") return none(externalIPs.join(","));
  return [...balancers(service), ...externalIPs].join(",") || "<pending>";
}

const portsText = ({ spec }: Service) =>
  (spec.ports ?? [])
    .map(({ port, nodePort, protocol = "TCP" }) => `${port}${nodePort ? `:${nodePort}` : ""}/${protocol}`)
    .join(",");

export const serviceColumns: Column<Service>[] = [
  name,
  { header: "TYPE", cell: ({ spec }) => spec.type ?? "ClusterIP" },
  { header: "CLUSTER-IP", cell: ({ spec }) => none(spec.clusterIPs?.[0] ?? spec.clusterIP) },
  { header: "EXTERNAL-IP", cell: externalAddress },
  { header: "PORT(S)", cell: (service) => none(portsText(service)) },
  age,
  { header: "SELECTOR", wide: true, cell: ({ spec }) => printLabels(spec.selector) },
];

export const endpointSliceColumns: Column<EndpointSlice>[] = [
  name,
  { header: "ADDRESSTYPE", cell: ({ addressType }) => addressType },
  {
    header: "PORTS",
    cell: (slice) => fewOf((slice.ports ?? []).map(({ port, name: own }) => String(port ?? own ?? "*"))),
  },
  { header: "ENDPOINTS", cell: ({ endpoints }) => fewOf((endpoints ?? []).flatMap(({ addresses }) => addresses)) },
  age,
];

/** `10.244.1.2:80,10.244.2.2:80 + 1 more...`: the ready addresses, each with each port. */
function addressesText({ ports = [], endpoints = [] }: EndpointSlice): string {
  const ready = endpoints.filter(({ conditions }) => conditions.ready !== false);
  const addresses = ready.flatMap((endpoint) => endpoint.addresses).toSorted();
  const all =
    ports.length === 0
      ? addresses
      : ports
          .toSorted((a, b) => (a.port ?? 0) - (b.port ?? 0))
          .flatMap(({ port }) => addresses.map((one) => `${one}:${port}`));
  return all.length === 0 ? "<none>" : fewOf(all);
}

/** Of the Endpoints that kubectl/endpoints.ts makes of a Service's slices. */
export const endpointsColumns: Column<EndpointSlice>[] = [name, { header: "ENDPOINTS", cell: addressesText }, age];
