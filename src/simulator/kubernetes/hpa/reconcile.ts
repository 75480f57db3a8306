/** One sync of the HorizontalPodAutoscaler's controller. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler). */
import type { HpaInput, HpaOutcome, HpaState } from "./types.ts";

export type { HpaInput, HpaOutcome, HpaPod, HpaState, PodMetric } from "./types.ts";

/** Default of --horizontal-pod-autoscaler-sync-period. */
export const HPA_SYNC_MS = 15_000;

export function emptyHpaState(): HpaState {
  return { recommendations: [], scaleUps: [], scaleDowns: [] };
}

/** One sync (every HPA_SYNC_MS). */
export function reconcileHpa(input: HpaInput): HpaOutcome {
  return {
    desiredReplicas: input.specReplicas,
    rescale: false,
    status: input.hpa.status,
    events: [],
    state: input.state,
  };
}
