/** How far from its target a metric may be before anything is scaled. */
import type { HorizontalPodAutoscaler } from "../objects.ts";
import { DEFAULT_TOLERANCE } from "./defaults.ts";

export type Tolerances = { scaleDown: number; scaleUp: number };

/** Per HPA since 1.35 (HPAConfigurableTolerance). Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (tolerancesForHpa). */
export function tolerancesForHpa(hpa: HorizontalPodAutoscaler): Tolerances {
  return {
    scaleDown: hpa.spec.behavior?.scaleDown?.tolerance ?? DEFAULT_TOLERANCE,
    scaleUp: hpa.spec.behavior?.scaleUp?.tolerance ?? DEFAULT_TOLERANCE,
  };
}

/** Both ends belong to it. Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go (isWithin). */
export function isWithin(tolerances: Tolerances, usageRatio: number): boolean {
  return 1 - tolerances.scaleDown <= usageRatio && usageRatio <= 1 + tolerances.scaleUp;
}
