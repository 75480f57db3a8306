/** What the controller asks the three metrics APIs, and what it makes of the answers. Kubernetes 1.36, pkg/controller/podautoscaler/metrics/client.go. */
import type { CrossVersionObjectReference, MetricIdentifier } from "../api/autoscaling.ts";
import type { LabelSelector, ResourceList, Time } from "../api/meta.ts";
import { milliOf } from "../api/quantity.ts";

export type Failure = { kind: "failed"; error: string };

export const failed = (error: string): Failure => ({ kind: "failed", error });
export const isFailure = (value: object | number): value is Failure =>
  typeof value === "object" && "kind" in value && value.kind === "failed";

/** metrics.k8s.io PodMetrics: use of each container, a mean over the window that ended at `at`. */
export type PodMetrics = {
  name: string;
  at: Time;
  windowMs: number;
  containers: { name: string; usage: ResourceList }[];
};

/** One pod's value of one metric, in thousandths. */
export type PodMetric = { at: Time; windowMs: number; value: number };

/** By the pod's name. */
export type PodMetricsInfo = Map<string, PodMetric>;

/** The metrics APIs. A failure's text is what the API server answered. Values in thousandths; a label selector chooses pods, a metric's own its series. */
export type MetricsClient = {
  /** metrics.k8s.io. */
  podMetrics(namespace: string, selector: LabelSelector): PodMetrics[] | Failure;
  /** custom.metrics.k8s.io, of pods: by the pod's name. */
  customPodMetrics(metric: MetricIdentifier, namespace: string, selector: LabelSelector): PodMetricsInfo | Failure;
  /** custom.metrics.k8s.io, of one object. */
  customObjectMetric(
    metric: MetricIdentifier,
    namespace: string,
    object: CrossVersionObjectReference,
  ): number | Failure;
  /** external.metrics.k8s.io: one value for each series. */
  externalMetrics(metric: MetricIdentifier, namespace: string): number[] | Failure;
};

/** Sum over the containers, or one of them; nothing when any that is asked for has no value. */
function valueOf({ containers }: PodMetrics, resource: string, container: string): number | undefined {
  const wanted = container === "" ? containers : containers.filter(({ name }) => name === container).slice(0, 1);
  const values = wanted.map(({ usage }) => usage[resource]);
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return values.reduce((sum, value) => sum + milliOf(value), 0);
}

/** GetResourceMetric. An empty `container` stands for all of them. */
export function resourceMetric(
  client: MetricsClient,
  query: { resource: string; container: string; namespace: string; selector: LabelSelector },
): PodMetricsInfo | Failure {
  const answer = client.podMetrics(query.namespace, query.selector);
  if (isFailure(answer)) return failed(`unable to fetch metrics from resource metrics API: ${answer.error}`);
  if (answer.length === 0) return failed("no metrics returned from resource metrics API");
  const info: PodMetricsInfo = new Map();
  for (const metrics of answer) {
    const value = valueOf(metrics, query.resource, query.container);
    if (value !== undefined) info.set(metrics.name, { at: metrics.at, windowMs: metrics.windowMs, value });
  }
  return info;
}

/** GetRawMetric. */
export function rawMetric(
  client: MetricsClient,
  metric: MetricIdentifier,
  namespace: string,
  selector: LabelSelector,
): PodMetricsInfo | Failure {
  const answer = client.customPodMetrics(metric, namespace, selector);
  if (isFailure(answer)) return failed(`unable to fetch metrics from custom metrics API: ${answer.error}`);
  return answer.size === 0 ? failed("no metrics returned from custom metrics API") : new Map(answer);
}

/** GetObjectMetric. */
export function objectMetric(
  client: MetricsClient,
  metric: MetricIdentifier,
  namespace: string,
  object: CrossVersionObjectReference,
): number | Failure {
  const answer = client.customObjectMetric(metric, namespace, object);
  return isFailure(answer) ? failed(`unable to fetch metrics from custom metrics API: ${answer.error}`) : answer;
}

/** GetExternalMetric. */
export function externalMetric(client: MetricsClient, metric: MetricIdentifier, namespace: string): number[] | Failure {
  const answer = client.externalMetrics(metric, namespace);
  if (isFailure(answer)) return failed(`unable to fetch metrics from external metrics API: ${answer.error}`);
  return answer.length === 0 ? failed("no metrics returned from external metrics API") : answer;
}
