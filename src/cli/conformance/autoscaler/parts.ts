/** ca-expander, ca-clusterstate and ca-misc: small parts of the cluster-autoscaler. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { leastNodes } from "../../../simulator/kubernetes/cluster-autoscaler/expander.ts";
import {
  drainedPods,
  withoutDaemonSets,
  withoutRoom,
} from "../../../simulator/kubernetes/cluster-autoscaler/pending.ts";
import { isExpendable } from "../../../simulator/kubernetes/cluster-autoscaler/pod-kinds.ts";
import {
  acceptableRange,
  isSuspended,
  readinessOf,
  upcomingNodes,
  type AcceptableRange,
} from "../../../simulator/kubernetes/cluster-autoscaler/readiness.ts";
import type { Adapt } from "../adapters.ts";
import {
  eachRow,
  infoOf,
  leaveOutTables,
  nameOf,
  nodeOf,
  NOW,
  plainNode,
  podOf,
  simulationOf,
  type Check,
  type Foreign,
} from "./values.ts";

function optionsOf(given: Foreign) {
  const template = infoOf(plainNode("template", 1, 1));
  return (given ?? []).map(({ Debug, NodeCount = 0 }: Foreign) => ({
    groupId: Debug,
    nodeCount: NodeCount,
    pods: [],
    template,
  }));
}

export const expander: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestLeastNodes", (row, check) => {
    const best = leastNodes(optionsOf(row.expansionOptions)).map(({ groupId }) => groupId);
    check.equal(
      best,
      (row.expectedExpansionOptions ?? []).map(({ Debug }: Foreign) => Debug),
    );
  });
};

const NO_READINESS = readinessOf([], { now: NOW, startupMs: 0, deleted: new Set() });

/** States by name; the rows write them with a capital letter. */
function readinessFrom(given: Foreign) {
  const states = Object.entries(given ?? {}).map(([name, all]) => [`${name[0]?.toLowerCase()}${name.slice(1)}`, all]);
  return { ...NO_READINESS, ...Object.fromEntries(states) };
}

const rangeAs = ({ currentTarget, minNodes, maxNodes }: AcceptableRange) => ({
  CurrentTarget: currentTarget,
  MaxNodes: maxNodes,
  MinNodes: minNodes,
});

function ranges(row: Foreign, check: Check): void {
  for (const [group, target] of Object.entries<number>(row.targetSizes)) {
    const readiness = readinessFrom(row.readiness?.[group]);
    const increase = row.scaleUpRequests?.[group]?.Increase ?? 0;
    const decrease = (row.scaledDownGroups ?? []).filter((id: string) => id === group).length;
    const range = acceptableRange(target, readiness, { increase, decrease });
    check.equal(rangeAs(range), row.wantAcceptableRanges[group], group);
  }
}

/** What the state says once the cloud's target has changed. */
function recalculated(row: Foreign, check: Check): void {
  const readiness = readinessFrom(row.readiness);
  const range = acceptableRange(row.newTarget, readiness, { increase: row.scaleUpRequest?.Increase ?? 0, decrease: 0 });
  check.equal(rangeAs(range), row.wantAcceptableRange, "range");
  check.equal(upcomingNodes(readiness, range), row.wantUpcoming, "upcoming");
}

export const clusterState: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestUpdateAcceptableRanges", ranges);
  eachRow(file, sheet, "TestRecalculateStateAfterNodeGroupSizeChanged", recalculated);
  eachRow(file, sheet, "TestIsSuspendedNode", (row, check) =>
    check.equal(isSuspended(nodeOf(row.node)) ?? false, row.expected),
  );
  leaveOutTables(file, sheet, {
    TestHasNodeGroupStartedScaleUp: "node groups that are created at runtime are not simulated",
    TestUpcomingNodesFromUpcomingNodeGroups: "node groups that are created at runtime are not simulated",
    TestIsNodeGroupRegistered: "node groups are fixed by the setup",
    TestUpdateIncorrectNodeGroupSizes:
      "the simulated cloud loses no machine without a word, so sizes are only corrected after a time-out",
    TestTruncateIfExceedMaxSize: "the text of the status ConfigMap is not simulated",
    TestWriteStatusConfigMap: "the text of the status ConfigMap is not simulated",
  });
};

const podsOf = (given: Foreign): Pod[] => (given ?? []).map(podOf);
const names = (pods: readonly Pod[]) => pods.map(nameOf).toSorted();

function drained(row: Foreign, check: Check): void {
  const nodes = (row.nodes ?? []).map(nodeOf);
  const simulation = simulationOf(nodes, podsOf(row.pods));
  const found = [...podsOf(row.unschedulablePods), ...drainedPods(simulation, row.drainedNodes ?? [])];
  check.equal(names(found), names(podsOf(row.wantPods)), "pods");
  check.ok(
    found.every(({ spec }) => spec.nodeName === undefined),
    "on no node",
  );
}

function schedulable(row: Foreign, check: Check): void {
  const texts = Object.entries<Foreign>(row.nodesWithPods ?? {});
  const nodes = texts.map(([text]) => nodeOf(JSON.parse(text)));
  const pods = texts.flatMap(([text, own]) =>
    podsOf(own).map((pod) => ({ ...pod, spec: { ...pod.spec, nodeName: JSON.parse(text).metadata.name } })),
  );
  const simulation = simulationOf(nodes, pods);
  const left = withoutRoom(simulation, podsOf(row.unschedulableCandidates));
  check.equal(names(left), names(podsOf(row.expectedUnscheduledPods)), "without room");
  const placed = simulation.nodes().flatMap((info) => info.pods.map(({ pod }) => pod));
  check.equal(names(placed), names([...pods, ...podsOf(row.expectedScheduledPods)]), "placed");
}

export const misc: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestIsExpendablePod", (row, check) =>
    check.equal(isExpendable(podOf(row.pod), row.cutoff), row.want),
  );
  eachRow(file, sheet, "TestFilterOutExpendable", (row, check) => {
    const kept = podsOf(row.pods).filter((pod) => !isExpendable(pod, row.priorityCutoff));
    check.equal(kept, podsOf(row.wantPods));
  });
  eachRow(file, sheet, "TestFilterOutDaemonSetPodListProcessor", (row, check) =>
    check.equal(withoutDaemonSets(podsOf(row.pods)), podsOf(row.wantPods)),
  );
  eachRow(file, sheet, "TestCurrentlyDrainedNodesPodListProcessor", drained);
  eachRow(file, sheet, "TestFilterOutSchedulable", schedulable, ({ nodeFilter }) =>
    nodeFilter.func.endsWith("func1") ? undefined : "which nodes are considered is a function of the test",
  );
  leaveOutTables(file, sheet, {
    TestIsAwsNodeInfoSimilar: "labels of one cloud provider",
    TestNodeLabelComparison: "labels of one cloud provider",
    TestVirtualKubeletNodeFilter: "virtual kubelets are not simulated",
    TestHasHardInterPodAffinity: "serves a shortcut of the autoscaler, not what it decides",
    TestGetScaleDownCandidates: "delays for each node group are off by default",
    TestSort: "the processors that sort are functions of the test",
    TestScaleDownEarlierThan: "what each node holds is a function of the test",
  });
};
