/** From what each pod uses to a number of replicas. Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go. */
import type { MetricIdentifier } from "../api/autoscaling.ts";
import type { LabelSelector, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { groupPods, type PodGroups } from "./group-pods.ts";
import {
  failed,
  isFailure,
  rawMetric,
  resourceMetric,
  type Failure,
  type MetricsClient,
  type PodMetricsInfo,
} from "./metrics-client.ts";
import { calculateRequests } from "./pod-requests.ts";
import type { HpaSettings } from "./settings.ts";
import { isWithin, type Tolerances } from "./tolerances.ts";
import { metricUsageRatio, resourceUtilizationRatio, type Usage } from "./usage-ratio.ts";

/** The target and its pods, as every kind of metric asks about them. */
export type ReplicaQuestion = {
  /** The target's spec.replicas and status.replicas. */
  currentReplicas: number;
  statusReplicas: number;
  namespace: string;
  selector: LabelSelector;
  pods: Pod[];
  metrics: MetricsClient;
  tolerances: Tolerances;
  settings: HpaSettings;
  now: Time;
};

/** `utilization` in percent, only for a utilization target; `usage` in thousandths, per pod where the target is. */
export type ReplicaProposal = { replicas: number; utilization?: number; usage: number };

/** A resource of all containers, or of the one that is named. */
export type ResourceQuery = { resource: string; container: string };

/** How one kind of target is measured, and what a pod without metrics is taken to use when the others are below it. */
type Yardstick = {
  measure: (metrics: PodMetricsInfo) => Usage | Failure;
  assumedWhenLow: (pod: string) => number;
};

export const NO_PODS = "no pods returned by selector while calculating replica count";

/** The same metrics, with what unknown pods are assumed to use: in either direction it damps the change. */
function withAssumptions(
  metrics: PodMetricsInfo,
  usageRatio: number,
  { missingPods, unreadyPods }: PodGroups,
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
  { currentReplicas, tolerances }: ReplicaQuestion,
  usageRatio: number,
  newUsageRatio: number,
  considered: number,
): number {
  const turned = (usageRatio < 1 && newUsageRatio > 1) || (usageRatio > 1 && newUsageRatio < 1);
  if (isWithin(tolerances, newUsageRatio) || turned) return currentReplicas;
  const newReplicas = Math.ceil(newUsageRatio * considered);
  const against =
    (newUsageRatio < 1 && newReplicas > currentReplicas) || (newUsageRatio > 1 && newReplicas < currentReplicas);
  return against ? currentReplicas : newReplicas;
}

type Sample = { known: PodMetricsInfo; groups: PodGroups };

/** The metrics that count, and the pods in their groups. `resource` is empty for a custom metric. */
function sample({ pods, now, settings }: ReplicaQuestion, resource: string, metrics: PodMetricsInfo): Sample | Failure {
  if (pods.length === 0) return failed(NO_PODS);
  const groups = groupPods(pods, { resource, metrics, now, periods: settings });
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
  const measured = yardstick.measure(known);
  if (isFailure(measured)) return measured;
  const { usageRatio, averageValue: usage, utilization } = measured;
  const seen = { usage, ...(utilization === undefined ? {} : { utilization }) };
  const scaleUpWithUnready = groups.unreadyPods.length > 0 && usageRatio > 1;
  if (!scaleUpWithUnready && groups.missingPods.length === 0) {
    const steady = isWithin(question.tolerances, usageRatio);
    return { replicas: steady ? question.currentReplicas : Math.ceil(usageRatio * groups.readyPodCount), ...seen };
  }
  const filled = withAssumptions(known, usageRatio, groups, yardstick);
  const again = yardstick.measure(filled);
  if (isFailure(again)) return again;
  return { replicas: replicasAfterAssumptions(question, usageRatio, again.usageRatio, filled.size), ...seen };
}

/** calcPlainMetricReplicas: a pod without metrics counts as the target on the way down. */
function plainReplicas(
  question: ReplicaQuestion,
  resource: string,
  metrics: PodMetricsInfo,
  targetUsage: number,
): ReplicaProposal | Failure {
  const taken = sample(question, resource, metrics);
  if (isFailure(taken)) return taken;
  return propose(question, taken, {
    measure: (some) => metricUsageRatio(some, targetUsage),
    assumedWhenLow: () => targetUsage,
  });
}

function metricsOf(question: ReplicaQuestion, query: ResourceQuery): PodMetricsInfo | Failure {
  const answer = resourceMetric(question.metrics, { ...query, ...question });
  return isFailure(answer) ? failed(`unable to get metrics for resource ${query.resource}: ${answer.error}`) : answer;
}

/** For a target in percent of the requests; a pod without metrics counts as max(100, target) percent on the way down (GetResourceReplicas). */
export function getResourceReplicas(
  question: ReplicaQuestion,
  query: ResourceQuery,
  targetUtilization: number,
): ReplicaProposal | Failure {
  const metrics = metricsOf(question, query);
  if (isFailure(metrics)) return metrics;
  const taken = sample(question, query.resource, metrics);
  if (isFailure(taken)) return taken;
  const { podLevelResources } = question.settings.gates;
  const requests = calculateRequests(question.pods, { ...query, podLevelResources });
  if (isFailure(requests)) return requests;
  const fallbackUtilization = Math.max(100, targetUtilization);
  return propose(question, taken, {
    measure: (some) => resourceUtilizationRatio(some, requests, targetUtilization),
    assumedWhenLow: (pod) => Math.trunc(((requests.get(pod) ?? 0) * fallbackUtilization) / 100),
  });
}

/** For a target of a resource in thousandths per pod (GetRawResourceReplicas). */
export function getRawResourceReplicas(
  question: ReplicaQuestion,
  query: ResourceQuery,
  targetUsage: number,
): ReplicaProposal | Failure {
  const metrics = metricsOf(question, query);
  return isFailure(metrics) ? metrics : plainReplicas(question, query.resource, metrics, targetUsage);
}

/** For a target of a custom metric in thousandths per pod (GetMetricReplicas). */
export function getMetricReplicas(
  question: ReplicaQuestion,
  metric: MetricIdentifier,
  targetUsage: number,
): ReplicaProposal | Failure {
  const metrics = rawMetric(question.metrics, metric, question.namespace, question.selector);
  if (isFailure(metrics)) return failed(`unable to get metric ${metric.name}: ${metrics.error}`);
  return plainReplicas(question, "", metrics, targetUsage);
}
