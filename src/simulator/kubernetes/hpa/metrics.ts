/** From all metrics of a spec to one proposal: the largest. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { HorizontalPodAutoscaler, MetricSpec } from "../objects.ts";
import type { ConditionChange } from "./conditions.ts";
import { DEFAULT_METRICS } from "./defaults.ts";
import { DEFAULT_PERIODS } from "./group-pods.ts";
import { type Failure, fromMilliValue, getResourceMetric, milliValue } from "./pod-metrics.ts";
import { getRawResourceReplicas, getResourceReplicas, type ReplicaProposal } from "./replica-calculator.ts";
import { tolerancesForHpa } from "./tolerances.ts";
import type { HpaEvent, HpaInput } from "./types.ts";

type MetricStatus = HorizontalPodAutoscaler["status"]["currentMetrics"][number];
type MetricResult =
  | { kind: "valid"; replicas: number; metricName: string; status: MetricStatus }
  | { kind: "invalid"; error: string; event: HpaEvent; condition: ConditionChange };

export type MetricsProposal = {
  /** Undefined when nothing may be done on these metrics (upstream: -1). */
  replicas: number | undefined;
  /** Of the metric that asked for most, as events name it. */
  metricName: string;
  /** Of the metrics that could not be read, also when the others were enough. */
  error: string | undefined;
  statuses: MetricStatus[];
  events: HpaEvent[];
  condition: ConditionChange;
};

/** getUnableComputeReplicaCountCondition, and the wrapping of the error in computeReplicasForMetric. */
function invalid(resource: string, error: string): MetricResult {
  const reason = "FailedGetResourceMetric";
  return {
    kind: "invalid",
    error: `failed to get ${resource} resource metric value: ${error}`,
    event: { type: "Warning", reason, message: error },
    condition: {
      type: "ScalingActive",
      status: "False",
      reason,
      message: `the HPA was unable to compute the replica count: ${error}`,
    },
  };
}

/** computeStatusForResourceMetricGeneric. */
function computeReplicasForMetric({ resource: { name, target } }: MetricSpec, input: HpaInput): MetricResult {
  const question = {
    resource: name,
    currentReplicas: input.specReplicas,
    pods: input.pods,
    metrics: getResourceMetric(name, input.metrics),
    tolerances: tolerancesForHpa(input.hpa),
    periods: DEFAULT_PERIODS,
    now: input.now,
  };
  const byUtilization = target.type === "Utilization";
  const proposal: ReplicaProposal | Failure = byUtilization
    ? getResourceReplicas(question, target.averageUtilization)
    : getRawResourceReplicas(question, milliValue(name, target.averageValue));
  if (proposal.kind === "failed")
    return invalid(name, `failed to get ${name} ${byUtilization ? "utilization" : "usage"}: ${proposal.error}`);
  const { replicas, utilization, averageValue } = proposal;
  return {
    kind: "valid",
    replicas,
    metricName: `${name} resource${byUtilization ? " utilization (percentage of request)" : ""}`,
    status: {
      name,
      ...(utilization === undefined ? {} : { averageUtilization: utilization }),
      averageValue: fromMilliValue(name, averageValue),
    },
  };
}

const isValid = (result: MetricResult) => result.kind === "valid";
const isInvalid = (result: MetricResult) => result.kind === "invalid";

/**
 * One readable metric is enough to scale up; scaling down takes all of them. A proposal of 0 gives way to any other, as upstream
 * (computeReplicasForMetrics).
 */
export function computeReplicasForMetrics(input: HpaInput): MetricsProposal {
  const specs = input.hpa.spec.metrics.length > 0 ? input.hpa.spec.metrics : DEFAULT_METRICS;
  const results = specs.map((spec) => computeReplicasForMetric(spec, input));
  const valid = results.filter(isValid);
  const broken = results.filter(isInvalid);
  const first = broken[0];
  const error =
    first && `invalid metrics (${broken.length} invalid out of ${specs.length}), first error is: ${first.error}`;
  const found = { error, statuses: valid.map(({ status }) => status), events: broken.map(({ event }) => event) };
  const best = valid.reduce((most, next) => (most.replicas === 0 || next.replicas > most.replicas ? next : most), {
    replicas: 0,
    metricName: "",
  });
  if (first && (valid.length === 0 || best.replicas < input.specReplicas))
    return { ...found, replicas: undefined, metricName: "", condition: first.condition };
  const message = `the HPA was able to successfully calculate a replica count from ${best.metricName}`;
  return {
    ...found,
    replicas: best.replicas,
    metricName: best.metricName,
    condition: { type: "ScalingActive", status: "True", reason: "ValidMetricFound", message },
  };
}
