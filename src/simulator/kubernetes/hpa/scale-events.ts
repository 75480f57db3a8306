/** What was scaled lately: policies allow so much in so many seconds. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { ScalingPolicy } from "../api/autoscaling.ts";
import type { Time } from "../api/meta.ts";
import type { CompleteBehavior } from "./behavior.ts";
import type { HpaState } from "./types.ts";

export type ScaleEvents = HpaState["scaleUps"];

/** An event exactly as old as the period no longer counts (getReplicasChangePerPeriod). */
export function replicasChangePerPeriod(periodSeconds: number, events: ScaleEvents, now: Time): number {
  const cutoff = now - periodSeconds * 1_000;
  return events.filter(({ at }) => at > cutoff).reduce((sum, { change }) => sum + change, 0);
}

/** getLongestPolicyPeriod, in seconds. */
export const longestPolicyPeriod = (policies: ScalingPolicy[]) =>
  Math.max(0, ...policies.map(({ periodSeconds }) => periodSeconds));

/** The new event takes the place of the last one that no policy can see any more, otherwise it goes to the end. */
function withScaleEvent(events: ScaleEvents, change: number, policies: ScalingPolicy[], now: Time): ScaleEvents {
  const cutoff = now - longestPolicyPeriod(policies) * 1_000;
  const outdated = events.findLastIndex(({ at }) => at < cutoff);
  const newest = { at: now, change };
  return outdated < 0 ? [...events, newest] : events.with(outdated, newest);
}

/** Only with spec.behavior: nobody else looks at them (storeScaleEvent). */
export function storeScaleEvent(
  state: HpaState,
  behavior: CompleteBehavior | undefined,
  { from, to, now }: { from: number; to: number; now: Time },
): HpaState {
  if (behavior === undefined) return state;
  return to > from
    ? { ...state, scaleUps: withScaleEvent(state.scaleUps, to - from, behavior.scaleUp.policies, now) }
    : { ...state, scaleDowns: withScaleEvent(state.scaleDowns, from - to, behavior.scaleDown.policies, now) };
}
