// The replica calculator, row by row as upstream's own functions answered.
import { expect, test } from "@jest/globals";

import { groupPods } from "../../../src/simulator/kubernetes/hpa/group-pods.ts";
import {
  calculateRequests,
  getResourceMetric,
  milliValue,
  type ResourceName,
} from "../../../src/simulator/kubernetes/hpa/pod-metrics.ts";
import {
  getRawResourceReplicas,
  getResourceReplicas,
  type ReplicaQuestion,
} from "../../../src/simulator/kubernetes/hpa/replica-calculator.ts";
import type { HpaPod } from "../../../src/simulator/kubernetes/hpa/types.ts";
import { ago, cpuQuantity, firstFailures, NOW, oracleRows, overVectors, tableRows } from "./vectors.ts";

type OracleRow = {
  averageValueTargetMilli: number;
  cpuInitializationPeriodSec: number;
  cpuRequestMilli: number;
  currentReplicas: number;
  expect: { error?: string; averageMilli?: number; replicas?: number; utilization?: number };
  expectAverageValue: { error?: string; replicas?: number; usageMilli?: number };
  initialReadinessDelaySec: number;
  pods: {
    deleting: boolean;
    name: string;
    phase: HpaPod["phase"];
    ready: boolean;
    readyTransitionAgeSec: number;
    startAgeSec: number;
    metric?: { ageSec: number; milli: number; windowSec: number };
  }[];
  targetUtilization: number;
  tolerance: { up: number; down: number };
};

function oracleQuestion(row: OracleRow): ReplicaQuestion {
  const metrics = row.pods.flatMap(({ name, metric }) =>
    metric ? [{ name, at: ago(metric.ageSec), windowMs: metric.windowSec * 1_000, cpu: metric.milli, memory: 0 }] : [],
  );
  return {
    resource: "cpu",
    currentReplicas: row.currentReplicas,
    pods: row.pods.map((pod) => ({
      name: pod.name,
      phase: pod.phase,
      ...(pod.deleting ? { deletionTimestamp: NOW } : {}),
      startTime: ago(pod.startAgeSec),
      ready: pod.ready,
      readyTransition: ago(pod.readyTransitionAgeSec),
      requests: [{ cpu: row.cpuRequestMilli }],
    })),
    // The oracle's metrics client had no error of its own for an empty answer.
    metrics: metrics.length > 0 ? getResourceMetric("cpu", metrics) : new Map(),
    tolerances: { scaleUp: row.tolerance.up, scaleDown: row.tolerance.down },
    periods: {
      cpuInitializationMs: row.cpuInitializationPeriodSec * 1_000,
      initialReadinessDelayMs: row.initialReadinessDelaySec * 1_000,
    },
    now: NOW,
  };
}

overVectors("hpa-oracle-replicacalc.json", () => {
  const rows = oracleRows<OracleRow>("hpa-oracle-replicacalc.json");

  test("every row, against a utilization target", () => {
    const failures = firstFailures(rows, (row) => {
      const answer = getResourceReplicas(oracleQuestion(row), row.targetUtilization);
      const { averageMilli, replicas, utilization } = row.expect;
      return answer.kind === "failed"
        ? { got: answer.error, wanted: row.expect.error }
        : {
            got: [answer.averageValue, answer.replicas, answer.utilization],
            wanted: [averageMilli, replicas, utilization],
          };
    });
    expect(rows.length).toBeGreaterThan(900);
    expect(failures).toEqual([]);
  });

  test("every row, against an average value", () => {
    const failures = firstFailures(rows, (row) => {
      const answer = getRawResourceReplicas(oracleQuestion(row), row.averageValueTargetMilli);
      const { replicas, usageMilli } = row.expectAverageValue;
      return answer.kind === "failed"
        ? { got: answer.error, wanted: row.expectAverageValue.error }
        : { got: [answer.averageValue, answer.replicas], wanted: [usageMilli, replicas] };
    });
    expect(failures).toEqual([]);
  });
});

