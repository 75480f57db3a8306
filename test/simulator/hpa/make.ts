// Small makers for the tests of the HPA.
import type { HorizontalPodAutoscaler, MetricSpec } from "../../../src/simulator/kubernetes/api/autoscaling.ts";
import { defaultHpa } from "../../../src/simulator/kubernetes/api/defaults/autoscaling.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { failed, type MetricsClient, type PodMetrics } from "../../../src/simulator/kubernetes/hpa/metrics-client.ts";
import { reconcileHpa } from "../../../src/simulator/kubernetes/hpa/reconcile.ts";
import { HPA_DEFAULTS } from "../../../src/simulator/kubernetes/hpa/settings.ts";
import { EMPTY_HPA_STATE, type HpaInput } from "../../../src/simulator/kubernetes/hpa/types.ts";

type Wish = {
  minReplicas?: number;
  maxReplicas?: number;
  /** Target in percent; 50 unless told. */
  cpu?: number;
  metrics?: MetricSpec[];
  behavior?: NonNullable<HorizontalPodAutoscaler["spec"]["behavior"]>;
};

const metadataOf = (name: string) => ({ name, namespace: "default", uid: name, creationTimestamp: 0, generation: 1 });

/** As the API server stores it. */
export function hpaOf({ minReplicas = 1, maxReplicas = 10, cpu = 50, metrics, behavior }: Wish = {}) {
  return defaultHpa({
    kind: "HorizontalPodAutoscaler",
    metadata: metadataOf("web"),
    spec: {
      scaleTargetRef: { kind: "Deployment", name: "web", apiVersion: "apps/v1" },
      minReplicas,
      maxReplicas,
      metrics: metrics ?? [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpu } } },
      ],
      ...(behavior ? { behavior } : {}),
    },
    status: { desiredReplicas: 0 },
  });
}

export const ready = (since: number, status: "True" | "False" = "True") => [
  { type: "Ready", status, lastTransitionTime: since },
];

/** Pods web-0, web-1 ... that have been ready for as long as anyone remembers, requesting 100 millicores and 1000 bytes. */
export function podsOf(count: number): Pod[] {
  return Array.from({ length: count }, (_, i) => ({
    kind: "Pod",
    metadata: { ...metadataOf(`web-${i}`), labels: { app: "web" } },
    spec: { containers: [{ name: "web", resources: { requests: { cpu: "100m", memory: "1000" } } }] },
    status: { phase: "Running", startTime: 0, conditions: ready(5_000) },
  }));
}

/** One metric per number: what web-0, web-1 ... use. */
export function usage(at: number, cpu: number[], memory = 0): PodMetrics[] {
  return cpu.map((value, i) => ({
    name: `web-${i}`,
    at,
    windowMs: 15_000,
    containers: [{ name: "web", usage: { cpu: `${value}m`, memory: `${memory}` } }],
  }));
}

export const DOWN = failed("the server is currently unable to handle the request (get pods.metrics.k8s.io)");

/** Nothing but resource metrics; none at all when there are none to give. */
export const clientOf = (metrics: PodMetrics[] | undefined): MetricsClient => ({
  podMetrics: () => metrics ?? DOWN,
  customPodMetrics: () => DOWN,
  customObjectMetric: () => DOWN,
  externalMetrics: () => DOWN,
});

export const NOW = 1_000_000;

export type Sync = Partial<Omit<HpaInput, "metrics">> & {
  replicas?: number;
  /** What each pod uses, in millicores; nothing when the metrics API is down. */
  cpus?: number[] | undefined;
  metrics?: MetricsClient;
};

/** One sync of `replicas` web pods; answers the outcome and what was written to the scale. */
export function sync({ replicas = 3, cpus, metrics, ...rest }: Sync) {
  const written: number[] = [];
  const now = rest.now ?? NOW;
  const outcome = reconcileHpa({
    hpa: hpaOf(),
    scale: { specReplicas: replicas, statusReplicas: replicas, selector: { matchLabels: { app: "web" } } },
    pods: podsOf(replicas),
    others: [],
    metrics: metrics ?? clientOf(cpus && usage(now, cpus)),
    setReplicas(wanted) {
      written.push(wanted);
      return undefined;
    },
    now,
    state: EMPTY_HPA_STATE,
    settings: HPA_DEFAULTS,
    ...rest,
  });
  return { ...outcome, written };
}
