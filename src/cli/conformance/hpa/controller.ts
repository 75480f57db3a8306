/** hpa-controller: whole reconciles of upstream's own tests. */
import type { HorizontalPodAutoscaler, MetricSpec } from "../../../simulator/kubernetes/api/autoscaling.ts";
import type { Condition, Labels } from "../../../simulator/kubernetes/api/meta.ts";
import { isSame } from "../../../simulator/kubernetes/canonical.ts";
import { buildQuantity } from "../../../simulator/kubernetes/hpa/metric-sources.ts";
import { milliOf } from "../../../simulator/kubernetes/api/quantity.ts";
import { reconcileHpa } from "../../../simulator/kubernetes/hpa/reconcile.ts";
import type { HpaSettings } from "../../../simulator/kubernetes/hpa/settings.ts";
import type { HpaOutcome, HpaState } from "../../../simulator/kubernetes/hpa/types.ts";
import type { Adapt } from "../adapters.ts";
import { fakesOf, metricsOf, type Fakes } from "./fakes.ts";
import {
  behaviorOf,
  eachRow,
  hpaOf,
  NOW,
  POD_PREFIX,
  testPod,
  TEST_SETTINGS,
  timeOf,
  type Check,
  type Foreign,
} from "./values.ts";

const LABELS = { name: POD_PREFIX };

