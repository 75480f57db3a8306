/** sched-noderesources: NodeResourcesFit and NodeResourcesBalancedAllocation. */
import type { Plugin } from "../../../simulator/kubernetes/scheduler/framework.ts";
import {
  fitAfterNodeChange,
  fitAfterPodChange,
  fitsEmptyNode,
  hasMoreToGive,
} from "../../../simulator/kubernetes/scheduler/hints/resources-fit.ts";
import { createNodeInfo } from "../../../simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { balancedAllocation } from "../../../simulator/kubernetes/scheduler/plugins/balanced-allocation.ts";
import { allocationsOn, brokenLine } from "../../../simulator/kubernetes/scheduler/plugins/resource-score.ts";
import {
  nodeResourcesFit,
  shortagesOf,
  type FitOptions,
} from "../../../simulator/kubernetes/scheduler/plugins/resources-fit.ts";
import { ASSUMED, podRequests, resourcesOf } from "../../../simulator/kubernetes/scheduler/resources.ts";
import type { Check, Sheet } from "../sheet.ts";
import { snapshotOf, toNode, toPod, type Raw } from "./objects.ts";
import {
  checkScores,
  checkStatus,
  codeNumber,
  DEVICES,
  GATE_OFF,
  hintTable,
  infoFrom,
  never,
  nodeChange,
  podChange,
  preFilterOf,
  replayTables,
  scoresOf,
  SIGNATURES,
  type Table,
} from "./tables.ts";

const EMPTY = snapshotOf([], []);

/** The node that upstream's test makes for all its rows: makeAllocatableResources(cpu, memory, pods, extendedA, storage, hugePageA). */
const allocatableNode = (
  cpu: number,
  memory: number,
  pods: number,
  extended: number,
  storage: number,
  huge: number,
) => ({
  status: {
    allocatable: {
      cpu: `${cpu}m`,
      memory: `${memory}`,
      pods: `${pods}`,
      "example.com/aaa": `${extended}`,
      "ephemeral-storage": `${storage}`,
      "hugepages-2Mi": `${huge}`,
    },
  },
});
const ROOMY = allocatableNode(10, 20, 32, 5, 20, 5);

/** With the gate PodLevelResources off the API server drops the field. */
const podAsGated = (pod: Raw, podLevel: boolean) =>
  podLevel || !pod?.spec?.resources ? pod : { ...pod, spec: { ...pod.spec, resources: undefined } };

function strategyOf({ Type, Resources, RequestedToCapacityRatio }: Raw) {
  const shape = (RequestedToCapacityRatio?.Shape ?? []).map(({ Utilization, Score }: Raw) => ({
    utilization: Utilization ?? 0,
    score: Score ?? 0,
  }));
  return { type: Type, resources: weightsOf(Resources), shape };
}
const weightsOf = (resources: Raw) =>
  (resources ?? []).map(({ Name, Weight }: Raw) => ({ name: Name, weight: Weight ?? 0 }));

const fitArgs = ({ IgnoredResources, IgnoredResourceGroups, ScoringStrategy }: Raw): FitOptions => ({
  ignoredResources: IgnoredResources ?? [],
  ignoredResourceGroups: IgnoredResourceGroups ?? [],
  ...(ScoringStrategy ? { strategy: strategyOf(ScoringStrategy) } : {}),
});

const usesDevices = ({ draExtendedResourceEnabled, enableDRAExtendedResource, draObjects }: Raw) =>
  draExtendedResourceEnabled || enableDRAExtendedResource || draObjects ? DEVICES : undefined;

function checkFilter(check: Check, plugin: Plugin, pod: Raw, node: Raw, row: Raw): void {
  const { status, check: filter } = preFilterOf(plugin, pod, EMPTY);
  checkStatus(check, status, row.wantPreFilterStatus, "preFilter");
  checkStatus(check, filter?.filter(infoFrom(row.nodeInfo, node)), row.wantStatus ?? row.wantFilterStatus, "filter");
}

