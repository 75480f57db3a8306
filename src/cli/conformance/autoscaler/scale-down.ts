/** ca-scaledown: which nodes are not needed, which of them may go, and how many at once. */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import { cropNodes, type Bucket } from "../../../simulator/kubernetes/cluster-autoscaler/budgets.ts";
import { SCALE_DOWN_DISABLED } from "../../../simulator/kubernetes/cluster-autoscaler/eligibility.ts";
import { NEW_PLANNER, updatePlanner } from "../../../simulator/kubernetes/cluster-autoscaler/planner.ts";
import { createMinTracker } from "../../../simulator/kubernetes/cluster-autoscaler/quotas.ts";
import type { Removable } from "../../../simulator/kubernetes/cluster-autoscaler/removal.ts";
import { AUTOSCALER_DEFAULTS } from "../../../simulator/kubernetes/cluster-autoscaler/settings.ts";
import {
  removableAt,
  updateUnneeded,
  type UnneededNodes,
} from "../../../simulator/kubernetes/cluster-autoscaler/unneeded.ts";
import type { Adapt } from "../adapters.ts";
import { drainContextOf, reasonOf } from "./drain.ts";
import {
  eachRow,
  leaveOutTables,
  nameOf,
  nodeOf,
  NOW,
  plainNode,
  plainPod,
  podOf,
  readTimes,
  simulationOf,
  type Check,
  type Foreign,
} from "./values.ts";

const { scaleDown: DEFAULTS } = AUTOSCALER_DEFAULTS;
const MINUTE_MS = 60_000;

/** Groups as the rows write them; the nodes that are there are all those that the row mentions. */
function bucketsOf(given: Foreign, row: Foreign): Bucket<string>[] {
  const all: Foreign[] = [...(row.empty ?? []), ...(row.drain ?? []), ...(row.otherNodes ?? [])];
  const registeredIn = (group: string) =>
    all.filter(({ Group }) => Group.id === group).reduce((sum, { Nodes }) => sum + Nodes.length, 0);
  return (given ?? []).map(({ Group: { id, targetSize, opts }, Nodes }: Foreign) => ({
    group: { id, targetSize, atomic: opts?.ZeroOrMaxNodeScaling ?? false, registered: registeredIn(id) },
    nodes: Nodes.map(nameOf),
  }));
}

function crop(row: Foreign, check: Check): void {
  const cropped = cropNodes(
    { empty: bucketsOf(row.empty, row), drain: bucketsOf(row.drain, row) },
    { empty: row.emptyDeletionsInProgress ?? 0, drain: row.drainDeletionsInProgress ?? 0 },
    { maxParallelism: 10, maxDrainParallelism: 5 },
  );
  const byId = (buckets: Bucket<string>[]) => buckets.toSorted((a, b) => (a.group.id < b.group.id ? -1 : 1));
  check.equal(byId(cropped.empty), byId(bucketsOf(row.wantEmpty, row)), "empty");
  check.equal(byId(cropped.drain), byId(bucketsOf(row.wantDrain, row)), "drain");
}

const removableOf = ({ Node, PodsToReschedule, IsRisky }: Foreign): Removable => ({
  node: nodeOf(Node),
  pods: (PodsToReschedule ?? []).map(podOf),
  daemonSetPods: [],
  onCompletion: [],
  risky: IsRisky ?? false,
});

/** Who may be asked at all stands in for the test's own eligibility checker. */
function plan(given: Foreign, eligible: string[], wish: Foreign) {
  const nodes = given.map(nodeOf);
  const names: string[] = nodes.map(nameOf);
  return updatePlanner(wish.before ?? NEW_PLANNER, {
    now: NOW,
    simulation: simulationOf(nodes, wish.pods ?? []),
    candidates: names,
    destinations: names,
    deleting: new Set(),
    isAutoscaled: (name) => eligible.includes(name),
    drain: drainContextOf(),
    settings: { ...DEFAULTS, utilizationThreshold: 2, ...wish.settings },
  });
}

