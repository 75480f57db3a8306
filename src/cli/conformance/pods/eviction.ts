import {
  byEvictionPriority,
  conditionsFor,
  conditionsObservedAt,
  conditionsSince,
  firstObservedAt,
  metGracePeriod,
  reclaimable,
  thresholdsMet,
  thresholdsUpdated,
  type ObservedAt,
  type Observations,
} from "../../../simulator/kubernetes/kubelet/eviction/observing.ts";
import { evictionMessage } from "../../../simulator/kubernetes/kubelet/eviction/ranking.ts";
import {
  parsePercentage,
  parseThresholds,
  withAllocatable,
  type Threshold,
  type ThresholdConfig,
  type ThresholdValue,
} from "../../../simulator/kubernetes/kubelet/eviction/thresholds.ts";
import { sameValue } from "../../../simulator/kubernetes/kubelet/same-value.ts";
import { quantityOf } from "../../../simulator/kubernetes/api/quantity.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import type { Adapt } from "../adapters.ts";
import { durationOf, replayTables, timeOf, type Replay, type Row } from "./rows.ts";

const valueOf = ({ Quantity, Percentage }: Row): ThresholdValue => ({
  ...(Quantity === undefined ? {} : { quantity: Quantity }),
  percentage: Percentage,
});

/** The operator is LessThan or, in tables that never compare, left out: the simulator has but the one. */
const thresholdOf = ({ Signal, Value, GracePeriod, MinReclaim }: Row): Threshold => ({
  signal: Signal,
  value: valueOf(Value),
  graceMs: durationOf(GracePeriod),
  ...(MinReclaim ? { minReclaim: valueOf(MinReclaim) } : {}),
});

const thresholdsOf = (list: Row[] | undefined) => (list ?? []).map(thresholdOf);

/** In an order of their own: upstream compares these lists as sets, since its maps have none. */
const inOrder = (list: unknown[]) => list.map((one) => JSON.stringify(one)).toSorted();

function observationsOf(given: Record<string, Row>): Observations {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([signal, { available, capacity, time }]) => {
      const at = timeOf(time);
      const amounts = { available: quantityOf(available), capacity: quantityOf(capacity) };
      return [signal, { ...amounts, ...(at === undefined ? {} : { at }) }];
    }),
  );
}

/** A map whose keys are thresholds as JSON. */
const observedAtOf = (given: Record<string, Row>): ObservedAt =>
  Object.entries(given ?? {}).map(([key, time]) => ({
    threshold: thresholdOf(JSON.parse(key)),
    at: timeOf(time) ?? 0,
  }));

const timesOf = (given: Record<string, Row>): Record<string, number> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([key, time]) => [key, timeOf(time) ?? 0]));

const configOf = (row: Row): ThresholdConfig => ({
  hard: row.evictionHard ?? {},
  soft: row.evictionSoft ?? {},
  softGracePeriod: row.evictionSoftGracePeriod ?? {},
  minReclaim: row.evictionMinReclaim ?? {},
  allocatable: (row.allocatableConfig ?? []).includes("pods"),
});

function attempt<T>(run: () => T): T | "error" {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return "error";
    throw error;
  }
}

const parse: Replay = (row, name, sheet) => {
  const parsed = attempt(() => parseThresholds(configOf(row)));
  sheet.row(name, (check) => {
    check.equal(parsed === "error", row.expectErr, "error");
    if (!row.expectErr && parsed !== "error") check.equal(inOrder(parsed), inOrder(thresholdsOf(row.expectThresholds)));
  });
};

const percentage: Replay = ({ value, hasError }, name, sheet) => {
  const text = name.split(" ").slice(2).join(" ");
  const parsed = attempt(() => parsePercentage(text));
  sheet.row(name, (check) => {
    check.equal(parsed === "error", hasError, "error");
    if (!hasError) check.equal(parsed, value);
  });
};

const allocatable: Replay = ({ thresholds, expected }, name, sheet) =>
  sheet.row(name, (check) =>
    check.equal(inOrder(withAllocatable(thresholdsOf(thresholds))), inOrder(thresholdsOf(expected))),
  );

const reclaim: Replay = (row, name, sheet) => {
  const found = reclaimable(byEvictionPriority(thresholdsOf(row.thresholds)));
  sheet.row(name, (check) => {
    check.equal(found !== undefined, row.expectedReclaimableToBeFound, "found");
    if (!found) return;
    check.equal(found.resource, row.expectedResourceName, "resource");
    const { signal, value } = thresholdOf(row.expectedThreshold);
    check.equal([found.threshold.signal, found.threshold.value], [signal, value], "threshold");
  });
};

const byPriority: Replay = ({ thresholds, expected }, name, sheet) =>
  sheet.row(name, (check) => check.equal(byEvictionPriority(thresholdsOf(thresholds)), thresholdsOf(expected)));

