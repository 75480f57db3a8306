/** What the API server fills into HorizontalPodAutoscalers. Kubernetes 1.36, pkg/apis/autoscaling/v2/defaults.go. */
import type { HorizontalPodAutoscaler, MetricSpec, ScalingRules } from "../autoscaling.ts";

type Spec = HorizontalPodAutoscaler["spec"];

/** When spec.metrics is empty: cpu at DefaultCPUUtilization of the request. */
const CPU_AT_80: MetricSpec = {
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
};

/** No stabilization; the larger of 4 pods and 100 % every 15 s. */
const SCALE_UP: ScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};

/** 100 % every 15 s; the window stays open for the controller's own flag. */
const SCALE_DOWN: ScalingRules = {
  selectPolicy: "Max",
  policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
};

/** As soon as there is a behavior, even an empty one, both its directions are filled in. */
const defaultBehavior = ({ scaleUp, scaleDown }: NonNullable<Spec["behavior"]>) => ({
  scaleUp: { ...SCALE_UP, ...scaleUp },
  scaleDown: { ...SCALE_DOWN, ...scaleDown },
});

export function defaultHpa(hpa: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const { metrics, behavior, minReplicas } = hpa.spec;
  return {
    ...hpa,
    spec: {
      ...hpa.spec,
      minReplicas: minReplicas ?? 1,
      metrics: metrics?.length ? metrics : [CPU_AT_80],
      ...(behavior ? { behavior: defaultBehavior(behavior) } : {}),
    },
  };
}
