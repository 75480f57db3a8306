/** The ports of the host that pods have taken. Kubernetes 1.36, kube-scheduler, framework/types.go (HostPortInfo). */
import type { ContainerPort } from "../api/pod.ts";

/** "TCP/8080" by address, with how many pods hold it. "0.0.0.0" stands for every address. */
export type UsedPorts = Map<string, Map<string, number>>;

const ANY = "0.0.0.0";

const portName = ({ protocol, hostPort }: ContainerPort) => `${protocol || "TCP"}/${hostPort}`;

export function takePorts(used: UsedPorts, ports: ContainerPort[]): void {
  for (const port of ports) {
    const address = port.hostIP || ANY;
    let taken = used.get(address);
    if (!taken) used.set(address, (taken = new Map()));
    taken.set(portName(port), (taken.get(portName(port)) ?? 0) + 1);
  }
}

export function givePortsBack(used: UsedPorts, ports: ContainerPort[]): void {
  for (const port of ports) {
    const taken = used.get(port.hostIP || ANY);
    const holders = (taken?.get(portName(port)) ?? 1) - 1;
    if (holders > 0) taken?.set(portName(port), holders);
    else taken?.delete(portName(port));
  }
}

/** Whether none of the ports is taken: one for every address minds the same port of any. */
export function arePortsFree(used: UsedPorts, ports: ContainerPort[]): boolean {
  return ports.every((port) => {
    const name = portName(port);
    const address = port.hostIP || ANY;
    if (address !== ANY) return !used.get(ANY)?.has(name) && !used.get(address)?.has(name);
    for (const taken of used.values()) if (taken.has(name)) return false;
    return true;
  });
}
