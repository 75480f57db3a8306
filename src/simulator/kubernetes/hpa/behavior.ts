/** The rules of spec.behavior with nothing left open. */
import type { HorizontalPodAutoscaler, ScalingRules } from "../api/autoscaling.ts";
import type { HpaSettings } from "./settings.ts";

export type CompleteRules = Required<Omit<ScalingRules, "tolerance">>;
export type CompleteBehavior = { scaleUp: CompleteRules; scaleDown: CompleteRules };

const complete = (rules: ScalingRules | undefined, windowSeconds: number): CompleteRules => ({
  stabilizationWindowSeconds: rules?.stabilizationWindowSeconds ?? windowSeconds,
  selectPolicy: rules?.selectPolicy ?? "Max",
  policies: rules?.policies ?? [],
});

/**
 * The API server has filled in all but the scale-down window, which takes the controller's flag. Kubernetes 1.36,
 * pkg/controller/podautoscaler/horizontal.go (maybeInitScaleDownStabilizationWindow).
 */
export function completeBehavior(
  { scaleUp, scaleDown }: NonNullable<HorizontalPodAutoscaler["spec"]["behavior"]>,
  { downscaleStabilizationSeconds }: HpaSettings,
): CompleteBehavior {
  return { scaleUp: complete(scaleUp, 0), scaleDown: complete(scaleDown, downscaleStabilizationSeconds) };
}
