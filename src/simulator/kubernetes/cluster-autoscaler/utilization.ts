/** How much of a node is spoken for. Kubernetes autoscaler 1.36.1, simulator/utilization/info.go. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { milliOf } from "../api/quantity.ts";
import type { NodeInfo } from "../scheduler/node-info.ts";
import { podRequests } from "../scheduler/resources.ts";
import { isDaemonSetPod, isLongTerminating, isMirrorPod } from "./pod-kinds.ts";

export type Utilization = { cpu: number; memory: number; resource: "cpu" | "memory"; utilization: number };

export type UtilizationOptions = { ignoreDaemonSets: boolean; ignoreMirrorPods: boolean; now: Time };

function milliRequest(pod: Pod, resource: "cpu" | "memory"): number {
  const amount = podRequests(pod).get(resource) ?? 0;
  return resource === "cpu" ? amount : amount * 1_000;
}

const isIgnored = (pod: Pod, { ignoreDaemonSets, ignoreMirrorPods }: UtilizationOptions) =>
  (ignoreDaemonSets && isDaemonSetPod(pod)) || (ignoreMirrorPods && isMirrorPod(pod));

/** Requests by allocatable; pods that are ignored are taken off both. Nothing when the node has none of the resource. */
function shareOf(info: NodeInfo, resource: "cpu" | "memory", options: UtilizationOptions): number | undefined {
  const allocatable = milliOf(info.node.status.allocatable?.[resource]);
  if (allocatable === 0) return undefined;
  let [requested, ignored] = [0, 0];
  for (const { pod } of info.pods) {
    if (isIgnored(pod, options)) ignored += milliRequest(pod, resource);
    else if (!isLongTerminating(pod, options.now)) requested += milliRequest(pod, resource);
  }
  return requested / (allocatable - ignored);
}

/** The larger of the shares of cpu and memory. */
export function utilizationOf(info: NodeInfo, options: UtilizationOptions): Utilization | undefined {
  const cpu = shareOf(info, "cpu", options);
  const memory = shareOf(info, "memory", options);
  if (cpu === undefined || memory === undefined) return undefined;
  return cpu > memory
    ? { cpu, memory, resource: "cpu", utilization: cpu }
    : { cpu, memory, resource: "memory", utilization: memory };
}