const met: Replay = (row, name, sheet) => {
  // The two tables spell the field differently.
  const enforce = row.enforceMinReclaim ?? row.enforceMinRelaim ?? false;
  const found = thresholdsMet(thresholdsOf(row.thresholds), observationsOf(row.observations), enforce);
  sheet.row(name, (check) => check.equal(inOrder(found), inOrder(thresholdsOf(row.result))));
};

const updated: Replay = ({ thresholds, observations, last, result }, name, sheet) => {
  const found = thresholdsUpdated(thresholdsOf(thresholds), observationsOf(observations), observationsOf(last));
  sheet.row(name, (check) => check.equal(inOrder(found), inOrder(thresholdsOf(result))));
};

const firstObserved: Replay = ({ thresholds, lastObservedAt, now, result }, name, sheet) => {
  const found = firstObservedAt(thresholdsOf(thresholds), observedAtOf(lastObservedAt), timeOf(now) ?? 0);
  sheet.row(name, (check) => check.equal(inOrder(found), inOrder(observedAtOf(result))));
};

const gracePeriod: Replay = ({ observedAt, now, result }, name, sheet) =>
  sheet.row(name, (check) =>
    check.equal(inOrder(metGracePeriod(observedAtOf(observedAt), timeOf(now) ?? 0)), inOrder(thresholdsOf(result))),
  );

const conditions: Replay = ({ inputs, result }, name, sheet) =>
  sheet.row(name, (check) => check.equal(inOrder(conditionsFor(thresholdsOf(inputs))), inOrder(result ?? [])));

const conditionsAt: Replay = ({ nodeConditions, lastObservedAt, now, result }, name, sheet) =>
  sheet.row(name, (check) =>
    check.equal(conditionsObservedAt(nodeConditions ?? [], timesOf(lastObservedAt), timeOf(now) ?? 0), timesOf(result)),
  );

const since: Replay = ({ observedAt, period, now, result }, name, sheet) =>
  sheet.row(name, (check) =>
    check.equal(
      inOrder(conditionsSince(timesOf(observedAt), durationOf(period), timeOf(now) ?? 0)),
      inOrder(result ?? []),
    ),
  );

const POD_NAME = "pod-eviction-message";

const containerText = ({ name, usage, request }: Row) =>
  `Container ${name} was using ${usage}, request is ${request}, has larger consumption of memory. `;

const message: Replay = (row, name, sheet) => {
  if (row.ephemeralContainers) return sheet.leaveOut(name, 1, "ephemeral containers are not simulated");
  const pod: Pod = {
    kind: "Pod",
    metadata: { name: POD_NAME, namespace: "", uid: "", creationTimestamp: 0, generation: 0 },
    spec: {
      containers: row.containers ?? [],
      ...(row.initContainers ? { initContainers: row.initContainers } : {}),
      ...(row.podLevelResourcesEnabled ? { resources: row.podResources } : {}),
    },
    status: {},
  };
  const usage = (row.containerMemoryStats ?? []).map((one: Row) => ({ name: one.name, bytes: quantityOf(one.usage) }));
  const podBytes = quantityOf(row.podMemoryStats || "0");
  const text = evictionMessage("memory", { pod, usage }, podBytes, { thresholds: [], observations: {} });
  const podPart = row.podLevelResourcesEnabled
    ? `Pod ${POD_NAME} was using ${row.podMemoryStats}, request is ${row.podResources.requests.memory}, has larger consumption of memory. `
    : "";
  const containers = (row.expectedContainerMessage ?? []).map(containerText).join("");
  return sheet.row(name, (check) => check.equal(text, `The node was low on resource: memory. ${podPart}${containers}`));
};

const compareValue: Replay = ({ a, b, equal }, name, sheet) =>
  sheet.row(name, (check) => check.equal(sameValue(valueOf(a), valueOf(b)), equal));

const LEFT_OUT = {
  TestHasNodeConditions: "whether a list has an entry",
  TestFallbackResourcesUsage: "functions of the upstream test",
  TestStatsNotFoundForPod: "functions of the upstream test",
  TestAddContainerFsThresholds: "separate file systems for images and containers are not simulated",
};

export const replayEviction: Adapt = (file, sheet) =>
  replayTables(
    file,
    sheet,
    {
      TestParseThresholdConfig: parse,
      TestParsePercentage: percentage,
      TestAddAllocatableThresholds: allocatable,
      TestGetReclaimableThreshold: reclaim,
      TestSortByEvictionPriority: byPriority,
      TestThresholdsMet: met,
      TestPercentageThresholdsMet: met,
      TestThresholdsUpdatedStats: updated,
      TestThresholdsFirstObservedAt: firstObserved,
      TestThresholdsMetGracePeriod: gracePeriod,
      TestNodeConditions: conditions,
      TestNodeConditionsLastObservedAt: conditionsAt,
      TestNodeConditionsObservedSince: since,
      TestCompareThresholdValue: compareValue,
      TestEvictionMessage: message,
    },
    LEFT_OUT,
  );