function clusterState(row: Foreign, check: Check): void {
  const { state, unremovable } = plan(row.nodes, row.eligible, { pods: (row.pods ?? []).map(podOf) });
  check.equal([...state.unneeded.keys()].toSorted(), row.wantUnneeded, "unneeded");
  check.equal(unremovable.map(({ name }) => name).toSorted(), row.wantUnremovable ?? [], "unremovable");
}

function limited(row: Foreign, check: Check): void {
  const nodes = Array.from({ length: row.nodes }, (_, i) => plainNode(`n${i}`, 1_000, 10));
  const known = nodes
    .slice(0, row.previouslyUnneeded)
    .map((node) => ({ node, pods: [], daemonSetPods: [], onCompletion: [], risky: false }));
  const { state } = plan(nodes, nodes.map(nameOf), {
    before: {
      ...NEW_PLANNER,
      unneeded: updateUnneeded(new Map(), known, NOW),
      minIntervalMs: readTimes(row.updateInterval),
    },
    settings: { maxParallelism: row.maxParallelism, unneededMs: readTimes(row.maxUnneededTime) },
  });
  check.equal(state.unneeded.size, row.wantUnneeded);
}

type Wish = {
  group?: Foreign;
  others?: Node[];
  quota?: Record<string, number> | undefined;
  deletions?: number;
  settings: Foreign;
};

function removable(nodes: UnneededNodes, { group, others = [], quota, deletions = 0, settings }: Wish) {
  const all = [...[...nodes.values()].map((one) => one.removable.node), ...others];
  const quotas = quota ? [{ id: "quota", appliesTo: () => true, limits: quota }] : [];
  return removableAt(nodes, {
    now: NOW,
    groupOf: () => group && { id: "ng", minSize: group.minSize, targetSize: group.targetSize },
    deletions: () => deletions,
    quotas: createMinTracker(quotas, all),
    settings,
  });
}

const namesOf = (some: Removable[]) => some.map(({ node }) => node.metadata.name).toSorted();

function toDelete(row: Foreign, check: Check): void {
  const [[group, given]] = Object.entries<Foreign[]>(row.removableNodes) as [[string, Foreign[]]];
  const nodes = updateUnneeded(new Map(), given.map(removableOf), NOW - 60 * MINUTE_MS);
  const settings = { unneededMs: 10 * MINUTE_MS, unreadyMs: 0 };
  const others = Object.values<Foreign[]>(row.nodes ?? {}).flatMap((own) => own.map(nodeOf));
  const found = removable(nodes, { group: JSON.parse(group), others, quota: row.minLimits, settings });
  check.equal(namesOf(found.empty), row.wantEmpty.map(nameOf).toSorted(), "empty");
  check.equal(namesOf(found.needDrain), row.wantDrain.map(nameOf).toSorted(), "drain");
  for (const [name, reason] of Object.entries<number>(row.wantUnremovable ?? {}))
    check.equal(found.unremovable.find((one) => one.name === name)?.reason, reasonOf(reason), name);
}

function update(row: Foreign, check: Check): void {
  const initial = updateUnneeded(new Map(), (row.initialNodes ?? []).map(removableOf), NOW);
  const final = updateUnneeded(initial, (row.finalNodes ?? []).map(removableOf), NOW + MINUTE_MS);
  const all = [...final];
  const times = Object.fromEntries(all.map(([name, { since }]) => [name, since]));
  check.equal(times, readTimes(row.wantTimestamps ?? {}), "since");
  const versions = all.map(([name, one]) => [name, one.removable.node.metadata.annotations?.["testVersion"]]);
  check.equal(Object.fromEntries(versions), row.wantVersions ?? {}, "the newest node");
}

