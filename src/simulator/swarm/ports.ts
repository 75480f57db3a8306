/** Published ports: which are taken, and which the swarm chooses itself (manager/controlapi/service.go, checkPortConflicts; manager/allocator). */
import type { Port, Service, ServiceSpec } from "./objects.ts";

/** The ports that the swarm hands out. */
const FIRST_DYNAMIC = 30_000;
const LAST_DYNAMIC = 32_767;

const isSamePort = (a: Port, b: Port) => a.protocol === b.protocol && a.publishedPort === b.publishedPort;

/** Ingress ports are the whole swarm's; ports in host mode may meet others of their kind, which the scheduler then keeps apart. */
function conflict(port: Port, taken: Port): string | undefined {
  if (port.publishedPort === 0 || !isSamePort(port, taken)) return undefined;
  if (taken.publishMode === "ingress") return "an ingress port";
  return port.publishMode === "ingress" ? "a host-published port" : undefined;
}

/** The daemon's words for the first port of the spec that another service has; `ownId` is the service that is being updated. */
export function portConflict(spec: ServiceSpec, services: Service[], ownId?: string): string | undefined {
  for (const service of services) {
    if (service.id === ownId) continue;
    for (const taken of service.endpointPorts) {
      for (const port of spec.ports ?? []) {
        const as = conflict(port, taken);
        if (as)
          return `port '${port.publishedPort}' is already in use by service '${service.spec.name}' (${service.id}) as ${as}`;
      }
    }
  }
  return undefined;
}

/** The spec's ports, those without a published one given the first that is free. */
export function allocatePorts(spec: ServiceSpec, services: Service[]): Port[] {
  const taken = new Set(
    services.flatMap(({ endpointPorts }) => endpointPorts.map(({ publishedPort }) => publishedPort)),
  );
  return (spec.ports ?? []).map((port) => {
    if (port.publishedPort !== 0 || port.publishMode === "host") return port;
    let publishedPort = FIRST_DYNAMIC;
    while (taken.has(publishedPort) && publishedPort < LAST_DYNAMIC) publishedPort++;
    taken.add(publishedPort);
    return { ...port, publishedPort };
  });
}
