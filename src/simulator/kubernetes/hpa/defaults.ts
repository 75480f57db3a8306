/** What the controller does unless a HorizontalPodAutoscaler says otherwise. */
import type { HorizontalPodAutoscaler, MetricSpec, ScalingRules } from "../objects.ts";

/** Kubernetes 1.36, pkg/controller/podautoscaler/config/v1alpha1/defaults.go (flags of kube-controller-manager). */
export const CPU_INITIALIZATION_PERIOD_MS = 300_000;
export const INITIAL_READINESS_DELAY_MS = 30_000;
export const DOWNSCALE_STABILIZATION_SECONDS = 300;
export const DEFAULT_TOLERANCE = 0.1;

/** What spec.metrics is when empty: cpu at 80 %. Kubernetes 1.36, pkg/apis/autoscaling/v2/defaults.go (SetDefaults_HorizontalPodAutoscaler). */
export const DEFAULT_METRICS: MetricSpec[] = [
  { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
];

/** Scaling rules in which nothing is left open. */
export type CompleteRules = Required<Omit<ScalingRules, "tolerance">>;
export type CompleteBehavior = { scaleUp: CompleteRules; scaleDown: CompleteRules };

/** Kubernetes 1.36, pkg/apis/autoscaling/v2/defaults.go (GenerateHPAScaleUpRules): no stabilization, the larger of 4 pods and 100 % every 15 s. */
function completeScaleUpRules(rules: ScalingRules | undefined): CompleteRules {
  return {
    stabilizationWindowSeconds: rules?.stabilizationWindowSeconds ?? 0,
    selectPolicy: rules?.selectPolicy ?? "Max",
    policies: rules?.policies ?? [
      { type: "Pods", value: 4, periodSeconds: 15 },
      { type: "Percent", value: 100, periodSeconds: 15 },
    ],
  };
}

/**
 * Kubernetes 1.36, pkg/apis/autoscaling/v2/defaults.go (GenerateHPAScaleDownRules): 100 % every 15 s. The window stays open there;
 * pkg/controller/podautoscaler/horizontal.go (maybeInitScaleDownStabilizationWindow) fills in the controller's flag.
 */
function completeScaleDownRules(rules: ScalingRules | undefined): CompleteRules {
  return {
    stabilizationWindowSeconds: rules?.stabilizationWindowSeconds ?? DOWNSCALE_STABILIZATION_SECONDS,
    selectPolicy: rules?.selectPolicy ?? "Max",
    policies: rules?.policies ?? [{ type: "Percent", value: 100, periodSeconds: 15 }],
  };
}

/** As soon as there is a spec.behavior, even an empty one, both its directions are filled in. */
export function completeBehavior(behavior: NonNullable<HorizontalPodAutoscaler["spec"]["behavior"]>): CompleteBehavior {
  return { scaleUp: completeScaleUpRules(behavior.scaleUp), scaleDown: completeScaleDownRules(behavior.scaleDown) };
}
