/** A pod that names its node goes to no other. Kubernetes 1.36, plugins/nodename. */
import type { Plugin, Status } from "../framework.ts";

const REJECTED: Status = {
  code: "UnschedulableAndUnresolvable",
  reasons: ["node(s) didn't match the requested node name"],
};

export const nodeName: Plugin = {
  name: "NodeName",
  preFilter: ({ pod: { spec } }) => {
    if (!spec.nodeName) return undefined;
    return { filter: ({ name }) => (name === spec.nodeName ? undefined : REJECTED) };
  },
};