function enoughRequests(row: Raw, check: Check): void {
  const options = fitArgs(row.args);
  const pod = podAsGated(row.pod, row.podLevelResourcesEnabled);
  checkFilter(check, nodeResourcesFit(options), pod, ROOMY, row);
  const short = shortagesOf(resourcesOf(podRequests(toPod(pod))), infoFrom(row.nodeInfo, ROOMY), options);
  const wanted = (row.wantInsufficientResources ?? []).map((one: Raw) => ({
    resource: one.ResourceName,
    reason: one.Reason,
    requested: one.Requested,
    used: one.Used,
    capacity: one.Capacity,
    unresolvable: one.Unresolvable,
  }));
  check.equal(short, wanted, "insufficient resources");
}

function checkScored(check: Check, plugin: Plugin, pod: Raw, pods: Raw, row: Raw): void {
  const snapshot = snapshotOf(row.nodes, pods);
  const scorer = plugin.preScore?.(createPodInfo(toPod(pod)), snapshot, snapshot.nodes);
  if (row.expectedPreScoreStatusCode !== undefined && row.runPreScore) {
    check.equal(codeNumber(scorer), row.expectedPreScoreStatusCode, "preScore");
    if (!scorer) return;
  }
  // Without PreScore upstream works out the same at once, and scores a skipped pod 0.
  const scores = scorer
    ? scoresOf(scorer, snapshot.nodes)
    : Object.fromEntries(snapshot.nodes.map(({ name }) => [name, 0]));
  checkScores(check, scores, row.expectedScores ?? row.expectedPriorities);
}

/** The scheduler refuses to start with such a configuration, or cannot score with it. */
function checkRefused(check: Check, make: () => unknown, row: Raw): void {
  let message = "";
  try {
    make();
  } catch (error) {
    message = error instanceof RangeError ? error.message : `not refused but broken: ${String(error)}`;
  }
  const wanted = (row.wantErrs ?? [{ Field: "resources not found" }]).map(({ Field }: Raw) => Field);
  check.equal(
    message.split("; ").map((one) => one.split(": ")[0]),
    wanted,
    "refused",
  );
}

/** A table whose rows give resources (and a shape) and expect scores. */
const strategyTable = (Type: string, fixed: Raw = {}): Table => ({
  compare(row, check) {
    const { resources: Resources = [], shape } = { ...row, ...fixed };
    const strategy = strategyOf({ Type, Resources, RequestedToCapacityRatio: { Shape: shape } });
    const make = () => nodeResourcesFit({ strategy });
    if (row.wantErrs || row.wantStatusCode) checkRefused(check, make, row);
    else checkScored(check, make(), row.requestedPod ?? row.pod, row.existingPods ?? row.pods, row);
  },
});

const UP_TO_ONE = [
  { Utilization: 0, Score: 0 },
  { Utilization: 100, Score: 1 },
];

