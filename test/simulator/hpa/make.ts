// Small makers for the tests of the HPA.
import type { HpaPod, PodMetric } from "../../../src/simulator/kubernetes/hpa/reconcile.ts";
import type { HorizontalPodAutoscaler, MetricSpec } from "../../../src/simulator/kubernetes/objects.ts";

type Wish = {
  minReplicas?: number;
  maxReplicas?: number;
  /** Target in percent; 50 unless told. */
  cpu?: number;
  metrics?: MetricSpec[];
  behavior?: NonNullable<HorizontalPodAutoscaler["spec"]["behavior"]>;
};

export function hpaOf({ minReplicas = 1, maxReplicas = 10, cpu = 50, metrics, behavior }: Wish = {}) {
  const hpa: HorizontalPodAutoscaler = {
    kind: "HorizontalPodAutoscaler",
    metadata: {
      name: "web",
      namespace: "default",
      uid: "hpa-1",
      labels: {},
      annotations: {},
      creationTimestamp: 0,
      ownerReferences: [],
      generation: 1,
    },
    spec: {
      scaleTargetRef: { kind: "Deployment", name: "web", apiVersion: "apps/v1" },
      minReplicas,
      maxReplicas,
      metrics: metrics ?? [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpu } } },
      ],
      ...(behavior ? { behavior } : {}),
    },
    status: { currentReplicas: 0, desiredReplicas: 0, currentMetrics: [], conditions: [] },
  };
  return hpa;
}

/** Pods web-0, web-1 ... that have been ready for as long as anyone remembers, requesting 100 millicores and 1000 bytes. */
export function podsOf(count: number): HpaPod[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `web-${i}`,
    phase: "Running",
    startTime: 0,
    ready: true,
    readyTransition: 5_000,
    requests: [{ name: "web", cpu: 100, memory: 1_000 }],
  }));
}

/** One metric per number: what web-0, web-1 ... use. */
export function usage(at: number, cpu: number[], memory = 0): PodMetric[] {
  return cpu.map((value, i) => ({ name: `web-${i}`, at, windowMs: 15_000, cpu: value, memory }));
}
