/**
 * Whom a node that is short of something evicts first, and in which words. Kubernetes 1.36, pkg/kubelet/eviction/helpers.go (rankMemoryPressure,
 * rankDiskPressureFunc, evictionMessage).
 */
import type { Pod } from "../../api/pod.ts";
import { binaryQuantity, quantityOf } from "../../api/quantity.ts";
import { podRequests } from "../../scheduler/resources.ts";
import { amountOf, type Observations } from "./observing.ts";
import { SIGNALS, type Threshold } from "./thresholds.ts";

/** Bytes in use, by container, in the order in which the kubelet lists them. */
export type Usage = { name: string; bytes: number }[];

export type Candidate = { pod: Pod; usage: Usage };

export const used = (usage: Usage) => usage.reduce((sum, { bytes }) => sum + bytes, 0);

/** More than it requests first, then the lower priority, then the most above its request. */
export function rankForEviction<T extends Candidate>(resource: string, candidates: T[]): T[] {
  const rated = candidates.map((candidate) => {
    const over = used(candidate.usage) - (podRequests(candidate.pod).get(resource) ?? 0);
    return { candidate, over, exceeds: over > 0, priority: candidate.pod.spec.priority ?? 0 };
  });
  const inOrder = rated.toSorted(
    (a, b) => Number(b.exceeds) - Number(a.exceeds) || a.priority - b.priority || b.over - a.over,
  );
  return inOrder.map(({ candidate }) => candidate);
}

/** system-cluster-critical and above (pkg/kubelet/types, IsCriticalPod). */
const SYSTEM_CRITICAL = 2_000_000_000;
export const isCritical = ({ spec }: Pod) => (spec.priority ?? 0) >= SYSTEM_CRITICAL;

const larger = (what: string, name: string, bytes: number, request: string, resource: string) =>
  `${what} ${name} was using ${binaryQuantity(bytes)}, request is ${request}, has larger consumption of ${resource}. `;

/** "Threshold quantity: 100Mi, available: 73920Ki. " of the first threshold about the resource that was measured. */
function thresholdText(resource: string, thresholds: Threshold[], observations: Observations): string {
  const about = thresholds.find(({ signal }) => SIGNALS[signal]?.resource === resource && observations[signal]);
  const observed = about && observations[about.signal];
  if (!about || !observed) return "";
  const amount = binaryQuantity(amountOf(about.value, observed.capacity));
  return `Threshold quantity: ${amount}, available: ${binaryQuantity(observed.available)}. `;
}

function podText(pod: Pod, resource: string, podBytes: number): string {
  const request = pod.spec.resources?.requests?.[resource];
  return request === undefined ? "" : larger("Pod", pod.metadata.name, podBytes, request, resource);
}

/** What the evicted pod's status and event say. `podBytes` is what all of it uses. */
export function evictionMessage(
  resource: string,
  { pod, usage }: Candidate,
  podBytes: number,
  { thresholds, observations }: { thresholds: Threshold[]; observations: Observations },
): string {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const exceeding = usage.map(({ name, bytes }) => {
    const container = containers.find((one) => one.name === name);
    const request = container?.resources?.requests?.[resource] ?? "0";
    return container && bytes > quantityOf(request) ? larger("Container", name, bytes, request, resource) : "";
  });
  const head = `The node was low on resource: ${resource}. ${thresholdText(resource, thresholds, observations)}`;
  return head + podText(pod, resource, podBytes) + exceeding.join("");
}
