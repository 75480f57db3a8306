/** How much of its target a group of pods uses. All values in thousandths. */
import { failed, type Failure, type PodMetricsInfo } from "./metrics-client.ts";

export type Usage = {
  /** Use divided by target: 1 is right on target. */
  usageRatio: number;
  /** Percent of the requests, whole, cut off (not rounded). Only for a utilization target. */
  utilization?: number;
  /** Per pod, cut off. */
  averageValue: number;
};

/** Go's division of whole numbers; exact also where a product of bytes is beyond 2^53. */
function percentOf(part: number, whole: number): number {
  return Number((BigInt(part) * 100n) / BigInt(whole));
}

/**
 * The ratio is made from the percentage already cut off to a whole number. Metrics of unknown pods do not count.
 * Kubernetes 1.36, pkg/controller/podautoscaler/metrics/utilization.go (GetResourceUtilizationRatio).
 */
export function resourceUtilizationRatio(
  metrics: PodMetricsInfo,
  requests: Map<string, number>,
  targetUtilization: number,
): Usage | Failure {
  let metricsTotal = 0;
  let requestsTotal = 0;
  let entries = 0;
  for (const [name, { value }] of metrics) {
    const request = requests.get(name);
    if (request === undefined) continue;
    metricsTotal += value;
    requestsTotal += request;
    entries += 1;
  }
  if (requestsTotal === 0) return failed("no metrics returned matched known pods");
  const utilization = percentOf(metricsTotal, requestsTotal);
  return {
    usageRatio: utilization / targetUtilization,
    utilization,
    averageValue: Math.trunc(metricsTotal / entries),
  };
}

/** Kubernetes 1.36, pkg/controller/podautoscaler/metrics/utilization.go (GetMetricUsageRatio). */
export function metricUsageRatio(metrics: PodMetricsInfo, targetUsage: number): Usage {
  const total = metrics.values().reduce((sum, { value }) => sum + value, 0);
  const averageValue = Math.trunc(total / metrics.size);
  return { usageRatio: averageValue / targetUsage, averageValue };
}
