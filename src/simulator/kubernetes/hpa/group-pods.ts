/** Which pods count for a metric, and how. */
import { CPU_INITIALIZATION_PERIOD_MS, INITIAL_READINESS_DELAY_MS } from "./defaults.ts";
import type { PodMetricsInfo, ResourceName } from "./pod-metrics.ts";
import type { HpaPod } from "./types.ts";

export type Periods = { cpuInitializationMs: number; initialReadinessDelayMs: number };

export const DEFAULT_PERIODS: Periods = {
  cpuInitializationMs: CPU_INITIALIZATION_PERIOD_MS,
  initialReadinessDelayMs: INITIAL_READINESS_DELAY_MS,
};

export type PodGroups = {
  readyPodCount: number;
  /** Not started, or too young for their CPU use to mean anything. */
  unreadyPods: string[];
  /** Running, but the metrics API says nothing of them. */
  missingPods: string[];
  /** On their way out, or failed. */
  ignoredPods: string[];
};

type Sight = { resource: ResourceName; metrics: PodMetricsInfo; now: number; periods: Periods };

/**
 * Only for cpu, whose use is high while a process starts. During the initialization period a pod counts when it is ready and has been so for
 * one whole window of its metric; afterwards it is left out only if it never became ready.
 */
function isUnready(pod: HpaPod, metric: { at: number; windowMs: number }, { now, periods }: Sight): boolean {
  const { ready, readyTransition, startTime } = pod;
  if (readyTransition === undefined || startTime === undefined) return true;
  if (startTime + periods.cpuInitializationMs > now) return !ready || metric.at < readyTransition + metric.windowMs;
  return !ready && startTime + periods.initialReadinessDelayMs > readyTransition;
}

function groupOf(pod: HpaPod, sight: Sight): "ready" | Exclude<keyof PodGroups, "readyPodCount"> {
  if (pod.deletionTimestamp !== undefined || pod.phase === "Failed") return "ignoredPods";
  if (pod.phase === "Pending") return "unreadyPods";
  const metric = sight.metrics.get(pod.name);
  if (metric === undefined) return "missingPods";
  if (sight.resource === "cpu" && isUnready(pod, metric, sight)) return "unreadyPods";
  return "ready";
}

/** Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go (groupPods). */
export function groupPods(pods: HpaPod[], sight: Sight): PodGroups {
  const groups: PodGroups = { readyPodCount: 0, unreadyPods: [], missingPods: [], ignoredPods: [] };
  for (const pod of pods) {
    const group = groupOf(pod, sight);
    if (group === "ready") groups.readyPodCount += 1;
    else groups[group].push(pod.name);
  }
  return groups;
}
