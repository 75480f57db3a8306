/** From all metrics of a spec to one proposal: the largest. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { MetricSpec, MetricStatus } from "../api/autoscaling.ts";
import type { ConditionChange } from "./conditions.ts";
import { sourceOf, type MetricProposal } from "./metric-sources.ts";
import { isFailure } from "./metrics-client.ts";
import type { ReplicaQuestion } from "./replica-calculator.ts";
import type { HpaEvent } from "./types.ts";

type Invalid = { error: string; event: HpaEvent; condition: ConditionChange };

export type MetricsProposal = {
  /** Undefined when nothing may be done on these metrics (upstream: -1). */
  replicas: number | undefined;
  /** Of the metric that asked for most, as events name it. */
  metricName: string;
  /** Of the metrics that could not be read, also when the others were enough. */
  error: string | undefined;
  /** One for each metric of the spec, in its order; an empty one where it could not be read. */
  statuses: MetricStatus[];
  events: HpaEvent[];
  condition: ConditionChange;
};

/** getUnableComputeReplicaCountCondition; `error` is how the metric's failure is passed on. */
function invalid(reason: string, message: string, error: string): Invalid {
  return {
    error,
    event: { type: "Warning", reason, message },
    condition: {
      type: "ScalingActive",
      status: "False",
      reason,
      message: `the HPA was unable to compute the replica count: ${message}`,
    },
  };
}

/** computeReplicasForMetric. */
function computeReplicasForMetric(spec: MetricSpec, question: ReplicaQuestion): MetricProposal | Invalid {
  const source = sourceOf(spec);
  if (!source) {
    const error = `unknown metric source type "${spec.type}"`;
    return invalid("InvalidMetricSourceType", error, error);
  }
  const answer = source.propose(question);
  if (!isFailure(answer)) return answer;
  return invalid(source.reason, answer.error, `failed to get ${source.what} metric value: ${answer.error}`);
}

const isInvalid = (result: MetricProposal | Invalid): result is Invalid => "error" in result;
const isValid = (result: MetricProposal | Invalid): result is MetricProposal => !isInvalid(result);
const UNREAD: MetricStatus = { type: "" };

/** Of two proposals the larger, the first when they are equal; one of 0 gives way to any other. */
const larger = (most: MetricProposal | undefined, next: MetricProposal) =>
  most === undefined || most.replicas === 0 || next.replicas > most.replicas ? next : most;

/** One readable metric is enough to scale up; scaling down takes all of them (computeReplicasForMetrics). */
export function computeReplicasForMetrics(specs: MetricSpec[], question: ReplicaQuestion): MetricsProposal {
  const results = specs.map((spec) => computeReplicasForMetric(spec, question));
  const valid = results.filter(isValid);
  const broken = results.filter(isInvalid);
  const first = broken[0];
  const found = {
    error: first && `invalid metrics (${broken.length} invalid out of ${specs.length}), first error is: ${first.error}`,
    statuses: results.map((result) => (isInvalid(result) ? UNREAD : result.status)),
    events: broken.map(({ event }) => event),
  };
  const best = valid.reduce<MetricProposal | undefined>(larger, undefined);
  if (first && (best === undefined || best.replicas < question.currentReplicas))
    return { ...found, replicas: undefined, metricName: "", condition: first.condition };
  const metricName = best?.metricName ?? "";
  const message = `the HPA was able to successfully calculate a replica count from ${metricName}`;
  const condition: ConditionChange = { type: "ScalingActive", status: "True", reason: "ValidMetricFound", message };
  return { ...found, replicas: best?.replicas ?? 0, metricName, condition };
}
