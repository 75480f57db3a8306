/** From one value, of an object or of something outside the cluster, to a number of replicas. Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go. */
import type { CrossVersionObjectReference, MetricIdentifier } from "../api/autoscaling.ts";
import { isReady } from "../pods.ts";
import { externalMetric, failed, isFailure, objectMetric, type Failure } from "./metrics-client.ts";
import { NO_PODS, type ReplicaProposal, type ReplicaQuestion } from "./replica-calculator.ts";
import { describeSelector } from "./selector-text.ts";
import { isWithin } from "./tolerances.ts";

const MAX_INT32 = 2 ** 31 - 1;
/** As near as a number comes to the largest int64, which is what upstream stops at. */
const MAX_INT64 = 2 ** 63;

const ceilToInt32 = (replicas: number) => Math.min(MAX_INT32, Math.ceil(replicas));

/** getUsageRatioReplicaCount: in proportion to the ready pods; from zero replicas without tolerance, by the ratio alone. */
function byRatio(question: ReplicaQuestion, usageRatio: number): number | Failure {
  const { currentReplicas, tolerances, pods } = question;
  if (currentReplicas === 0) return ceilToInt32(usageRatio);
  if (isWithin(tolerances, usageRatio)) return currentReplicas;
  if (pods.length === 0) return failed(`unable to calculate ready pods: ${NO_PODS}`);
  const ready = pods.filter((pod) => pod.status.phase === "Running" && isReady(pod)).length;
  return ceilToInt32(usageRatio * ready);
}

function inProportion(question: ReplicaQuestion, usage: number, targetUsage: number): ReplicaProposal | Failure {
  const replicas = byRatio(question, usage / targetUsage);
  return typeof replicas === "number" ? { replicas, usage } : replicas;
}

/** The value shared out among the replicas of the target's status, against a target for each. */
function perPod({ statusReplicas, tolerances }: ReplicaQuestion, usage: number, targetUsage: number): ReplicaProposal {
  const steady = isWithin(tolerances, usage / (targetUsage * statusReplicas));
  return {
    replicas: steady ? statusReplicas : ceilToInt32(usage / targetUsage),
    usage: usage >= MAX_INT64 ? MAX_INT64 : Math.ceil(usage / statusReplicas),
  };
}

function objectUsage(
  { metrics, namespace }: ReplicaQuestion,
  metric: MetricIdentifier,
  object: CrossVersionObjectReference,
): number | Failure {
  const usage = objectMetric(metrics, metric, namespace, object);
  if (!isFailure(usage)) return usage;
  return failed(`unable to get metric ${metric.name}: ${object.kind} on ${namespace} ${object.name}/${usage.error}`);
}

/** GetObjectMetricReplicas. The target in thousandths. */
export function getObjectMetricReplicas(
  question: ReplicaQuestion,
  metric: MetricIdentifier,
  object: CrossVersionObjectReference,
  targetUsage: number,
): ReplicaProposal | Failure {
  const usage = objectUsage(question, metric, object);
  return isFailure(usage) ? usage : inProportion(question, usage, targetUsage);
}

/** GetObjectPerPodMetricReplicas. */
export function getObjectPerPodMetricReplicas(
  question: ReplicaQuestion,
  metric: MetricIdentifier,
  object: CrossVersionObjectReference,
  targetUsage: number,
): ReplicaProposal | Failure {
  const usage = objectUsage(question, metric, object);
  return isFailure(usage) ? usage : perPod(question, usage, targetUsage);
}

/** All series together. */
function externalUsage({ metrics, namespace }: ReplicaQuestion, metric: MetricIdentifier): number | Failure {
  const values = externalMetric(metrics, metric, namespace);
  if (isFailure(values)) {
    const which = `${namespace}/${metric.name}/${describeSelector(metric.selector)}`;
    return failed(`unable to get external metric ${which}: ${values.error}`);
  }
  return Math.min(
    MAX_INT64,
    values.reduce((sum, value) => sum + value, 0),
  );
}

/** GetExternalMetricReplicas. */
export function getExternalMetricReplicas(
  question: ReplicaQuestion,
  metric: MetricIdentifier,
  targetUsage: number,
): ReplicaProposal | Failure {
  const usage = externalUsage(question, metric);
  return isFailure(usage) ? usage : inProportion(question, usage, targetUsage);
}

/** GetExternalPerPodMetricReplicas. */
export function getExternalPerPodMetricReplicas(
  question: ReplicaQuestion,
  metric: MetricIdentifier,
  targetUsage: number,
): ReplicaProposal | Failure {
  const usage = externalUsage(question, metric);
  return isFailure(usage) ? usage : perPod(question, usage, targetUsage);
}
