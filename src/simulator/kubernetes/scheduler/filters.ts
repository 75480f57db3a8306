/**
 * Whether a pod can go to a node: the default profile's filters in their order, the first that fails ends it. Kubernetes 1.36,
 * pkg/scheduler/framework/plugins: nodeunschedulable, tainttoleration, nodeaffinity, noderesources/fit.go. Pods tolerate nothing so far.
 */
import { matchesLabels } from "../metadata.ts";
import { requestsOf } from "../pods.ts";
import type { Pod } from "../objects.ts";
import type { NodeInfo } from "./node-info.ts";

/** Why not, and whether the removal of other pods could ever help (Unschedulable) or not (UnschedulableAndUnresolvable). */
export type Rejection = { reasons: string[]; resolvable: boolean };

type Filter = (pod: Pod, info: NodeInfo) => Rejection | undefined;

const never = (reason: string): Rejection => ({ reasons: [reason], resolvable: false });

const nodeUnschedulable: Filter = (_, { node }) =>
  node.spec.unschedulable ? never("node(s) were unschedulable") : undefined;

const taintToleration: Filter = (_, { node }) =>
  node.spec.taints.some(({ effect }) => effect !== "PreferNoSchedule")
    ? never("node(s) had untolerated taint(s)")
    : undefined;

const nodeAffinity: Filter = (pod, { node }) =>
  matchesLabels(node.metadata.labels, pod.spec.nodeSelector)
    ? undefined
    : never("node(s) didn't match Pod's node affinity/selector");

/** fitsRequest: the number of pods, then cpu, then memory; what exceeds the whole node cannot be helped by removing pods. */
const nodeResourcesFit: Filter = (pod, { node, pods, requested }) => {
  const { allocatable } = node.status;
  const requests = requestsOf(pod.spec);
  const reasons: string[] = [];
  let resolvable = true;
  if (pods.size + 1 > allocatable.pods) reasons.push("Too many pods");
  for (const name of ["cpu", "memory"] as const) {
    if (requests[name] === 0 || requests[name] <= allocatable[name] - requested[name]) continue;
    reasons.push(`Insufficient ${name}`);
    if (requests[name] > allocatable[name]) resolvable = false;
  }
  return reasons.length > 0 ? { reasons, resolvable } : undefined;
};

const FILTERS: Filter[] = [nodeUnschedulable, taintToleration, nodeAffinity, nodeResourcesFit];

export function rejectionOf(pod: Pod, info: NodeInfo): Rejection | undefined {
  for (const filter of FILTERS) {
    const rejection = filter(pod, info);
    if (rejection) return rejection;
  }
  return undefined;
}

/** "1 a, 2 b": each text with how often it was given, sorted as text. */
function countTexts(texts: string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => `${count} ${text}`)
    .toSorted()
    .join(", ");
}

/** The message of FailedScheduling (framework/types.go, FitError; framework/preemption/preemption.go). All pods have one priority, so preemption finds no victims. */
export function fitErrorText(rejections: Rejection[]): string {
  const none = `0/${rejections.length} nodes are available`;
  if (rejections.length === 0) return "no nodes available to schedule pods";
  const reasons = countTexts(rejections.flatMap((rejection) => rejection.reasons));
  const preemption = countTexts(
    rejections.map(({ resolvable }) =>
      resolvable ? "No preemption victims found for incoming pod" : "Preemption is not helpful for scheduling",
    ),
  );
  return `${none}: ${reasons}. no new claims to deallocate, preemption: ${none}: ${preemption}.`;
}
