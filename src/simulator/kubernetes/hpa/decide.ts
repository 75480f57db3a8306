/** What one sync wants, before anything is done about it. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler). */
import type { MetricStatus } from "../api/autoscaling.ts";
import type { CompleteBehavior } from "./behavior.ts";
import type { ConditionChange } from "./conditions.ts";
import { computeReplicasForMetrics } from "./metrics.ts";
import { normalizeDesiredReplicas } from "./normalize.ts";
import type { ReplicaQuestion } from "./replica-calculator.ts";
import { selectorProblem } from "./selector.ts";
import { tolerancesForHpa } from "./tolerances.ts";
import type { HpaEvent, HpaInput, HpaState, Scale } from "./types.ts";
import { isDisabledAtZero, scaledToZero } from "./zero.ts";

/** What is wanted, and why, before anything is done about it. */
export type Decision = {
  kind: "keep" | "rescale" | "failed";
  desiredReplicas: number;
  rescaleReason: string;
  conditions: ConditionChange[];
  events: HpaEvent[];
  statuses: MetricStatus[];
  state: HpaState;
};

/** The input with what is worked out once. */
export type Sync = HpaInput & { scale: Scale; minReplicas: number; behavior: CompleteBehavior | undefined };

export const SCALING_DISABLED: ConditionChange = {
  type: "ScalingActive",
  status: "False",
  reason: "ScalingDisabled",
  message: "scaling is disabled since the replica count of the target is zero",
};

function failure(sync: Sync, found: Pick<Decision, "conditions" | "events" | "statuses">, error: string): Decision {
  const event: HpaEvent = { type: "Warning", reason: "FailedComputeMetricsReplicas", message: error };
  const { scale, state } = sync;
  const events = [...found.events, event];
  return { ...found, kind: "failed", desiredReplicas: scale.specReplicas, rescaleReason: "", events, state };
}

function questionOf({ hpa, scale, pods, metrics, settings, now }: Sync): ReplicaQuestion {
  return {
    currentReplicas: scale.specReplicas,
    statusReplicas: scale.statusReplicas,
    namespace: hpa.metadata.namespace,
    selector: scale.selector ?? {},
    pods,
    metrics,
    tolerances: tolerancesForHpa(hpa, settings),
    settings,
    now,
  };
}

function reasonToRescale(current: number, proposed: number, metricName: string): string {
  if (proposed > current) return `${metricName} above target`;
  return proposed < current ? "All metrics below target" : "";
}

/** Of a target that comes back from zero: at least the minimum. */
function atLeastMinimum({ hpa, scale, minReplicas, settings }: Sync, replicas: number): boolean {
  return scale.specReplicas !== 0 || replicas >= minReplicas || !scaledToZero(hpa, settings);
}

/** The usual case: the replicas are within the bounds of the spec. */
function decideByMetrics(sync: Sync): Decision {
  const { scale, hpa, behavior, state, minReplicas } = sync;
  const current = scale.specReplicas;
  const problem = selectorProblem(sync, scale);
  if (problem) {
    const { condition, event, error } = problem;
    return failure(sync, { conditions: [condition], events: [event], statuses: [] }, error);
  }
  const proposal = computeReplicasForMetrics(hpa.spec.metrics ?? [], questionOf(sync));
  const { replicas, metricName, error = "", statuses, events, condition } = proposal;
  if (replicas === undefined) return failure(sync, { conditions: [condition], events, statuses }, error);
  const wish = { currentReplicas: current, desiredReplicas: replicas, minReplicas, maxReplicas: hpa.spec.maxReplicas };
  const normalized = normalizeDesiredReplicas(wish, behavior, state, sync);
  const enough = atLeastMinimum(sync, normalized.desiredReplicas);
  const desiredReplicas = enough ? normalized.desiredReplicas : minReplicas;
  const because = reasonToRescale(current, replicas, metricName);
  return {
    kind: desiredReplicas === current ? "keep" : "rescale",
    desiredReplicas,
    rescaleReason: enough ? because : because || "Current number of replicas below Spec.MinReplicas",
    conditions: [condition, ...normalized.conditions],
    events,
    statuses,
    state: normalized.state,
  };
}

/** Zero replicas switch the HPA off; replicas outside its bounds are put right without a look at the metrics. */
export function decide(sync: Sync): Decision {
  const { hpa, scale, minReplicas, settings, state } = sync;
  const { maxReplicas } = hpa.spec;
  const current = scale.specReplicas;
  const blank = { rescaleReason: "", conditions: [], events: [], statuses: [], state };
  if (current === 0)
    return isDisabledAtZero(hpa, minReplicas, settings)
      ? { ...blank, kind: "keep", desiredReplicas: 0, conditions: [SCALING_DISABLED] }
      : decideByMetrics(sync);
  if (current > maxReplicas) {
    const rescaleReason = "Current number of replicas above Spec.MaxReplicas";
    return { ...blank, kind: "rescale", desiredReplicas: maxReplicas, rescaleReason };
  }
  if (current < minReplicas) {
    const rescaleReason = "Current number of replicas below Spec.MinReplicas";
    return { ...blank, kind: "rescale", desiredReplicas: minReplicas, rescaleReason };
  }
  return decideByMetrics(sync);
}
