/** One sync of the HorizontalPodAutoscaler's controller. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler). */
import { completeBehavior } from "./behavior.ts";
import { setConditions, type ConditionChange } from "./conditions.ts";
import { decide, SCALING_DISABLED, type Decision, type Sync } from "./decide.ts";
import { isFailure, type Failure } from "./metrics-client.ts";
import { storeScaleEvent } from "./scale-events.ts";
import type { HpaEvent, HpaInput, HpaOutcome, HpaState, Scale } from "./types.ts";
import { scaledToZeroCondition, withoutScaledToZero } from "./zero.ts";

const GOT_SCALE: ConditionChange = {
  type: "AbleToScale",
  status: "True",
  reason: "SucceededGetScale",
  message: "the HPA controller was able to get the target's current scale",
};

/** The end of a sync: the status as it is then. `rescaledTo` is set when the target's scale was changed. */
function conclude(sync: Sync, decision: Decision, changes: ConditionChange[], rescaledTo?: number): HpaOutcome {
  const { hpa, scale, now, settings } = sync;
  const { kind, statuses, events, desiredReplicas } = decision;
  const all = setConditions(hpa.status.conditions ?? [], [GOT_SCALE, ...decision.conditions, ...changes], now);
  const acted = rescaledTo !== undefined || decision.conditions.includes(SCALING_DISABLED);
  const lastScaleTime = rescaledTo === undefined ? hpa.status.lastScaleTime : now;
  return {
    desiredReplicas: rescaledTo ?? scale.specReplicas,
    status: {
      currentReplicas: scale.specReplicas,
      desiredReplicas: kind === "failed" ? hpa.status.desiredReplicas : desiredReplicas,
      ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
      ...(statuses.length === 0 ? {} : { currentMetrics: statuses }),
      conditions: acted ? withoutScaledToZero(all, settings) : all,
    },
    events,
    state: decision.state,
  };
}

function failedRescale(sync: Sync, decision: Decision, { error }: Failure): HpaOutcome {
  const message = `New size: ${decision.desiredReplicas}; reason: ${decision.rescaleReason}; error: ${error}`;
  const condition: ConditionChange = {
    type: "AbleToScale",
    status: "False",
    reason: "FailedUpdateScale",
    message: `the HPA controller was unable to update the target scale: ${error}`,
  };
  const events: HpaEvent[] = [...decision.events, { type: "Warning", reason: "FailedRescale", message }];
  return conclude(sync, { ...decision, kind: "failed", events }, [condition]);
}

/** Writes the target's scale and says so. */
function rescale(sync: Sync, decision: Decision): HpaOutcome {
  const { hpa, scale, behavior, minReplicas, settings, now } = sync;
  const { desiredReplicas, rescaleReason } = decision;
  const problem = sync.setReplicas(desiredReplicas);
  if (problem) return failedRescale(sync, decision, problem);
  const change = { from: scale.specReplicas, to: desiredReplicas, now };
  const changes: ConditionChange[] = [
    {
      type: "AbleToScale",
      status: "True",
      reason: "SucceededRescale",
      message: `the HPA controller was able to update the target scale to ${desiredReplicas}`,
    },
  ];
  if (settings.gates.scaleToZero) changes.push(scaledToZeroCondition(hpa, minReplicas, change));
  const message = `New size: ${desiredReplicas}; reason: ${rescaleReason}`;
  const events: HpaEvent[] = [...decision.events, { type: "Normal", reason: "SuccessfulRescale", message }];
  const state = storeScaleEvent(decision.state, behavior, change);
  return conclude(sync, { ...decision, events, state }, changes, desiredReplicas);
}

/** Without a scale nothing else of the status is touched. */
function withoutScale({ hpa, now, state }: HpaInput, { error }: Failure): HpaOutcome {
  const condition: ConditionChange = {
    type: "AbleToScale",
    status: "False",
    reason: "FailedGetScale",
    message: `the HPA controller was unable to get the target's current scale: ${error}`,
  };
  return {
    desiredReplicas: hpa.status.desiredReplicas,
    status: { ...hpa.status, conditions: setConditions(hpa.status.conditions ?? [], [condition], now) },
    events: [{ type: "Warning", reason: "FailedGetScale", message: error }],
    state,
  };
}

/** recordInitialRecommendation: the replicas found at first are the first recommendation. */
function withFirstRecommendation({ state, now }: HpaInput, { specReplicas }: Scale): HpaState {
  if (state.recommendations !== undefined) return state;
  return { ...state, recommendations: [{ at: now, replicas: specReplicas }] };
}

/** One sync (every HPA_SYNC_MS). Nothing given is changed but by `setReplicas`. */
export function reconcileHpa(input: HpaInput): HpaOutcome {
  const { hpa, scale, settings } = input;
  if (isFailure(scale)) return withoutScale(input, scale);
  const sync: Sync = {
    ...input,
    scale,
    minReplicas: hpa.spec.minReplicas ?? 1,
    behavior: hpa.spec.behavior && completeBehavior(hpa.spec.behavior, settings),
    state: withFirstRecommendation(input, scale),
  };
  const decision = decide(sync);
  return decision.kind === "rescale" ? rescale(sync, decision) : conclude(sync, decision, []);
}
