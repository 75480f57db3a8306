/** The addresses that the API server gives to a Service. Kubernetes 1.36, pkg/registry/core/service/storage/alloc.go; ranges as kubeadm and the flags' defaults set them. */
import type { Service, ServicePort } from "../api/core.ts";
import type { Answer, ApiError } from "../api-server.ts";
import type { Random } from "../../kernel/random.ts";
import type { Store } from "../store.ts";
import { granted, invalid, refused } from "./errors.ts";

/** --service-node-port-range. */
const NODE_PORTS = { from: 30_000, to: 32_767 };

export type Addresses = { prepare(service: Service): Answer<Service> };

/** The ports of nodes that other Services have. */
function portsBeside({ metadata }: Service, store: Store): Set<number> {
  const others = store.list("Service").filter((other) => other.metadata.uid !== metadata.uid);
  const ports = others.flatMap(({ spec }) => spec.ports ?? []);
  return new Set(ports.flatMap(({ nodePort }) => nodePort ?? []));
}

const isFull = (taken: Set<number>) => taken.size > NODE_PORTS.to - NODE_PORTS.from;

const FULL: ApiError = {
  code: 500,
  reason: "InternalError",
  message: "Internal error occurred: failed to allocate a nodePort: range is full",
};

function wrongPort(service: Service, i: number, port: number, why: string): ApiError {
  const { name } = service.metadata;
  const problem = `spec.ports[${i}].nodePort: Invalid value: ${port}: ${why}`;
  return invalid("Service", name, [problem]);
}

/** Cluster IPs in order from 10.96.0.10, as 10.96.0.1 is the API server's own; node ports by chance among those that no Service has. */
export function createAddresses(random: Random, store: Store): Addresses {
  let addresses = 10;

  const nextAddress = () => {
    const host = addresses++;
    return `10.96.${Math.floor(host / 250)}.${host % 250}`;
  };
  /** From a port by chance upwards, and around. */
  const nextPort = (taken: Set<number>) => {
    let port = random.between(NODE_PORTS.from, NODE_PORTS.to);
    while (taken.has(port)) port = port === NODE_PORTS.to ? NODE_PORTS.from : port + 1;
    return port;
  };

  const withPorts = (service: Service, ports: ServicePort[]): Answer<Service> => {
    const taken = portsBeside(service, store);
    const given: ServicePort[] = [];
    for (const [i, port] of ports.entries()) {
      const { nodePort } = port;
      const problem = nodePort === undefined ? isFull(taken) && FULL : portProblem(service, i, nodePort, taken);
      if (problem) return refused(problem);
      const own = nodePort ?? nextPort(taken);
      taken.add(own);
      given.push({ ...port, nodePort: own });
    }
    return granted({ ...service, spec: { ...service.spec, ports: given } });
  };

  return {
    prepare(service) {
      const { type, clusterIP, ports } = service.spec;
      if (type === "ExternalName") return granted(service);
      const exposed = type === "NodePort" || type === "LoadBalancer";
      const own = clusterIP || nextAddress();
      const family = { ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack", ...service.spec };
      const addressed = { ...service, spec: { ...family, clusterIP: own, clusterIPs: [own] } };
      return ports && exposed ? withPorts(addressed, ports) : granted(addressed);
    },
  };
}

function portProblem(service: Service, i: number, port: number, taken: Set<number>): ApiError | undefined {
  const { from, to } = NODE_PORTS;
  if (port < from || port > to)
    return wrongPort(
      service,
      i,
      port,
      `provided port is not in the valid range. The range of valid ports is ${from}-${to}`,
    );
  return taken.has(port) ? wrongPort(service, i, port, "provided port is already allocated") : undefined;
}