type TableRow = {
  container: string;
  currentReplicas: number;
  expectedError?: { error: string };
  expectedReplicas: number;
  podDeletionTimestamp?: boolean[];
  podPhase?: HpaPod["phase"][];
  podReadiness?: string[];
  podStartTime?: { relSec: number }[];
  resource?: {
    expectedUtilization: number;
    expectedValue: number;
    levels: number[][];
    name: ResourceName;
    podNames?: string[];
    requests: string[];
    targetUtilization: number;
  };
  tolerances?: { scaleUp: number; scaleDown: number };
};

/** Go's zero time: longer ago than anything. */
const ZERO_TIME = -1e15;

/** Upstream's test pods became what they are, ready or not, as they started. */
function tablePods(row: TableRow, requests: string[], containers: number[]): HpaPod[] {
  return requests.map((request, i) => {
    const started = row.podStartTime?.[i] ? ago(-row.podStartTime[i].relSec) : ZERO_TIME;
    return {
      name: `test-pod-${i}`,
      phase: row.podPhase?.[i] ?? "Running",
      ...(row.podDeletionTimestamp?.[i] ? { deletionTimestamp: NOW } : {}),
      startTime: started,
      ready: (row.podReadiness?.[i] ?? "True") === "True",
      readyTransition: started,
      requests: containers.map(() => ({ cpu: cpuQuantity(request) })),
    };
  });
}

function tableQuestion(row: TableRow, resource: NonNullable<TableRow["resource"]>): ReplicaQuestion {
  // A container metric is the same sum over one container: our callers pick it, as upstream's client does.
  const containers = row.container === "" ? [0, 1] : [row.container === "container1" ? 0 : 1];
  const levels = resource.levels.map((level, i) => ({
    name: resource.podNames?.[i] ?? `test-pod-${i}`,
    at: NOW,
    windowMs: 60_000,
    cpu: containers.reduce((sum, index) => sum + (level[index] ?? 0), 0),
    memory: 0,
  }));
  return {
    resource: resource.name,
    currentReplicas: row.currentReplicas,
    pods: tablePods(row, resource.requests, containers),
    metrics: getResourceMetric("cpu", levels),
    tolerances: row.tolerances ?? { scaleUp: 0.1, scaleDown: 0.1 },
    periods: { cpuInitializationMs: 120_000, initialReadinessDelayMs: 10_000 },
    now: NOW,
  };
}