function counts(row: Foreign, check: Check): void {
  const some = (kind: string, count: number, pods: Foreign) =>
    Array.from({ length: count }, (_, i) =>
      removableOf({ Node: plainNode(`${kind}-${i}`, 10, 100), PodsToReschedule: pods }),
    );
  const all = [...some("empty", row.numEmpty, []), ...some("drain", row.numDrain, [plainPod("pod", 1, 1)])];
  const nodes = updateUnneeded(new Map(), all, NOW - 10 * MINUTE_MS);
  const settings = { unneededMs: 0, unreadyMs: 5 * MINUTE_MS };
  const found = removable(nodes, { group: row, deletions: row.numOngoingDeletions, settings });
  check.equal([found.empty.length, found.needDrain.length], [row.numEmptyToRemove, row.numDrainToRemove]);
}

function whyNot({ nodeConfig, thresholds, groupConfig, quotas, expectedReason }: Foreign, check: Check): void {
  const node = plainNode("node", 1_000, 1_000, { ready: nodeConfig.isReady });
  const annotations = nodeConfig.hasScaleDownDisabledAnnotation ? { [SCALE_DOWN_DISABLED]: "true" } : {};
  const marked = { ...node, metadata: { ...node.metadata, annotations } };
  const since = NOW + readTimes(nodeConfig.sinceOffset);
  const nodes = updateUnneeded(new Map(), [removableOf({ Node: marked })], since);
  const settings = { unneededMs: readTimes(thresholds.unneeded), unreadyMs: readTimes(thresholds.unready) };
  const group = groupConfig.isConfigured ? groupConfig : undefined;
  const found = removable(nodes, { group, quota: quotas?.[0].LimitsVal, settings });
  check.equal(found.unremovable, [{ name: "node", reason: reasonOf(expectedReason) }]);
}

const ATOMIC = "groups that are scaled as a whole (ZeroOrMaxNodeScaling) are not planned for";
const isAtomic = ({ opts, removableNodes = {} }: Foreign) =>
  (opts?.ZeroOrMaxNodeScaling ?? false) ||
  Object.keys(removableNodes).some((group) => JSON.parse(group).opts?.ZeroOrMaxNodeScaling);

function unplanned({ actuationStatus, isSimulationTimeout }: Foreign): string | undefined {
  if (isSimulationTimeout) return "a simulation takes no simulated time";
  return actuationStatus.recentEvictions ? "evictions are remembered for 0 s (static_autoscaler.go)" : undefined;
}

const BATCHING = "deletions in batches, and clouds that fail to delete, are not simulated";

export const scaleDown: Adapt = (file, sheet) => {
  const withoutAtomic = (row: Foreign) => (isAtomic(row) ? ATOMIC : undefined);
  eachRow(file, sheet, "TestCropNodesToBudgets", crop);
  eachRow(file, sheet, "TestUpdateClusterState", clusterState, unplanned);
  eachRow(file, sheet, "TestUpdateClusterStatUnneededNodesLimit", limited, withoutAtomic);
  eachRow(file, sheet, "TestNodesToDelete", toDelete, withoutAtomic);
  eachRow(file, sheet, "TestUpdate", update);
  eachRow(file, sheet, "TestRemovableAt", counts);
  eachRow(file, sheet, "TestRemovableAt_UnremovableReasons", whyNot, ({ shouldTimeGetterError }) =>
    shouldTimeGetterError ? "settings cannot fail to be read" : undefined,
  );
  leaveOutTables(file, sheet, {
    TestStartDeletionInBatchBasic: BATCHING,
    TestAddNodeToBucket: BATCHING,
    TestRemove: BATCHING,
    TestScheduleDeletion: BATCHING,
    TestWaitForDelayDeletion: "the delay-deletion annotations of cloud controllers are not simulated",
    TestUpdateLatencyCalculation: "metrics of the autoscaler itself",
    TestReplicasCounter: "counts replicas of evicted pods, and evictions are remembered for 0 s (static_autoscaler.go)",
    TestNewPlannerWithExistingDeletionCandidateNodes: "the autoscaler is never restarted",
    TestNodeLoadFromExistingTaints: "the autoscaler is never restarted",
  });
};
