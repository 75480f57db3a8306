/** Ports of the host are taken once. Kubernetes 1.36, plugins/nodeports. */
import type { Plugin, Status } from "../framework.ts";
import { arePortsFree } from "../host-ports.ts";

const REJECTED: Status = {
  code: "Unschedulable",
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
};

export const nodePorts: Plugin = {
  name: "NodePorts",
  preFilter({ shape: { hostPorts } }) {
    if (hostPorts.length === 0) return undefined;
    return { filter: ({ usedPorts }) => (arePortsFree(usedPorts, hostPorts) ? undefined : REJECTED) };
  },
};