overVectors("hpa-replica-calculator.json", () => {
  function compare(row: TableRow, resource: NonNullable<TableRow["resource"]>) {
    const answer = getResourceReplicas(tableQuestion(row, resource), resource.targetUtilization);
    return answer.kind === "failed"
      ? { got: answer.error, wanted: row.expectedError?.error }
      : {
          got: [answer.replicas, answer.utilization, answer.averageValue],
          wanted: [row.expectedReplicas, resource.expectedUtilization, resource.expectedValue],
        };
  }

  test("runTest: rows of Resource metrics; left out are rows of Object, External and Pods metrics, which this HPA does not have", () => {
    const rows = tableRows<TableRow>("hpa-replica-calculator.json", "runTest").flatMap(({ case: row }) =>
      row.resource ? [{ row, resource: row.resource }] : [],
    );
    expect(rows.length).toBeGreaterThanOrEqual(30);
    expect(firstFailures(rows, ({ row, resource }) => compare(row, resource))).toEqual([]);
  });

  test("TestReplicaCalcConfigurableTolerance: rows of Resource metrics", () => {
    const rows = tableRows<{ replicaCalcTestCase: TableRow }>(
      "hpa-replica-calculator.json",
      "TestReplicaCalcConfigurableTolerance",
    ).flatMap(({ case: { replicaCalcTestCase: row } }) => (row.resource ? [{ row, resource: row.resource }] : []));
    expect(rows.length).toBeGreaterThan(0);
    expect(firstFailures(rows, ({ row, resource }) => compare(row, resource))).toEqual([]);
  });

  type GroupRow = {
    expectIgnoredPods: string[];
    expectMissingPods: string[];
    expectReadyPodCount: number;
    expectUnreadyPods: string[];
    metrics: Record<string, { Timestamp?: { relSec: number }; Value: number; Window: { durSec: number } }>;
    pods: {
      metadata: { name: string; deletionTimestamp?: string };
      status?: {
        conditions?: { lastTransitionTime?: { relSec: number }; status: string }[];
        phase?: HpaPod["phase"];
        startTime?: { relSec: number };
      };
    }[];
    resource: ResourceName;
  };

  function groupPod({ metadata, status = {} }: GroupRow["pods"][number]): HpaPod {
    const { conditions = [], phase = "Running", startTime } = status;
    const transitions = conditions.map(({ lastTransitionTime }) => ago(-(lastTransitionTime?.relSec ?? 0)));
    return {
      name: metadata.name,
      phase,
      ...(metadata.deletionTimestamp && { deletionTimestamp: 1 }),
      ...(startTime && { startTime: ago(-startTime.relSec) }),
      ready: conditions[0]?.status === "True",
      ...(transitions[0] !== undefined && { readyTransition: transitions[0] }),
      requests: [],
    };
  }

  test("TestGroupPods: every row of cpu and memory", () => {
    const rows = tableRows<GroupRow>("hpa-replica-calculator.json", "TestGroupPods").map(({ case: row }) => row);
    const failures = firstFailures(rows, (row) => {
      const metrics = new Map(
        Object.entries(row.metrics).map(([name, { Timestamp, Value, Window }]) => [
          name,
          {
            at: Timestamp ? ago(-Timestamp.relSec) : ZERO_TIME,
            windowMs: Window.durSec * 1_000,
            value: Value,
          },
        ]),
      );
      // Upstream's test calls it with its own defaults: 120 s and 10 s.
      const periods = { cpuInitializationMs: 120_000, initialReadinessDelayMs: 10_000 };
      const got = groupPods(row.pods.map(groupPod), { resource: row.resource, metrics, now: NOW, periods });
      return {
        got: [got.readyPodCount, got.unreadyPods, got.missingPods, got.ignoredPods],
        wanted: [row.expectReadyPodCount, row.expectUnreadyPods, row.expectMissingPods, row.expectIgnoredPods],
      };
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  type RequestsRow = {
    container: string;
    enablePodLevelResources: boolean;
    expectedError?: { error: string };
    expectedRequests?: Record<string, number>;
    pods: {
      metadata: { name: string };
      spec: {
        containers: { name: string; resources?: { requests: { cpu: string } } }[];
        initContainers?: unknown[];
        resources?: unknown;
      };
    }[];
    resource: ResourceName;
  };

  test("TestCalculateRequests; left out are pod-level requests, init containers and single containers, which our pods do not have", () => {
    const rows = tableRows<RequestsRow>("hpa-replica-calculator.json", "TestCalculateRequests")
      .map(({ case: row }) => row)
      .filter(
        ({ container, pods }) => container === "" && pods.every(({ spec }) => !spec.resources && !spec.initContainers),
      );
    const failures = firstFailures(rows, (row) => {
      const pods: HpaPod[] = row.pods.map(({ metadata, spec }) => ({
        name: metadata.name,
        phase: "Running",
        ready: true,
        requests: spec.containers.map(({ name, resources }) => ({
          name,
          ...(resources ? { cpu: cpuQuantity(resources.requests.cpu) } : {}),
        })),
      }));
      const requests = calculateRequests(pods, row.resource);
      return "kind" in requests
        ? { got: requests.error, wanted: row.expectedError?.error }
        : { got: Object.fromEntries(requests), wanted: row.expectedRequests };
    });
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(failures).toEqual([]);
    expect(milliValue("memory", 1)).toBe(1_000);
  });
});
