/** The metrics APIs of a cluster that has metrics-server and no adapter for custom or external metrics, as most have. */
import { binaryQuantity } from "../api/quantity.ts";
import type { Pod } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";
import { failed, type MetricsClient, type PodMetrics } from "../hpa/metrics-client.ts";
import type { Store } from "../store.ts";
import type { MetricsServer, PodUsage } from "./metrics-server.ts";

const noAdapter = (group: string) => failed(`the server could not find the requested resource (${group})`);
const CUSTOM = noAdapter("get pods.custom.metrics.k8s.io");
const EXTERNAL = noAdapter("get external.metrics.k8s.io");

/** All of a pod's use is its first container's: the one that serves. Sidecars are not modelled as users. */
function metricsOf({ spec }: Pod, { name, at, windowMs, cpu, memory }: PodUsage): PodMetrics {
  const containers = spec.containers.map((container, i) => ({
    name: container.name,
    usage: i === 0 ? { cpu: `${cpu}m`, memory: binaryQuantity(Math.round(memory)) } : { cpu: "0", memory: "0" },
  }));
  return { name, at, windowMs, containers };
}

export const createMetricsApi = (store: Store, metricsServer: MetricsServer): MetricsClient => ({
  podMetrics(namespace, selector) {
    const pods = store.list("Pod", namespace).filter(({ metadata }) => matchesSelector(metadata.labels, selector));
    return pods.flatMap((pod) => metricsServer.usageOf([pod]).map((usage) => metricsOf(pod, usage)));
  },
  customPodMetrics: () => CUSTOM,
  customObjectMetric: () => CUSTOM,
  externalMetrics: () => EXTERNAL,
});