/** The row's CPU target, then its other metrics; without any, a cpu metric with no target at all. */
function specsOf(row: Foreign): MetricSpec[] {
  const cpu = { type: "Utilization", averageUtilization: row.CPUTarget };
  const specs = row.CPUTarget > 0 ? [{ type: "Resource", resource: { name: "cpu", target: cpu } }] : [];
  const all = [...specs, ...(row.metricsTarget ?? [])];
  return all.length > 0 ? all : [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization" } } }];
}

function rowHpa(row: Foreign): HorizontalPodAutoscaler {
  return hpaOf(
    {
      scaleTargetRef: row.resource,
      minReplicas: row.minReplicas,
      maxReplicas: row.maxReplicas,
      metrics: specsOf(row),
      ...behaviorOf(row.scaleUpRules, row.scaleDownRules),
    },
    {
      currentReplicas: row.specReplicas,
      desiredReplicas: row.specReplicas,
      ...(row.lastScaleTime ? { lastScaleTime: timeOf(row.lastScaleTime) } : {}),
      conditions: row.initialConditions ?? [],
    },
  );
}

/** The i-th pod of the row, whose CPU request is split over two containers; it became what it is as it started. */
function podOfRow(row: Foreign, labels: Labels, i: number) {
  const cpu = `${Math.trunc(milliOf(row.reportedCPURequests?.[i] ?? "1") / 2)}m`;
  return testPod(i, {
    labels,
    resources: { requests: { cpu } },
    phases: row.reportedPodPhase,
    readiness: row.reportedPodReadiness,
    startTimes: row.reportedPodStartTime,
    deletions: row.reportedPodDeletionTimestamp,
    readySinceStart: true,
  });
}

/** As many as requests are given for, else as the status says. */
function podsOf(row: Foreign, labels: Labels) {
  const count = row.reportedCPURequests?.length ?? row.statusReplicas;
  return Array.from({ length: count }, (_, i) => podOfRow(row, labels, i));
}

/** "name=test-pod" of the selectors that the row's controller knew; its own is not among the others. */
function othersOf({ hpaSelectors }: Foreign) {
  const known = Object.values<Foreign>(hpaSelectors?.selectingObjects ?? {});
  return known
    .filter(({ key }) => key.Name !== "test-hpa")
    .map(({ key, selectorKey }) => {
      const pairs = selectorKey.key.split(",").map((pair: string) => pair.split("="));
      return { name: key.Name, selector: { matchLabels: Object.fromEntries(pairs) as Labels } };
    });
}

/** The feature gates that a test sets are in its name: "HPAScaleToZero=true". */
function settingsOf(key: string): HpaSettings {
  const scaleToZero = key.includes("HPAScaleToZero=true");
  const configurableTolerance = !key.includes("feature_gate_is_disabled");
  return { ...TEST_SETTINGS, gates: { ...TEST_SETTINGS.gates, scaleToZero, configurableTolerance } };
}

function stateOf({ recommendations }: Foreign): HpaState {
  const log = recommendations?.map(({ recommendation, timestamp }: Foreign) => ({
    at: timeOf(timestamp),
    replicas: recommendation,
  }));
  return { scaleUps: [], scaleDowns: [], ...(log ? { recommendations: log } : {}) };
}

type Run = { hpa: HorizontalPodAutoscaler; outcome: HpaOutcome; written: number[] };

function runRow(key: string, row: Foreign, fakes: Fakes): Run {
  const hpa = fakes.hpa?.(row, rowHpa(row)) ?? rowHpa(row);
  const written: number[] = [];
  const { specReplicas, statusReplicas } = row;
  const selector = fakes.noSelector ? undefined : { matchLabels: LABELS };
  const outcome = reconcileHpa({
    hpa,
    scale: fakes.scale ?? { specReplicas, statusReplicas, selector },
    pods: podsOf(row, { ...LABELS, ...fakes.podLabels }),
    others: othersOf(row),
    metrics: metricsOf(row, fakes),
    setReplicas(replicas) {
      if (fakes.update) return fakes.update;
      written.push(replicas);
      return undefined;
    },
    now: NOW,
    state: stateOf(row),
    settings: settingsOf(key),
  });
  return { hpa, outcome, written };
}

const shown = (conditions: Condition[] | undefined) =>
  (conditions ?? []).map(({ type, status, reason }) => `${type}=${status}:${reason}`);

function compareRow(row: Foreign, { hpa, outcome, written }: Run, fakes: Fakes, check: Check): void {
  const { status, events } = outcome;
  const changed = row.specReplicas !== row.expectedDesiredReplicas;
  check.equal(status.desiredReplicas, row.expectedDesiredReplicas, "desiredReplicas");
  check.equal(written, changed ? [row.expectedDesiredReplicas] : [], "the scale");
  if (row.expectedConditions) check.equal(shown(status.conditions), shown(row.expectedConditions), "conditions");
  if (fakes.unchanged) check.ok(isSame(status, hpa.status), "the status is left alone");
  if (row.verifyCPUCurrent) {
    const cpu = status.currentMetrics?.find(({ resource }) => resource?.name === "cpu");
    check.equal(cpu?.resource?.current.averageUtilization, row.CPUCurrent, "CPUCurrent");
  }
  if (row.verifyEvents) {
    const message = `New size: ${row.expectedDesiredReplicas}; reason: cpu resource utilization (percentage of request) above target`;
    check.equal(events, changed ? [{ type: "Normal", reason: "SuccessfulRescale", message }] : [], "events");
  }
}

/** The fields that every row of TestConfigurableTolerance has in common. */
function toleranceRow(row: Foreign): Foreign {
  return {
    ...row,
    minReplicas: 1,
    maxReplicas: 5,
    specReplicas: row.replicas,
    statusReplicas: row.replicas,
    CPUTarget: 100,
    resource: { kind: "ReplicationController", name: "test-rc", apiVersion: "v1" },
    expectedConditions: [
      { type: "AbleToScale", status: "True", reason: row.expectedConditionReason },
      { type: "ScalingActive", status: "True", reason: "ValidMetricFound" },
      { type: "ScalingLimited", status: "False", reason: "DesiredWithinRange" },
    ],
  };
}

export const controller: Adapt = (file, sheet) => {
  const left = new Map<string, number>();
  for (const { i, key, case: row } of file.tests.runTest?.cases ?? []) {
    const fakes = fakesOf(key);
    if (fakes.leftOut) {
      const name = `${key}: ${fakes.leftOut}`;
      left.set(name, (left.get(name) ?? 0) + 1);
      continue;
    }
    sheet.row(`runTest ${i} ${key}`, (check) => compareRow(row, runRow(key, row, fakes), fakes, check));
  }
  for (const [name, count] of left) {
    const [test = "", reason = ""] = name.split(": ");
    sheet.leaveOut(test, count, reason);
  }
  eachRow(file, sheet, "TestConfigurableTolerance", (row, check) => {
    const key = row.configurableToleranceGate ? "" : "feature_gate_is_disabled";
    const full = toleranceRow(row);
    compareRow(full, runRow(key, full, {}), {}, check);
  });
  // Upstream compares quantities by value and format; a vector carries the value as canonical decimal text.
  eachRow(file, sheet, "TestBuildQuantity", (row, check) => {
    check.equal(milliOf(buildQuantity(row.resourceName, row.rawProposal)), milliOf(row.expected));
  });
};
