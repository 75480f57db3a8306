/** From the use of one resource to a number of replicas. Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go. */
import { groupPods, type Periods } from "./group-pods.ts";
import { calculateRequests, type Failure, type PodMetricsInfo, type ResourceName } from "./pod-metrics.ts";
import { isWithin, type Tolerances } from "./tolerances.ts";
import type { HpaPod } from "./types.ts";
import { metricUsageRatio, resourceUtilizationRatio, type Usage } from "./usage-ratio.ts";

export type ReplicaQuestion = {
  resource: ResourceName;
  currentReplicas: number;
  pods: HpaPod[];
  /** What the metrics API answered, or why it did not. */
  metrics: PodMetricsInfo | Failure;
  tolerances: Tolerances;
  periods: Periods;
  now: number;
};
export type ReplicaProposal = Omit<Usage, "kind" | "usageRatio"> & { kind: "proposal"; replicas: number };

/** How one kind of target is measured, and what a pod without metrics is taken to use when the others are below it. */
type Yardstick = {
  measure: (metrics: PodMetricsInfo) => Usage | Failure;
  assumedWhenLow: (pod: string) => number;
};

const failed = (error: string): Failure => ({ kind: "failed", error });

/** The same metrics, with what unknown pods are assumed to use: in either direction it damps the change. */
function withAssumptions(
  metrics: PodMetricsInfo,
  usageRatio: number,
  { missingPods, unreadyPods }: { missingPods: string[]; unreadyPods: string[] },
  yardstick: Yardstick,
): PodMetricsInfo {
  const filled: PodMetricsInfo = new Map(metrics);
  const assume = (name: string, value: number) => filled.set(name, { at: 0, windowMs: 0, value });
  if (usageRatio < 1) for (const name of missingPods) assume(name, yardstick.assumedWhenLow(name));
  if (usageRatio > 1) for (const name of [...missingPods, ...unreadyPods]) assume(name, 0);
  return filled;
}

/** No change when it is small, or when the assumptions, or the number of pods in them, turned its direction round. */
function replicasAfterAssumptions(
  question: ReplicaQuestion,
  usageRatio: number,
  newUsageRatio: number,
  considered: number,
): number {
  const { currentReplicas, tolerances } = question;
  const turned = (usageRatio < 1 && newUsageRatio > 1) || (usageRatio > 1 && newUsageRatio < 1);
  if (isWithin(tolerances, newUsageRatio) || turned) return currentReplicas;
  const newReplicas = Math.ceil(newUsageRatio * considered);
  const against =
    (newUsageRatio < 1 && newReplicas > currentReplicas) || (newUsageRatio > 1 && newReplicas < currentReplicas);
  return against ? currentReplicas : newReplicas;
}

type Sample = { known: PodMetricsInfo; groups: ReturnType<typeof groupPods> };

/** The metrics that count, and the pods in their groups. */
function sample({ metrics, pods, resource, now, periods }: ReplicaQuestion): Sample | Failure {
  if ("kind" in metrics) return failed(`unable to get metrics for resource ${resource}: ${metrics.error}`);
  if (pods.length === 0) return failed("no pods returned by selector while calculating replica count");
  const groups = groupPods(pods, { resource, metrics, now, periods });
  const known: PodMetricsInfo = new Map(metrics);
  for (const name of [...groups.ignoredPods, ...groups.unreadyPods]) known.delete(name);
  if (known.size === 0) return failed("did not receive metrics for targeted pods (pods might be unready)");
  return { known, groups };
}

/** The part that GetResourceReplicas and calcPlainMetricReplicas have in common. */
function propose(
  question: ReplicaQuestion,
  { known, groups }: Sample,
  yardstick: Yardstick,
): ReplicaProposal | Failure {
  const usage = yardstick.measure(known);
  if (usage.kind === "failed") return usage;
  const { usageRatio, kind: _, ...seen } = usage;
  const scaleUpWithUnready = groups.unreadyPods.length > 0 && usageRatio > 1;
  if (!scaleUpWithUnready && groups.missingPods.length === 0) {
    const steady = isWithin(question.tolerances, usageRatio);
    const replicas = steady ? question.currentReplicas : Math.ceil(usageRatio * groups.readyPodCount);
    return { kind: "proposal", replicas, ...seen };
  }
  const filled = withAssumptions(known, usageRatio, groups, yardstick);
  const again = yardstick.measure(filled);
  if (again.kind === "failed") return again;
  const replicas = replicasAfterAssumptions(question, usageRatio, again.usageRatio, filled.size);
  return { kind: "proposal", replicas, ...seen };
}

/** For a target in percent of the requests; a pod without metrics counts as max(100, target) percent on the way down (GetResourceReplicas). */
export function getResourceReplicas(question: ReplicaQuestion, targetUtilization: number): ReplicaProposal | Failure {
  const taken = sample(question);
  if ("kind" in taken) return taken;
  const requests = calculateRequests(question.pods, question.resource);
  if ("kind" in requests) return requests;
  const fallbackUtilization = Math.max(100, targetUtilization);
  return propose(question, taken, {
    measure: (metrics) => resourceUtilizationRatio(metrics, requests, targetUtilization),
    assumedWhenLow: (pod) => Math.trunc(((requests.get(pod) ?? 0) * fallbackUtilization) / 100),
  });
}

/** For a target in milli-units per pod; a pod without metrics counts as the target on the way down (GetRawResourceReplicas). */
export function getRawResourceReplicas(question: ReplicaQuestion, targetUsage: number): ReplicaProposal | Failure {
  const taken = sample(question);
  if ("kind" in taken) return taken;
  return propose(question, taken, {
    measure: (metrics) => metricUsageRatio(metrics, targetUsage),
    assumedWhenLow: () => targetUsage,
  });
}
