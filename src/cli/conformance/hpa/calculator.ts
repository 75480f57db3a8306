/** The replica calculator: hpa-replica-calculator and hpa-oracle-replicacalc. */
import { groupPods } from "../../../simulator/kubernetes/hpa/group-pods.ts";
import {
  failed,
  isFailure,
  type Failure,
  type MetricsClient,
  type PodMetrics,
} from "../../../simulator/kubernetes/hpa/metrics-client.ts";
import {
  getExternalMetricReplicas,
  getExternalPerPodMetricReplicas,
  getObjectMetricReplicas,
  getObjectPerPodMetricReplicas,
} from "../../../simulator/kubernetes/hpa/object-replicas.ts";
import { calculateRequests } from "../../../simulator/kubernetes/hpa/pod-requests.ts";
import {
  getMetricReplicas,
  getRawResourceReplicas,
  getResourceReplicas,
  type ReplicaProposal,
  type ReplicaQuestion,
} from "../../../simulator/kubernetes/hpa/replica-calculator.ts";
import type { Adapt } from "../adapters.ts";
import {
  ago,
  CONTAINERS,
  eachRow,
  NAMESPACE,
  NOW,
  podOf,
  POD_PREFIX,
  testPod,
  TEST_SETTINGS,
  timeOf,
  type Check,
  type Foreign,
} from "./values.ts";

const SELECTOR = { matchLabels: { name: POD_PREFIX } };
const NOT_ASKED = failed("no such metrics specified in the row");
const WINDOW_MS = 60_000;

/** Asked for nothing but what the row is about. */
const NO_METRICS: MetricsClient = {
  podMetrics: () => NOT_ASKED,
  customPodMetrics: () => NOT_ASKED,
  customObjectMetric: () => NOT_ASKED,
  externalMetrics: () => NOT_ASKED,
};

/** prepareTestClientSet: pods with two containers each; more than the replicas when phases are given for more. */
function podsOf(row: Foreign) {
  const count = Math.max(row.currentReplicas, row.podPhase?.length ?? 0);
  return Array.from({ length: count }, (_, i) => {
    const request = row.resource?.requests?.[i];
    return testPod(i, {
      labels: SELECTOR.matchLabels,
      resources: request === undefined ? {} : { requests: { [row.resource.name]: request } },
      phases: row.podPhase,
      readiness: row.podReadiness,
      startTimes: row.podStartTime,
      deletions: row.podDeletionTimestamp,
      readySinceStart: false,
    });
  });
}

/** The fake clients' answers. The row's own timestamp is Go's zero time unless it gives one. */
function metricsOf(row: Foreign): MetricsClient {
  const at = timeOf(row.timestamp);
  const levels = (row.metric?.levels ?? []).map(Number) as number[];
  const resource = row.resource;
  const podMetrics = (resource?.levels ?? []).map((level: number[], i: number): PodMetrics => ({
    name: resource.podNames?.[i] ?? `${POD_PREFIX}-${i}`,
    at,
    windowMs: WINDOW_MS,
    containers: level.map((milli, c) => ({ name: CONTAINERS[c] ?? "", usage: { [resource.name]: `${milli}m` } })),
  }));
  return {
    podMetrics: () => podMetrics,
    customPodMetrics: () =>
      new Map(levels.map((value, i) => [`${POD_PREFIX}-${i}`, { at, windowMs: WINDOW_MS, value }])),
    customObjectMetric: () => levels[0] ?? NOT_ASKED,
    externalMetrics: () => levels,
  };
}

function questionOf(row: Foreign): ReplicaQuestion {
  const { tolerance } = TEST_SETTINGS;
  return {
    currentReplicas: row.currentReplicas,
    statusReplicas: row.currentReplicas,
    namespace: NAMESPACE,
    selector: SELECTOR,
    pods: podsOf(row),
    metrics: metricsOf(row),
    tolerances: row.tolerances ?? { scaleUp: tolerance, scaleDown: tolerance },
    settings: TEST_SETTINGS,
    now: NOW,
  };
}

/** By metricType, as upstream numbers them: object, objectPerPod, external, externalPerPod, pods. */
const BY_TYPE: ((question: ReplicaQuestion, metric: Foreign) => ReplicaProposal | Failure)[] = [
  (question, { name, singleObject, targetUsage }) =>
    getObjectMetricReplicas(question, { name }, singleObject, Number(targetUsage)),
  (question, { name, singleObject, perPodTargetUsage }) =>
    getObjectPerPodMetricReplicas(question, { name }, singleObject, Number(perPodTargetUsage)),
  (question, { name, selector, targetUsage }) =>
    getExternalMetricReplicas(question, { name, selector }, Number(targetUsage)),
  (question, { name, selector, perPodTargetUsage }) =>
    getExternalPerPodMetricReplicas(question, { name, selector }, Number(perPodTargetUsage)),
  (question, { name, targetUsage }) => getMetricReplicas(question, { name }, Number(targetUsage)),
];

function answerOf(row: Foreign): ReplicaProposal | Failure {
  const question = questionOf(row);
  const { resource, metric, container = "" } = row;
  if (resource)
    return getResourceReplicas(question, { resource: resource.name, container }, resource.targetUtilization);
  return (BY_TYPE[metric.metricType] as (typeof BY_TYPE)[number])(question, metric);
}

