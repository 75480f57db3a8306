/** ca-estimator: how many nodes pods need, and the limits on that. */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import { estimate, orderGroups } from "../../../simulator/kubernetes/cluster-autoscaler/estimator.ts";
import {
  clusterCapacityLimit,
  createLimiter,
  minLimit,
  similarGroupsLimit,
} from "../../../simulator/kubernetes/cluster-autoscaler/limits.ts";
import { HOSTNAME } from "../../../simulator/kubernetes/cluster-autoscaler/template.ts";
import type { Adapt } from "../adapters.ts";
import {
  eachRow,
  infoOf,
  leaveOutTables,
  nameOf,
  nodeOf,
  podOf,
  simulationOf,
  type Check,
  type Foreign,
} from "./values.ts";

/** makeNode of binpacking_estimator_test.go: memory in MiB. */
function makeNode(cpu: number, memory: number, pods: number, name: string, zone: string): Node {
  const allocatable = { cpu: `${cpu}m`, memory: `${memory}Mi`, pods: `${pods}` };
  const labels = { [HOSTNAME]: name, "topology.kubernetes.io/zone": zone };
  return nodeOf({ metadata: { name, labels }, status: { capacity: allocatable, allocatable } });
}

const groupsOf = (groups: Foreign) => (groups ?? []).map(({ Pods }: Foreign) => ({ pods: Pods.map(podOf) }));

function binpacking(row: Foreign, check: Check): void {
  const simulation = simulationOf([makeNode(100, 100, 10, "oldnode", "zone-jupiter")]);
  const template = infoOf(makeNode(row.millicores, row.memory, 10, "template", "zone-mars"));
  const { nodes, pods } = estimate(
    simulation,
    groupsOf(row.podsEquivalenceGroup),
    template,
    createLimiter([row.maxNodes]),
  );
  check.equal(nodes, row.expectNodeCount, "nodes");
  check.equal(pods.length, row.expectPodCount, "pods");
  if (row.expectProcessedPods) check.equal(pods.map(nameOf), row.expectProcessedPods.map(nameOf), "which pods");
}

/** The operations are functions of the test; a threshold that is `dynamic` allows one more each time. */
function limiter(row: Foreign, check: Check): void {
  const thresholds: Foreign[] = row.thresholds ?? [];
  let rounds = 0;
  const start = () => {
    const limits = thresholds.map(({ maxNodes, nodeLimit }) => (nodeLimit ? nodeLimit + rounds + 1 : maxNodes));
    rounds++;
    return createLimiter([row.maxNodes, ...limits]);
  };
  let current = start();
  let granted = 0;
  for (const [i, { func }] of row.operations.entries()) {
    if (func === "estimator.resetLimiter") [current, granted] = [start(), 0];
    else {
      const permitted = current.permits();
      check.equal(permitted, func === "estimator.expectAllow", `operation ${i}`);
      granted += Number(permitted);
    }
  }
  check.equal(granted, row.expectNodeCount, "nodes");
}

const NO_TIME = "an estimate takes no simulated time, so nothing limits how long it takes";
const spent = ({ startDelta, maxDuration }: Foreign) => startDelta.durSec !== 0 || maxDuration.durSec !== 0;

/** A limit in nanoseconds where it is a duration; any negative one is the same. */
const limitOf = (value: Foreign): number => {
  const nanos = typeof value === "object" ? Math.round(value.durSec * 1e9) : value;
  return Math.max(-1, nanos);
};

const sizeOf = ({ maxNodes, nodesCount }: Foreign) => ({ maxSize: maxNodes, targetSize: nodesCount });

export const estimator: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestBinpackingEstimate", binpacking);
  eachRow(file, sheet, "TestNewClusterCapacityThreshold", (row, check) =>
    check.equal(clusterCapacityLimit(row.contextMaxNodes, row.contextCurrentNodes), row.wantThreshold),
  );
  eachRow(file, sheet, "TestPodPriorityProcessor", (row, check) => {
    const template = infoOf(makeNode(4, 600, 10, "node1", "zone-sun"));
    const ordered = orderGroups(groupsOf(row.inputPodsEquivalentGroup), template);
    check.equal(ordered, groupsOf(row.expectedPodsEquivalentGroup));
  });
  eachRow(file, sheet, "TestSngCapacityThreshold", (row, check) =>
    check.equal(similarGroupsLimit(sizeOf(row.currentNodeGroup), row.nodeGroupsConfig.map(sizeOf)), row.wantThreshold),
  );
  eachRow(file, sheet, "TestThresholdBasedLimiter", limiter, (row) => (spent(row) ? NO_TIME : undefined));
  eachRow(file, sheet, "TestMinLimit", (row, check) =>
    check.equal(minLimit(limitOf(row.baseLimit), limitOf(row.targetLimit)), limitOf(row.want)),
  );
  leaveOutTables(file, sheet, {
    TestDetermineBestPodEquivalenceGroupToFastpath: "the fast path of bin-packing is off by default and not simulated",
  });
};
