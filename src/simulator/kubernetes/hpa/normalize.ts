/** From what the metrics ask for to what is done: stabilized, then limited. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { ConditionChange } from "./conditions.ts";
import type { CompleteBehavior } from "./behavior.ts";
import {
  convertDesiredReplicasWithBehaviorRate,
  convertDesiredReplicasWithRules,
  type Limited,
  type Wish,
} from "./limits.ts";
import type { HpaSettings } from "./settings.ts";
import { stabilizeRecommendation, stabilizeRecommendationWithBehaviors, type Stabilized } from "./stabilize.ts";
import type { HpaState } from "./types.ts";

export type Normalized = { desiredReplicas: number; conditions: ConditionChange[]; state: HpaState };

function conclude(wish: Wish, stabilized: Stabilized, limited: Limited, state: HpaState): Normalized {
  const { reason, message, recommendations } = stabilized;
  const able =
    stabilized.replicas === wish.desiredReplicas
      ? { reason: "ReadyForNewScale", message: "recommended size matches current size" }
      : { reason, message };
  return {
    desiredReplicas: limited.replicas,
    conditions: [
      { type: "AbleToScale", status: "True", ...able },
      {
        type: "ScalingLimited",
        status: limited.replicas === stabilized.replicas ? "False" : "True",
        reason: limited.reason,
        message: limited.message,
      },
    ],
    state: { ...state, recommendations },
  };
}

/** normalizeDesiredReplicas without spec.behavior, normalizeDesiredReplicasWithBehaviors with it. */
export function normalizeDesiredReplicas(
  wish: Wish,
  behavior: CompleteBehavior | undefined,
  state: HpaState,
  { now, settings }: { now: number; settings: HpaSettings },
): Normalized {
  const { currentReplicas, desiredReplicas } = wish;
  const log = state.recommendations ?? [];
  if (behavior === undefined) {
    const windowSeconds = settings.downscaleStabilizationSeconds;
    const stabilized = stabilizeRecommendation(log, { desiredReplicas, windowSeconds, now });
    const stable = { ...wish, desiredReplicas: stabilized.replicas };
    const limited = convertDesiredReplicasWithRules(stable, settings.legacyUpLimit);
    return conclude(wish, stabilized, limited, state);
  }
  const moment = { currentReplicas, desiredReplicas, now };
  const stabilized = stabilizeRecommendationWithBehaviors(log, behavior, moment);
  const stable = { ...wish, desiredReplicas: stabilized.replicas };
  return conclude(wish, stabilized, convertDesiredReplicasWithBehaviorRate(stable, behavior, state, now), state);
}
