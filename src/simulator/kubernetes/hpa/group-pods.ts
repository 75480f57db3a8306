/** Which pods count for a metric, and how. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { readyCondition } from "../pods.ts";
import type { PodMetric, PodMetricsInfo } from "./metrics-client.ts";
import type { HpaSettings } from "./settings.ts";

export type PodGroups = {
  readyPodCount: number;
  /** Not started, or too young for their CPU use to mean anything. */
  unreadyPods: string[];
  /** Running, but the metrics API says nothing of them. */
  missingPods: string[];
  /** On their way out, or failed. */
  ignoredPods: string[];
};

/** `resource` is empty for what is no resource: a custom metric. */
export type Sight = {
  resource: string;
  metrics: PodMetricsInfo;
  now: Time;
  periods: Pick<HpaSettings, "cpuInitializationMs" | "initialReadinessDelayMs">;
};

/** An instant that an object does not name: before all others, as Go's zero time. */
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Only for cpu, whose use is high while a process starts. During the initialization period a pod counts when it is ready and has been so for
 * one whole window of its metric; afterwards it is left out only if it never became ready.
 */
function isUnready(pod: Pod, metric: PodMetric, { now, periods }: Sight): boolean {
  const ready = readyCondition(pod);
  const { startTime } = pod.status;
  if (ready === undefined || startTime === undefined) return true;
  const since = ready.lastTransitionTime ?? NEVER;
  const notReady = ready.status === "False";
  if (startTime + periods.cpuInitializationMs > now) return notReady || metric.at < since + metric.windowMs;
  return notReady && startTime + periods.initialReadinessDelayMs > since;
}

function groupOf(pod: Pod, sight: Sight): "ready" | Exclude<keyof PodGroups, "readyPodCount"> {
  const { phase } = pod.status;
  if (pod.metadata.deletionTimestamp !== undefined || phase === "Failed") return "ignoredPods";
  if (phase === "Pending") return "unreadyPods";
  const metric = sight.metrics.get(pod.metadata.name);
  if (metric === undefined) return "missingPods";
  if (sight.resource === "cpu" && isUnready(pod, metric, sight)) return "unreadyPods";
  return "ready";
}

/** Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go (groupPods). */
export function groupPods(pods: Pod[], sight: Sight): PodGroups {
  const groups: PodGroups = { readyPodCount: 0, unreadyPods: [], missingPods: [], ignoredPods: [] };
  for (const pod of pods) {
    const group = groupOf(pod, sight);
    if (group === "ready") groups.readyPodCount += 1;
    else groups[group].push(pod.metadata.name);
  }
  return groups;
}
