/** How far one sync may go: bounds of the spec, and rates. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { ScalingPolicy } from "../api/autoscaling.ts";
import type { CompleteBehavior, CompleteRules } from "./behavior.ts";
import { replicasChangePerPeriod } from "./scale-events.ts";
import type { HpaSettings } from "./settings.ts";
import type { HpaState } from "./types.ts";

export type Limited = { replicas: number; reason: string; message: string };
export type Wish = { currentReplicas: number; desiredReplicas: number; minReplicas: number; maxReplicas: number };

const DESIRED_WITHIN_RANGE = {
  reason: "DesiredWithinRange",
  message: "the desired count is within the acceptable range",
};
const SCALE_UP_LIMIT = {
  reason: "ScaleUpLimit",
  message: "the desired replica count is increasing faster than the maximum scale rate",
};
const SCALE_DOWN_LIMIT = {
  reason: "ScaleDownLimit",
  message: "the desired replica count is decreasing faster than the maximum scale rate",
};
const TOO_MANY_REPLICAS = {
  reason: "TooManyReplicas",
  message: "the desired replica count is more than the maximum replica count",
};
const TOO_FEW_REPLICAS = {
  reason: "TooFewReplicas",
  message: "the desired replica count is less than the minimum replica count",
};

/** Without spec.behavior (convertDesiredReplicasWithRules). */
export function convertDesiredReplicasWithRules(wish: Wish, legacy: HpaSettings["legacyUpLimit"]): Limited {
  const { currentReplicas, desiredReplicas, minReplicas, maxReplicas } = wish;
  const limit = Math.max(legacy.factor * currentReplicas, legacy.minimum);
  if (desiredReplicas < minReplicas) return { replicas: minReplicas, ...TOO_FEW_REPLICAS };
  if (desiredReplicas > Math.min(limit, maxReplicas))
    return maxReplicas > limit
      ? { replicas: limit, ...SCALE_UP_LIMIT }
      : { replicas: maxReplicas, ...TOO_MANY_REPLICAS };
  return { replicas: desiredReplicas, ...DESIRED_WITHIN_RANGE };
}

/** What each policy allows, counted from the replicas at the start of its period; selectPolicy says which of them holds. */
function proposals(
  currentReplicas: number,
  rules: CompleteRules,
  { scaleUps, scaleDowns }: HpaState,
  now: number,
  allow: (periodStartReplicas: number, policy: ScalingPolicy) => number,
): number[] {
  return rules.policies.map((policy) => {
    const added = replicasChangePerPeriod(policy.periodSeconds, scaleUps, now);
    const deleted = replicasChangePerPeriod(policy.periodSeconds, scaleDowns, now);
    return allow(currentReplicas - added + deleted, policy);
  });
}

/** A percentage is rounded up, so that it lets at least one pod in (calculateScaleUpLimitWithScalingRules). */
function scaleUpLimit(currentReplicas: number, rules: CompleteRules, state: HpaState, now: number): number {
  if (rules.selectPolicy === "Disabled") return currentReplicas;
  const allowed = proposals(currentReplicas, rules, state, now, (start, { type, value }) =>
    type === "Pods" ? start + value : Math.ceil(start * (1 + value / 100)),
  );
  const selected = rules.selectPolicy === "Min" ? Math.min(...allowed) : Math.max(...allowed);
  return Math.max(selected, currentReplicas);
}

/** The smallest change ("Min") leaves the most replicas; a percentage is cut off (calculateScaleDownLimitWithBehaviors). */
function scaleDownLimit(currentReplicas: number, rules: CompleteRules, state: HpaState, now: number): number {
  if (rules.selectPolicy === "Disabled") return currentReplicas;
  const allowed = proposals(currentReplicas, rules, state, now, (start, { type, value }) =>
    type === "Pods" ? start - value : Math.trunc(start * (1 - value / 100)),
  );
  const selected = rules.selectPolicy === "Min" ? Math.max(...allowed) : Math.min(...allowed);
  return Math.min(selected, currentReplicas);
}

/** With spec.behavior (convertDesiredReplicasWithBehaviorRate). */
export function convertDesiredReplicasWithBehaviorRate(
  wish: Wish,
  behavior: CompleteBehavior,
  state: HpaState,
  now: number,
): Limited {
  const { currentReplicas, desiredReplicas, minReplicas, maxReplicas } = wish;
  if (desiredReplicas > currentReplicas) {
    const limit = scaleUpLimit(currentReplicas, behavior.scaleUp, state, now);
    const most = Math.min(maxReplicas, limit);
    if (desiredReplicas > most)
      return { replicas: most, ...(maxReplicas > limit ? SCALE_UP_LIMIT : TOO_MANY_REPLICAS) };
  }
  if (desiredReplicas < currentReplicas) {
    const limit = scaleDownLimit(currentReplicas, behavior.scaleDown, state, now);
    const least = Math.max(minReplicas, limit);
    if (desiredReplicas < least)
      return { replicas: least, ...(minReplicas < limit ? SCALE_DOWN_LIMIT : TOO_FEW_REPLICAS) };
  }
  return { replicas: desiredReplicas, ...DESIRED_WITHIN_RANGE };
}
