/** One metric of a spec: the replicas that it asks for, its name in events, and its place in the status. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from "../api/autoscaling.ts";
import type { Quantity } from "../api/meta.ts";
import { binaryQuantity, milliOf, milliQuantity } from "../api/quantity.ts";
import { failed, isFailure, type Failure } from "./metrics-client.ts";
import {
  getExternalMetricReplicas,
  getExternalPerPodMetricReplicas,
  getObjectMetricReplicas,
  getObjectPerPodMetricReplicas,
} from "./object-replicas.ts";
import {
  getMetricReplicas,
  getRawResourceReplicas,
  getResourceReplicas,
  type ReplicaProposal,
  type ReplicaQuestion,
  type ResourceQuery,
} from "./replica-calculator.ts";
import { describeSelector } from "./selector-text.ts";

export type MetricProposal = { replicas: number; metricName: string; status: MetricStatus };

const KIBI = 1_024;

/** buildQuantity: memory in whole bytes with binary suffixes, as metrics-server prints it; small or broken amounts, and all else, in decimal. */
export function buildQuantity(resource: string, milli: number): Quantity {
  const bytes = milli / 1_000;
  const binary = resource === "memory" && bytes >= KIBI && Number.isInteger(bytes);
  return binary ? binaryQuantity(bytes) : milliQuantity(milli);
}

/** What is in the status is made from the proposal; a failure passes through. */
function proposal(
  answer: ReplicaProposal | Failure,
  metricName: string,
  statusOf: (answer: ReplicaProposal) => MetricStatus,
): MetricProposal | Failure {
  return isFailure(answer) ? answer : { replicas: answer.replicas, metricName, status: statusOf(answer) };
}

const because = (prefix: string, answer: ReplicaProposal | Failure): ReplicaProposal | Failure =>
  isFailure(answer) ? failed(`${prefix}: ${answer.error}`) : answer;

/** computeStatusForResourceMetricGeneric. `kind` stands before "resource" in the metric's name when it is of one container. */
function ofResource(
  question: ReplicaQuestion,
  query: ResourceQuery,
  { averageValue, averageUtilization }: MetricTarget,
  kind: "" | "container ",
  statusOf: (current: MetricValueStatus) => MetricStatus,
): MetricProposal | Failure {
  const { resource } = query;
  const shown = ({ usage, utilization }: ReplicaProposal) =>
    statusOf({
      ...(utilization === undefined ? {} : { averageUtilization: utilization }),
      averageValue: buildQuantity(resource, usage),
    });
  if (averageValue !== undefined) {
    const answer = getRawResourceReplicas(question, query, milliOf(averageValue));
    return proposal(because(`failed to get ${resource} usage`, answer), `${resource} resource`, shown);
  }
  if (averageUtilization === undefined)
    return failed(
      "invalid resource metric source: neither an average utilization target nor an average value (usage) target was set",
    );
  const answer = getResourceReplicas(question, query, averageUtilization);
  const name = `${resource} ${kind}resource utilization (percentage of request)`;
  return proposal(because(`failed to get ${resource} utilization`, answer), name, shown);
}

/** computeStatusForPodsMetric. */
function ofPods(question: ReplicaQuestion, { metric, target }: NonNullable<MetricSpec["pods"]>) {
  const answer = getMetricReplicas(question, metric, milliOf(target.averageValue));
  return proposal(answer, `pods metric ${metric.name}`, ({ usage }) => ({
    type: "Pods",
    pods: { metric, current: { averageValue: milliQuantity(usage) } },
  }));
}

/** computeStatusForObjectMetric. That an average value is called an external metric is upstream's own. */
function ofObject(question: ReplicaQuestion, { metric, target, describedObject }: NonNullable<MetricSpec["object"]>) {
  const statusOf = (current: MetricValueStatus): MetricStatus => ({
    type: "Object",
    object: { metric, current, describedObject },
  });
  if (target.type === "Value" && target.value !== undefined) {
    const answer = getObjectMetricReplicas(question, metric, describedObject, milliOf(target.value));
    const name = `${describedObject.kind} metric ${metric.name}`;
    return proposal(answer, name, ({ usage }) => statusOf({ value: milliQuantity(usage) }));
  }
  if (target.type === "AverageValue" && target.averageValue !== undefined) {
    const answer = getObjectPerPodMetricReplicas(question, metric, describedObject, milliOf(target.averageValue));
    const name = `external metric ${metric.name}(${describeSelector(metric.selector)})`;
    return proposal(because(`failed to get ${metric.name} object metric`, answer), name, ({ usage }) =>
      statusOf({ averageValue: milliQuantity(usage) }),
    );
  }
  return failed("invalid object metric source: neither a value target nor an average value target was set");
}

/** computeStatusForExternalMetric. */
function ofExternal(question: ReplicaQuestion, { metric, target }: NonNullable<MetricSpec["external"]>) {
  const statusOf = (current: MetricValueStatus): MetricStatus => ({ type: "External", external: { metric, current } });
  const name = `external metric ${metric.name}(${describeSelector(metric.selector)})`;
  if (target.averageValue !== undefined) {
    const answer = getExternalPerPodMetricReplicas(question, metric, milliOf(target.averageValue));
    return proposal(because(`failed to get ${metric.name} external metric`, answer), name, ({ usage }) =>
      statusOf({ averageValue: milliQuantity(usage) }),
    );
  }
  if (target.value !== undefined) {
    const answer = getExternalMetricReplicas(question, metric, milliOf(target.value));
    return proposal(because(`failed to get external metric ${metric.name}`, answer), name, ({ usage }) =>
      statusOf({ value: milliQuantity(usage) }),
    );
  }
  return failed("invalid external metric source: neither a value target nor an average value target was set");
}

/** What one kind of metric proposes; `reason` and `what` are for a failure's event and for the text around its error. */
export type Source = { reason: string; what: string; propose(question: ReplicaQuestion): MetricProposal | Failure };

/** Nothing when the metric is of no known kind, or its kind's own part is missing. */
export function sourceOf({
  resource,
  containerResource,
  pods,
  object,
  external,
  type,
}: MetricSpec): Source | undefined {
  if (type === "Resource" && resource) {
    const { name, target } = resource;
    return {
      reason: "FailedGetResourceMetric",
      what: `${name} resource`,
      propose: (question) =>
        ofResource(question, { resource: name, container: "" }, target, "", (current) => ({
          type: "Resource",
          resource: { name, current },
        })),
    };
  }
  if (type === "ContainerResource" && containerResource) {
    const { name, container, target } = containerResource;
    return {
      reason: "FailedGetContainerResourceMetric",
      what: `${container} container`,
      propose: (question) =>
        ofResource(question, { resource: name, container }, target, "container ", (current) => ({
          type: "ContainerResource",
          containerResource: { name, container, current },
        })),
    };
  }
  return valueSourceOf({ type, ...(pods && { pods }), ...(object && { object }), ...(external && { external }) });
}

/** The kinds that are not resources. */
function valueSourceOf({ type, pods, object, external }: MetricSpec): Source | undefined {
  if (type === "Pods" && pods)
    return { reason: "FailedGetPodsMetric", what: "pods", propose: (question) => ofPods(question, pods) };
  if (type === "Object" && object)
    return { reason: "FailedGetObjectMetric", what: "object", propose: (question) => ofObject(question, object) };
  if (type === "External" && external) {
    const what = `${external.metric.name} external`;
    return { reason: "FailedGetExternalMetric", what, propose: (question) => ofExternal(question, external) };
  }
  return undefined;
}
