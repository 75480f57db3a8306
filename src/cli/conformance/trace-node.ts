/** The nodes of recorded traces (traces/README.md). */
import type { Foreign } from "./foreign.ts";

/** Where the recording's script does not say what a node has. */
const ROOM = { cpu: "16", memory: "64Gi", pods: "110" };

/** A ready node as a trace's `nodes` says: {cpu, memory, labels, taints, unschedulable}; the manifest that `apply` takes. */
export function traceNode(name: string, { labels, taints, unschedulable, ...resources }: Foreign = {}): Foreign {
  const room = { ...ROOM, ...resources };
  return {
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, ...labels } },
    spec: { ...(taints ? { taints } : {}), ...(unschedulable ? { unschedulable } : {}) },
    status: {
      capacity: room,
      allocatable: room,
      conditions: [{ type: "Ready", status: "True", reason: "KubeletReady", lastTransitionTime: 0 }],
    },
  };
}
