/** Flags and feature gates of kube-controller-manager that this controller reads. Kubernetes 1.36, pkg/controller/podautoscaler/config/v1alpha1/defaults.go. */

export type HpaSettings = {
  /** --horizontal-pod-autoscaler-cpu-initialization-period: how long a new pod's CPU use is looked at with doubt. */
  cpuInitializationMs: number;
  /** --horizontal-pod-autoscaler-initial-readiness-delay: a pod that turned unready this soon after its start was never ready. */
  initialReadinessDelayMs: number;
  /** --horizontal-pod-autoscaler-downscale-stabilization. */
  downscaleStabilizationSeconds: number;
  /** --horizontal-pod-autoscaler-tolerance. */
  tolerance: number;
  /** scaleUpLimitFactor and scaleUpLimitMinimum: without spec.behavior, doubling or to 4 at most. */
  legacyUpLimit: { factor: number; minimum: number };
  /** Feature gates: beta and on, alpha and off, beta and on (pkg/features/kube_features.go). */
  gates: { configurableTolerance: boolean; scaleToZero: boolean; podLevelResources: boolean };
};

export const HPA_DEFAULTS: HpaSettings = {
  cpuInitializationMs: 300_000,
  initialReadinessDelayMs: 30_000,
  downscaleStabilizationSeconds: 300,
  tolerance: 0.1,
  legacyUpLimit: { factor: 2, minimum: 4 },
  gates: { configurableTolerance: true, scaleToZero: false, podLevelResources: true },
};

/** --horizontal-pod-autoscaler-sync-period. */
export const HPA_SYNC_MS = 15_000;
