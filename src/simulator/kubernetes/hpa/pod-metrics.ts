/** What pods use and request, in milli-units of one resource: millicores, or thousandths of a byte, as upstream counts (Quantity.MilliValue). */
import type { HpaPod, PodMetric } from "./types.ts";

export type ResourceName = "cpu" | "memory";

/** By the pod's name. Kubernetes 1.36, pkg/controller/podautoscaler/metrics/client.go (PodMetricsInfo). */
export type PodMetricsInfo = Map<string, { at: number; windowMs: number; value: number }>;

/** Rounded up, as MilliValue does with finer quantities. */
export function milliValue(resource: ResourceName, quantity: number): number {
  return Math.ceil(resource === "cpu" ? quantity : quantity * 1_000);
}

/** Back from milli-units to what the API's objects hold here: millicores or bytes (in thousandths when they do not divide evenly). */
export function fromMilliValue(resource: ResourceName, milli: number): number {
  return resource === "cpu" ? milli : milli / 1_000;
}

export type Failure = { kind: "failed"; error: string };

/** The last part is what the API server says of an aggregated API that is down. */
const NO_ANSWER =
  "unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)";

/** Kubernetes 1.36, pkg/controller/podautoscaler/metrics/client.go (GetResourceMetric). */
export function getResourceMetric(resource: ResourceName, metrics: PodMetric[] | undefined): PodMetricsInfo | Failure {
  if (metrics === undefined) return { kind: "failed", error: NO_ANSWER };
  if (metrics.length === 0) return { kind: "failed", error: "no metrics returned from resource metrics API" };
  return new Map(
    metrics.map(({ name, at, windowMs, [resource]: quantity }) => [
      name,
      { at, windowMs, value: milliValue(resource, quantity) },
    ]),
  );
}

/**
 * Requests of every pod, also of those that are not counted later: one container without a request spoils them all.
 * Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go (calculateRequests); no pod-level requests and no init containers here.
 */
export function calculateRequests(pods: HpaPod[], resource: ResourceName): Map<string, number> | Failure {
  const requests = new Map<string, number>();
  for (const pod of pods) {
    const open = pod.requests.findIndex((container) => container[resource] === undefined);
    if (open >= 0) {
      const container = pod.requests[open]?.name ?? String(open);
      return { kind: "failed", error: `missing request for ${resource} in container ${container} of Pod ${pod.name}` };
    }
    requests.set(
      pod.name,
      pod.requests.reduce((sum, container) => sum + milliValue(resource, container[resource] ?? 0), 0),
    );
  }
  return requests;
}
