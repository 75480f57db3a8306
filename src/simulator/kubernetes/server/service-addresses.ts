/** The addresses that the API server gives to a Service. Kubernetes 1.36, pkg/registry/core/service/storage/alloc.go; ranges as kubeadm and the flags' defaults set them. */
import type { Service, ServicePort } from "../api/core.ts";
import type { Random } from "../../kernel/random.ts";

/** --service-node-port-range. */
const NODE_PORTS = { from: 30_000, to: 32_767 };

export type Addresses = { prepare(service: Service): Service };

/** Cluster IPs in order from 10.96.0.10, as 10.96.0.1 is the API server's own; node ports by chance, never twice. */
export function createAddresses(random: Random): Addresses {
  let addresses = 10;
  const taken = new Set<number>();

  const nextAddress = () => {
    const host = addresses++;
    return `10.96.${Math.floor(host / 250)}.${host % 250}`;
  };
  const nextPort = () => {
    for (;;) {
      const port = random.between(NODE_PORTS.from, NODE_PORTS.to);
      if (taken.has(port)) continue;
      taken.add(port);
      return port;
    }
  };

  const withPort = (port: ServicePort): ServicePort => {
    if (port.nodePort !== undefined) taken.add(port.nodePort);
    return { ...port, nodePort: port.nodePort ?? nextPort() };
  };

  return {
    prepare(service) {
      const { type, clusterIP, ports } = service.spec;
      if (type === "ExternalName") return service;
      const exposed = type === "NodePort" || type === "LoadBalancer";
      return {
        ...service,
        spec: {
          ...service.spec,
          clusterIP: clusterIP || nextAddress(),
          ...(ports && exposed ? { ports: ports.map(withPort) } : {}),
        },
      };
    },
  };
}