function compareCalculation(row: Foreign, check: Check): void {
  const answer = answerOf(row);
  if (row.expectedError) {
    check.ok(isFailure(answer) && answer.error.includes(row.expectedError.error), `fails: ${row.expectedError.error}`);
    return;
  }
  const expected = row.resource
    ? {
        replicas: row.expectedReplicas,
        usage: Number(row.resource.expectedValue),
        utilization: row.resource.expectedUtilization,
      }
    : { replicas: row.expectedReplicas, usage: Number(row.metric.expectedUsage) };
  check.equal(answer, expected);
}

function compareGroups(row: Foreign, check: Check): void {
  const metrics = new Map(
    Object.entries<Foreign>(row.metrics).map(([name, { Timestamp, Value, Window }]) => [
      name,
      { at: timeOf(Timestamp), windowMs: timeOf(Window), value: Value },
    ]),
  );
  const sight = { resource: row.resource, metrics, now: NOW, periods: TEST_SETTINGS };
  const { readyPodCount, ...groups } = groupPods(row.pods.map(podOf), sight);
  check.equal(readyPodCount, row.expectReadyPodCount);
  const sets = [groups.unreadyPods, groups.missingPods, groups.ignoredPods].map((names) => names.toSorted());
  const expected = [row.expectUnreadyPods, row.expectMissingPods, row.expectIgnoredPods];
  check.equal(
    sets,
    expected.map((names: string[]) => names.toSorted()),
    "unready, missing, ignored",
  );
}

function compareRequests(row: Foreign, check: Check): void {
  const { resource, container, enablePodLevelResources: podLevelResources } = row;
  const requests = calculateRequests(row.pods.map(podOf), { resource, container, podLevelResources });
  if (isFailure(requests)) check.equal(requests.error, row.expectedError?.error);
  else check.equal(Object.fromEntries(requests), row.expectedRequests);
}

export const replicaCalculator: Adapt = (file, sheet) => {
  eachRow(file, sheet, "runTest", compareCalculation);
  eachRow(file, sheet, "TestReplicaCalcConfigurableTolerance", (row, check) =>
    compareCalculation(row.replicaCalcTestCase, check),
  );
  eachRow(file, sheet, "TestGroupPods", compareGroups);
  eachRow(file, sheet, "TestCalculateRequests", compareRequests);
};

function oracleQuestion(row: Foreign): ReplicaQuestion {
  const pods = row.pods.map((pod: Foreign) =>
    podOf({
      metadata: { name: pod.name, ...(pod.deleting ? { deletionTimestamp: { relSec: 0 } } : {}) },
      spec: { containers: [{ name: "c", resources: { requests: { cpu: `${row.cpuRequestMilli}m` } } }] },
      status: {
        phase: pod.phase,
        startTime: { relSec: -pod.startAgeSec },
        conditions: [
          {
            type: "Ready",
            status: pod.ready ? "True" : "False",
            lastTransitionTime: { relSec: -pod.readyTransitionAgeSec },
          },
        ],
      },
    }),
  );
  const measured = row.pods.filter(({ metric }: Foreign) => metric);
  const podMetrics = measured.map(({ name, metric }: Foreign): PodMetrics => ({
    name,
    at: ago(metric.ageSec),
    windowMs: metric.windowSec * 1_000,
    containers: [{ name: "c", usage: { cpu: `${metric.milli}m` } }],
  }));
  // The oracle's client had no error of its own for an empty answer: metrics of a pod that nobody has stand for it.
  const none: PodMetrics[] = [{ name: "", at: NOW, windowMs: 0, containers: [] }];
  return {
    currentReplicas: row.currentReplicas,
    statusReplicas: row.currentReplicas,
    namespace: NAMESPACE,
    selector: {},
    pods,
    metrics: { ...NO_METRICS, podMetrics: () => (podMetrics.length > 0 ? podMetrics : none) },
    tolerances: { scaleUp: row.tolerance.up, scaleDown: row.tolerance.down },
    settings: {
      ...TEST_SETTINGS,
      cpuInitializationMs: row.cpuInitializationPeriodSec * 1_000,
      initialReadinessDelayMs: row.initialReadinessDelaySec * 1_000,
    },
    now: NOW,
  };
}

export const replicaCalculatorOracle: Adapt = (file, sheet) => {
  const query = { resource: "cpu", container: "" };
  for (const [i, row] of file.cases.entries()) {
    sheet.row(`${i}`, (check) => {
      const question = oracleQuestion(row);
      const byUtilization = getResourceReplicas(question, query, row.targetUtilization);
      const told = isFailure(byUtilization)
        ? { error: byUtilization.error }
        : {
            averageMilli: byUtilization.usage,
            replicas: byUtilization.replicas,
            utilization: byUtilization.utilization,
          };
      check.equal(told, row.expect, "utilization");
      const byValue = getRawResourceReplicas(question, query, row.averageValueTargetMilli);
      const toldByValue = isFailure(byValue)
        ? { error: byValue.error }
        : { replicas: byValue.replicas, usageMilli: byValue.usage };
      check.equal(toldByValue, row.expectAverageValue, "average value");
    });
  }
};
