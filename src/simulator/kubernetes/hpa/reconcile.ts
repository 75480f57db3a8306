/** One sync of the HorizontalPodAutoscaler's controller. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler). */
import type { HorizontalPodAutoscaler } from "../objects.ts";
import { type ConditionChange, setConditions } from "./conditions.ts";
import { completeBehavior, type CompleteBehavior } from "./defaults.ts";
import { computeReplicasForMetrics } from "./metrics.ts";
import { normalizeDesiredReplicas } from "./normalize.ts";
import { storeScaleEvent } from "./scale-events.ts";
import type { HpaEvent, HpaInput, HpaOutcome, HpaState } from "./types.ts";

export type { HpaInput, HpaOutcome, HpaPod, HpaState, PodMetric } from "./types.ts";

/** Default of --horizontal-pod-autoscaler-sync-period. */
export const HPA_SYNC_MS = 15_000;

export function emptyHpaState(): HpaState {
  return { recommendations: [], scaleUps: [], scaleDowns: [] };
}

type MetricStatuses = HorizontalPodAutoscaler["status"]["currentMetrics"];

/** What is wanted, and why, before anything is done about it. */
type Decision = {
  kind: "keep" | "rescale" | "failed";
  desiredReplicas: number;
  rescaleReason: string;
  conditions: ConditionChange[];
  events: HpaEvent[];
  statuses: MetricStatuses;
  state: HpaState;
};

const GOT_SCALE: ConditionChange = {
  type: "AbleToScale",
  status: "True",
  reason: "SucceededGetScale",
  message: "the HPA controller was able to get the target's current scale",
};
const SCALING_DISABLED: ConditionChange = {
  type: "ScalingActive",
  status: "False",
  reason: "ScalingDisabled",
  message: "scaling is disabled since the replica count of the target is zero",
};

function reasonToRescale(current: number, proposed: number, metricName: string): string {
  if (proposed > current) return `${metricName} above target`;
  return proposed < current ? "All metrics below target" : "";
}

/** The usual case: the replicas are within the bounds of the spec. */
function decideByMetrics(input: HpaInput, behavior: CompleteBehavior | undefined, state: HpaState): Decision {
  const { specReplicas, now, hpa } = input;
  const { replicas, metricName, error, statuses, events, condition } = computeReplicasForMetrics(input);
  if (replicas === undefined) {
    const message = error ?? "";
    return {
      kind: "failed",
      desiredReplicas: specReplicas,
      rescaleReason: "",
      conditions: [condition],
      events: [...events, { type: "Warning", reason: "FailedComputeMetricsReplicas", message }],
      statuses,
      state,
    };
  }
  const { minReplicas, maxReplicas } = hpa.spec;
  const wish = { currentReplicas: specReplicas, desiredReplicas: replicas, minReplicas, maxReplicas };
  const normalized = normalizeDesiredReplicas(wish, behavior, state, now);
  return {
    kind: normalized.desiredReplicas === specReplicas ? "keep" : "rescale",
    desiredReplicas: normalized.desiredReplicas,
    rescaleReason: reasonToRescale(specReplicas, replicas, metricName),
    conditions: [condition, ...normalized.conditions],
    events,
    statuses,
    state: normalized.state,
  };
}

/** Zero replicas switch the HPA off; replicas outside its bounds are put right without a look at the metrics. */
function decide(input: HpaInput, behavior: CompleteBehavior | undefined, state: HpaState): Decision {
  const { minReplicas, maxReplicas } = input.hpa.spec;
  const blank = { rescaleReason: "", conditions: [], events: [], statuses: [], state };
  if (input.specReplicas === 0 && minReplicas !== 0)
    return { ...blank, kind: "keep", desiredReplicas: 0, conditions: [SCALING_DISABLED] };
  if (input.specReplicas > maxReplicas) {
    const rescaleReason = "Current number of replicas above Spec.MaxReplicas";
    return { ...blank, kind: "rescale", desiredReplicas: maxReplicas, rescaleReason };
  }
  if (input.specReplicas < minReplicas) {
    const rescaleReason = "Current number of replicas below Spec.MinReplicas";
    return { ...blank, kind: "rescale", desiredReplicas: minReplicas, rescaleReason };
  }
  return decideByMetrics(input, behavior, state);
}

/** The update of the target's scale: the caller does it, and here it always succeeds. */
function rescaled({ desiredReplicas, rescaleReason }: Decision): { condition: ConditionChange; event: HpaEvent } {
  return {
    condition: {
      type: "AbleToScale",
      status: "True",
      reason: "SucceededRescale",
      message: `the HPA controller was able to update the target scale to ${desiredReplicas}`,
    },
    event: {
      type: "Normal",
      reason: "SuccessfulRescale",
      message: `New size: ${desiredReplicas}; reason: ${rescaleReason}`,
    },
  };
}

/** One sync (every HPA_SYNC_MS). The target's replicas are to be set to `desiredReplicas` when `rescale` is true; nothing given is changed. */
export function reconcileHpa(input: HpaInput): HpaOutcome {
  const { hpa, specReplicas, now } = input;
  const behavior = hpa.spec.behavior && completeBehavior(hpa.spec.behavior);
  // recordInitialRecommendation: the replicas found at first are the first recommendation.
  const known = input.state.recommendations.length > 0;
  const recommendations = known ? input.state.recommendations : [{ at: now, replicas: specReplicas }];
  const decision = decide(input, behavior, { ...input.state, recommendations });
  const rescale = decision.kind === "rescale";
  const done = rescale ? [rescaled(decision)] : [];
  const changes = [GOT_SCALE, ...decision.conditions, ...done.map(({ condition }) => condition)];
  const lastScaleTime = rescale ? now : hpa.status.lastScaleTime;
  const { desiredReplicas } = decision;
  return {
    desiredReplicas,
    rescale,
    status: {
      currentReplicas: specReplicas,
      desiredReplicas: decision.kind === "failed" ? hpa.status.desiredReplicas : desiredReplicas,
      ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
      currentMetrics: decision.statuses,
      conditions: setConditions(hpa.status.conditions, changes, now),
    },
    events: [...decision.events, ...done.map(({ event }) => event)],
    state: rescale
      ? storeScaleEvent(decision.state, behavior, { from: specReplicas, to: desiredReplicas, now })
      : decision.state,
  };
}