const TABLES: Record<string, Table> = {
  testEnoughRequests: { leaveOut: usesDevices, compare: enoughRequests },
  testNotEnoughRequests: {
    compare: (row, check) => checkFilter(check, nodeResourcesFit(), row.pod, allocatableNode(10, 20, 1, 0, 0, 0), row),
  },
  testStorageRequests: { compare: (row, check) => checkFilter(check, nodeResourcesFit(), row.pod, ROOMY, row) },
  testRestartableInitContainers: {
    leaveOut: (row) => (!row.enableSidecarContainers && row.wantPreFilterStatus ? GATE_OFF : undefined),
    compare: (row, check) => checkFilter(check, nodeResourcesFit(), row.pod, allocatableNode(2, 0, 1, 0, 0, 0), row),
  },
  testFitScore: {
    leaveOut: usesDevices,
    compare: (row, check) =>
      checkScored(check, nodeResourcesFit(fitArgs(row.nodeResourcesFitArgs)), row.requestedPod, row.existingPods, row),
  },
  testNodeResourcesBalancedAllocation: {
    leaveOut: usesDevices,
    compare: (row, check) =>
      checkScored(
        check,
        balancedAllocation(weightsOf(row.args.Resources)),
        podAsGated(row.requestedPod, false),
        row.existingPods,
        row,
      ),
  },
  Test_isSchedulableAfterPodChange: hintTable(
    podChange,
    (row, change) => fitAfterPodChange(toPod(row.pod), change),
    (row) => (row.enableInPlacePodVerticalScaling ? undefined : GATE_OFF),
  ),
  Test_isSchedulableAfterNodeChange: hintTable(nodeChange, (row, change) => fitAfterNodeChange(toPod(row.pod), change)),
  Test_isSchedulableAfterDeviceClassChange: never(DEVICES),
  TestIsFit: {
    leaveOut: (row) => (row.node ? undefined : "a nil node"),
    compare: (row, check) =>
      check.equal(
        fitsEmptyNode(toPod(podAsGated(row.pod, row.podLevelResourcesEnabled)), toNode(row.node)),
        row.expected,
      ),
  },
  testHaveAnyRequestedResourcesIncreased: {
    leaveOut: usesDevices,
    compare: (row, check) =>
      check.equal(hasMoreToGive(toPod(row.pod), toNode(row.originalNode), toNode(row.modifiedNode)), row.expected),
  },
  TestLeastAllocatedScoringStrategy: strategyTable("LeastAllocated"),
  TestMostAllocatedScoringStrategy: strategyTable("MostAllocated"),
  // The test hands the plugin its own shape, not the row's.
  TestRequestedToCapacityRatioScoringStrategy: strategyTable("RequestedToCapacityRatio", {
    shape: [
      { Utilization: 0, Score: 10 },
      { Utilization: 100, Score: 0 },
    ],
  }),
  TestResourceBinPackingSingleExtended: strategyTable("RequestedToCapacityRatio", {
    resources: [{ Name: "intel.com/foo", Weight: 1 }],
    shape: UP_TO_ONE,
  }),
  TestResourceBinPackingMultipleExtended: strategyTable("RequestedToCapacityRatio", {
    resources: [
      { Name: "intel.com/foo", Weight: 3 },
      { Name: "intel.com/bar", Weight: 5 },
    ],
    shape: UP_TO_ONE,
  }),
  TestBrokenLinearFunction: {
    compare(row, check) {
      const line = brokenLine(
        row.points.map(({ Utilization, Score }: Raw) => ({ utilization: Utilization ?? 0, score: Score ?? 0 })),
      );
      for (const { p = 0, expected = 0 } of row.assertions) check.equal(line(p), expected, `f(${p})`);
    },
  },
  TestResourceAllocationScorerCalculateRequests: {
    compare(row, check) {
      const requests = podRequests(toPod(row.pod), { podLevel: false, assumed: ASSUMED });
      for (const [name, amount] of Object.entries(row.expected)) check.equal(requests.get(name) ?? 0, amount, name);
    },
  },
  testCalculateResourceAllocatableRequest: {
    leaveOut: usesDevices,
    compare(row, check) {
      // A pod that asks for none, so that the resource is looked at all the same.
      const info = createNodeInfo(toNode(row.node));
      const resources = [{ name: row.extendedResource, weight: 1 }];
      const [found] = allocationsOn(info, new Map([[row.extendedResource, 1]]), resources, false);
      check.equal(found?.allocatable ?? 0, row.expectedAllocatable, "allocatable");
      check.equal(found?.allocated ?? 0, row.expectedAllocated, "allocated");
    },
  },
  testComputePodResourceRequestWithNodeAllocatableDRA: never(DEVICES),
  TestNodeMatchCaching: never(DEVICES),
  testBalancedAllocationSignPod: never(SIGNATURES),
  testFitSignPod: never(SIGNATURES),
  TestScorePlacement_Resources: never("placement scoring of pod groups (alpha)"),
};

export const nodeResources = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
