/** Queueing hint of NodePorts: a placed pod has gone and gives back a port that is wanted. Kubernetes 1.36, plugins/nodeports. */
import type { Pod } from "../../api/pod.ts";
import { arePortsFree, takePorts, type UsedPorts } from "../host-ports.ts";
import { hostPortsOf } from "../pod-info.ts";
import { isPlaced, type PodChange } from "./change.ts";

export function portsAfterPodDeleted(pod: Pod, { before }: PodChange): boolean {
  if (!before || !isPlaced(before)) return false;
  const used: UsedPorts = new Map();
  takePorts(used, hostPortsOf(before));
  return !arePortsFree(used, hostPortsOf(pod));
}
