/** Which nodes a DaemonSet is for. Kubernetes 1.36, pkg/controller/daemon/daemon_controller.go (NodeShouldRunDaemonPod). */
import type { DaemonSet } from "../api/apps.ts";
import type { Node } from "../api/core.ts";
import type { Pod, TaintEffect } from "../api/pod.ts";
import { matchesNodeAffinity } from "../scheduler/node-selector.ts";
import { toleratesTaint } from "../scheduler/tolerations.ts";
import { daemonTolerations } from "./pod-draft.ts";

export type Fit = { shouldRun: boolean; shouldContinue: boolean };

const NOWHERE: Fit = { shouldRun: false, shouldContinue: false };

/** A pod of the set as it would be on the node. */
const podFor = ({ metadata, spec }: DaemonSet, node: Node): Pod => ({
  kind: "Pod",
  metadata: { ...metadata, labels: spec.template.metadata?.labels ?? {} },
  spec: { ...spec.template.spec, nodeName: node.metadata.name, tolerations: daemonTolerations(spec.template.spec) },
  status: {},
});

/** A pod that is there stays for as long as it tolerates what evicts; a new one must tolerate NoSchedule too. */
export function fitOf(set: DaemonSet, node: Node): Fit {
  const { nodeName } = set.spec.template.spec;
  if (nodeName && nodeName !== node.metadata.name) return NOWHERE;
  const pod = podFor(set, node);
  if (!matchesNodeAffinity(pod, node)) return NOWHERE;
  const bears = (...effects: TaintEffect[]) =>
    (node.spec.taints ?? [])
      .filter(({ effect }) => effects.includes(effect))
      .every((taint) => toleratesTaint(pod.spec.tolerations, taint));
  return { shouldRun: bears("NoExecute", "NoSchedule"), shouldContinue: bears("NoExecute") };
}
