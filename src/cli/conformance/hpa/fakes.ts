/** What the fake clients of upstream's controller tests answer: from the row's fields, and what some tests put in their place. */
import type { HorizontalPodAutoscaler } from "../../../simulator/kubernetes/api/autoscaling.ts";
import type { Labels } from "../../../simulator/kubernetes/api/meta.ts";
import { failed, type Failure, type MetricsClient } from "../../../simulator/kubernetes/hpa/metrics-client.ts";
import { CONTAINERS, NOW, POD_PREFIX, timeOf, type Foreign } from "./values.ts";

/** The reactors that a Go test of this name installs before its row is run (horizontal_test.go). */
export type Fakes = {
  /** Every metrics API, or the external one, fails with this. */
  metrics?: Failure;
  external?: Failure;
  /** Reading the scale, or writing it, fails with this. */
  scale?: Failure;
  update?: Failure;
  noSelector?: boolean;
  podLabels?: Labels;
  /** The HPA that is listed instead of the row's. */
  hpa?(row: Foreign, hpa: HorizontalPodAutoscaler): HorizontalPodAutoscaler;
  /** The test fails when the status is written at all. */
  unchanged?: boolean;
  leftOut?: string;
};

const WRONG = failed("something went wrong");

/** TestAvoidUnnecessaryUpdates: an HPA whose status already says what the sync will find; its target is 80 whatever the row says. */
function settled(row: Foreign, hpa: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const lastTransitionTime = timeOf(row.lastScaleTime);
  const target = { type: "Utilization" as const, averageUtilization: 80 };
  const current = { averageValue: "400m", averageUtilization: row.CPUCurrent };
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: "True" as const,
    lastTransitionTime,
    reason,
    message,
  });
  return {
    ...hpa,
    spec: { ...hpa.spec, metrics: [{ type: "Resource", resource: { name: "cpu", target } }] },
    status: {
      ...hpa.status,
      currentMetrics: [{ type: "Resource", resource: { name: "cpu", current } }],
      conditions: [
        condition("AbleToScale", "ReadyForNewScale", "recommended size matches current size"),
        condition(
          "ScalingActive",
          "ValidMetricFound",
          "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)",
        ),
        condition(
          "ScalingLimited",
          "TooFewReplicas",
          "the desired replica count is less than the minimum replica count",
        ),
      ],
    },
  };
}

const FAKES: Record<string, Fakes> = {
  TestConditionInvalidSelectorMissing: { noSelector: true },
  TestConditionInvalidSelectorUnparsable: {
    leftOut: "the scale's selector is a text that cannot be parsed; targets here have typed selectors",
  },
  TestConditionAmbiguousSelectorWhenPartialSelectorOverlapBetweenHPAs: { podLabels: { cheddar: "cheese" } },
  TestConditionFailedGetMetrics: { metrics: WRONG },
  TestConditionFailedGetScale: { scale: WRONG },
  TestConditionFailedUpdateScale: { update: WRONG },
  TestAvoidUnnecessaryUpdates: { hpa: settled, unchanged: true },
  TestScaleUpOneMetricEmpty: { external: WRONG },
  TestNoScaleDownOneMetricEmpty: { external: WRONG },
  TestHPARescaleWithSuccessfulConflictRetry: {
    leftOut: "a client that answers Conflict once; requests here are served one after the other",
  },
};

export const fakesOf = (key: string): Fakes => FAKES[key] ?? {};

const WINDOW_MS = 60_000;

/** prepareTestClient: reportedLevels are millicores per pod, halved over two containers, or thousandths of a custom metric. */
export function metricsOf(row: Foreign, fakes: Fakes): MetricsClient {
  const levels: number[] = row.reportedLevels ?? [];
  const pods = levels.map((level, i) => ({
    name: `${POD_PREFIX}-${i}`,
    at: NOW,
    windowMs: WINDOW_MS,
    containers: CONTAINERS.map((name) => ({ name, usage: { cpu: `${Math.trunc(level / 2)}m`, memory: "524288" } })),
  }));
  const custom = new Map(
    levels.map((value, i) => [`${POD_PREFIX}-${i}`, { at: NOW, windowMs: WINDOW_MS, value }] as const),
  );
  return {
    podMetrics: () => fakes.metrics ?? pods,
    customPodMetrics: () => fakes.metrics ?? new Map(custom),
    customObjectMetric: () => fakes.metrics ?? levels[0] ?? WRONG,
    externalMetrics: () => fakes.external ?? fakes.metrics ?? levels,
  };
}
