/** How far from its target a metric may be before anything is scaled. */
import type { HorizontalPodAutoscaler } from "../api/autoscaling.ts";
import { quantityOf } from "../api/quantity.ts";
import type { HpaSettings } from "./settings.ts";

export type Tolerances = { scaleDown: number; scaleUp: number };

/** Per HPA since 1.35 (HPAConfigurableTolerance). Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (tolerancesForHpa). */
export function tolerancesForHpa({ spec }: HorizontalPodAutoscaler, { tolerance, gates }: HpaSettings): Tolerances {
  const own = (rules: { tolerance?: string } | undefined) =>
    gates.configurableTolerance && rules?.tolerance !== undefined ? quantityOf(rules.tolerance) : tolerance;
  return { scaleDown: own(spec.behavior?.scaleDown), scaleUp: own(spec.behavior?.scaleUp) };
}

/** Both ends belong to it. Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go (isWithin). */
export function isWithin(tolerances: Tolerances, usageRatio: number): boolean {
  return 1 - tolerances.scaleDown <= usageRatio && usageRatio <= 1 + tolerances.scaleUp;
}
