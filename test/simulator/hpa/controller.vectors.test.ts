// Whole syncs of upstream's own controller tests: replicas, conditions and the reported utilization.
import { expect, test } from "@jest/globals";

import { type HpaPod, reconcileHpa } from "../../../src/simulator/kubernetes/hpa/reconcile.ts";
import type { Condition, ScalingRules } from "../../../src/simulator/kubernetes/objects.ts";
import { hpaOf } from "./make.ts";
import { ago, cpuQuantity, firstFailures, NOW, overVectors, tableRows } from "./vectors.ts";

type Row = {
  CPUCurrent: number;
  CPUTarget: number;
  expectedConditions?: Pick<Condition, "type" | "status" | "reason">[];
  expectedDesiredReplicas: number;
  initialConditions?: unknown;
  hpaSelectors?: unknown;
  maxReplicas: number;
  metricsTarget?: unknown;
  minReplicas: number;
  recommendations?: unknown[];
  reportedCPURequests?: string[];
  reportedLevels: number[];
  reportedPodPhase?: HpaPod["phase"][];
  reportedPodReadiness?: string[];
  reportedPodStartTime?: { relSec: number }[];
  scaleUpRules?: Omit<ScalingRules, "tolerance"> & { tolerance?: string };
  specReplicas: number;
  verifyCPUCurrent: boolean;
};

const LEFT_OUT =
  "left out: other kinds of metrics, overlapping selectors, scale-to-zero conditions, requests or metrics that a row does not carry or that its test replaces, and a tolerance whose feature gate is off";
const withoutFields = (key: string) =>
  /^(TestConditionFailed|TestConditionInvalid|TestAvoidUnnecessaryUpdates|TestHPARescale|TestMultipleHPAs|TestNoBackoff)/.test(
    key,
  ) || key.endsWith("No_scaling_because_of_the_large_default_tolerance");

function isReplayable({ key = "", case: row }: { key?: string; case: Row }): boolean {
  const foreign = row.metricsTarget ?? row.hpaSelectors ?? row.initialConditions;
  return foreign === undefined && row.reportedCPURequests !== undefined && !withoutFields(key);
}

function podsOfRow(row: Row): HpaPod[] {
  return (row.reportedCPURequests ?? []).map((request, i) => {
    const started = ago(-(row.reportedPodStartTime?.[i]?.relSec ?? -3_600));
    return {
      name: `pod-${i}`,
      phase: row.reportedPodPhase?.[i] ?? "Running",
      startTime: started,
      ready: (row.reportedPodReadiness?.[i] ?? "True") === "True",
      readyTransition: started,
      requests: [{ cpu: cpuQuantity(request) }],
    };
  });
}

function behaviorOf({ scaleUpRules }: Row) {
  if (scaleUpRules === undefined) return {};
  const { tolerance, ...rules } = scaleUpRules;
  return { behavior: { scaleUp: { ...rules, ...(tolerance && { tolerance: cpuQuantity(tolerance) / 1_000 }) } } };
}

function outcomeOf(row: Row) {
  const { minReplicas, maxReplicas, CPUTarget } = row;
  // An empty log that is already there, as in rows with `recommendations`, is one with nothing recent in it.
  const recommendations = row.recommendations ? [{ at: ago(3_600), replicas: 1 }] : [];
  return reconcileHpa({
    hpa: hpaOf({ minReplicas, maxReplicas, cpu: CPUTarget, ...behaviorOf(row) }),
    specReplicas: row.specReplicas,
    pods: podsOfRow(row),
    metrics: row.reportedLevels.map((cpu, i) => ({ name: `pod-${i}`, at: NOW, windowMs: 60_000, cpu, memory: 0 })),
    now: NOW,
    state: { recommendations, scaleUps: [], scaleDowns: [] },
  });
}

overVectors("hpa-controller.json", () => {
  test(`runTest: rows of cpu utilization; ${LEFT_OUT}`, () => {
    const rows = tableRows<Row>("hpa-controller.json", "runTest").filter(isReplayable);
    const failures = firstFailures(rows, ({ key, case: row }) => {
      const { desiredReplicas, status } = outcomeOf(row);
      const conditions = status.conditions.map(({ type, status: value, reason }) => `${type}=${value} ${reason}`);
      const expected = row.expectedConditions?.map(({ type, status: value, reason }) => `${type}=${value} ${reason}`);
      const current = status.currentMetrics[0]?.averageUtilization;
      return {
        got: [key, desiredReplicas, conditions, row.verifyCPUCurrent ? current : row.CPUCurrent],
        wanted: [key, row.expectedDesiredReplicas, expected ?? conditions, row.CPUCurrent],
      };
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(failures).toEqual([]);
  });
});
