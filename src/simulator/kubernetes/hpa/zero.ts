/** Targets at zero replicas, and the gate HPAScaleToZero (alpha, off). Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import type { HorizontalPodAutoscaler } from "../api/autoscaling.ts";
import type { Condition } from "../api/meta.ts";
import type { ConditionChange } from "./conditions.ts";
import type { HpaSettings } from "./settings.ts";

const hasObjectOrExternalMetrics = ({ spec }: HorizontalPodAutoscaler) =>
  (spec.metrics ?? []).some(({ type }) => type === "Object" || type === "External");

const isScaledToZero = ({ status }: HorizontalPodAutoscaler) =>
  status.conditions?.find(({ type }) => type === "ScaledToZero")?.status === "True";

/** Whether this controller itself scaled the target to zero, and the gate lets it bring it back. */
export const scaledToZero = (hpa: HorizontalPodAutoscaler, { gates }: HpaSettings) =>
  gates.scaleToZero && isScaledToZero(hpa);

/** A target at zero is left alone unless it was scaled there and may come back (shouldComputeMetricsForZeroReplicas). */
export function isDisabledAtZero(hpa: HorizontalPodAutoscaler, minReplicas: number, settings: HpaSettings): boolean {
  return !scaledToZero(hpa, settings) || (minReplicas === 0 && !hasObjectOrExternalMetrics(hpa));
}

/** Set at every rescale, so that it is never stale. */
export function scaledToZeroCondition(
  hpa: HorizontalPodAutoscaler,
  minReplicas: number,
  { from, to }: { from: number; to: number },
): ConditionChange {
  const toZero = from > 0 && to === 0 && minReplicas === 0 && hasObjectOrExternalMetrics(hpa);
  return {
    type: "ScaledToZero",
    status: toZero ? "True" : "False",
    reason: toZero ? "ScaledToZero" : "NotScaledToZero",
    message: toZero
      ? "the HPA controller scaled the workload to zero"
      : "the HPA controller did not scale the workload to zero",
  };
}

/** Without the gate the condition goes. */
export const withoutScaledToZero = (conditions: Condition[], { gates }: HpaSettings): Condition[] =>
  gates.scaleToZero ? conditions : conditions.filter(({ type }) => type !== "ScaledToZero");
