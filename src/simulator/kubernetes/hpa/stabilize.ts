/** Against flapping: a recommendation is held against those of the recent past. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { CompleteBehavior } from "./behavior.ts";
import type { HpaState } from "./types.ts";

type Recommendations = NonNullable<HpaState["recommendations"]>;
export type Stabilized = { replicas: number; reason: string; message: string; recommendations: Recommendations };

const HIGHER = {
  reason: "ScaleDownStabilized",
  message: "recent recommendations were higher than current one, applying the highest recent recommendation",
};
const LOWER = {
  reason: "ScaleUpStabilized",
  message: "recent recommendations were lower than current one, applying the lowest recent recommendation",
};

/** The new one takes the place of the last one that is too old to matter, otherwise it goes to the end: the log is not in order of time. */
function record(
  log: Recommendations,
  newest: Recommendations[number],
  isOld: (at: number) => boolean,
): Recommendations {
  const old = log.findLastIndex(({ at }) => isOld(at));
  return old < 0 ? [...log, newest] : log.with(old, newest);
}

/** Without spec.behavior: the highest within the window, of the controller's flag (stabilizeRecommendation). */
export function stabilizeRecommendation(
  log: Recommendations,
  { desiredReplicas, windowSeconds, now }: { desiredReplicas: number; windowSeconds: number; now: number },
): Stabilized {
  const cutoff = now - windowSeconds * 1_000;
  const recent = log.filter(({ at }) => at >= cutoff).map(({ replicas }) => replicas);
  return {
    replicas: Math.max(desiredReplicas, ...recent),
    ...HIGHER,
    recommendations: record(log, { at: now, replicas: desiredReplicas }, (at) => at < cutoff),
  };
}

/**
 * With spec.behavior: as few moves as possible from the current replicas into the band between the lowest recommendation of the scale-up window
 * and the highest of the scale-down window (stabilizeRecommendationWithBehaviors).
 */
export function stabilizeRecommendationWithBehaviors(
  log: Recommendations,
  behavior: CompleteBehavior,
  { currentReplicas, desiredReplicas, now }: { currentReplicas: number; desiredReplicas: number; now: number },
): Stabilized {
  const upCutoff = now - behavior.scaleUp.stabilizationWindowSeconds * 1_000;
  const downCutoff = now - behavior.scaleDown.stabilizationWindowSeconds * 1_000;
  const after = (cutoff: number) => log.filter(({ at }) => at > cutoff).map(({ replicas }) => replicas);
  const upRecommendation = Math.min(desiredReplicas, ...after(upCutoff));
  const downRecommendation = Math.max(desiredReplicas, ...after(downCutoff));
  return {
    replicas: Math.min(Math.max(currentReplicas, upRecommendation), downRecommendation),
    ...(desiredReplicas >= currentReplicas ? LOWER : HIGHER),
    recommendations: record(log, { at: now, replicas: desiredReplicas }, (at) => at < upCutoff && at < downCutoff),
  };
}
