/** ca-scaleup: which pods are alike, which groups are similar, what is decided under quotas. */
import { createRandom } from "../../../simulator/kernel/random.ts";
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { NODE_GROUP_LABEL } from "../../../simulator/kubernetes/cluster-autoscaler/cloud.ts";
import { groupPods } from "../../../simulator/kubernetes/cluster-autoscaler/equivalence.ts";
import { createMaxTracker, type Quota } from "../../../simulator/kubernetes/cluster-autoscaler/quotas.ts";
import {
  exceededReasons,
  planScaleUp,
  similarGroups,
  type NodeGroup,
  type ScaleUpInput,
} from "../../../simulator/kubernetes/cluster-autoscaler/scale-up.ts";
import { AUTOSCALER_DEFAULTS } from "../../../simulator/kubernetes/cluster-autoscaler/settings.ts";
import type { Adapt } from "../adapters.ts";
import type { Sheet } from "../sheet.ts";
import {
  eachRow,
  infoOf,
  leaveOutTables,
  nameOf,
  plainNode,
  plainPod,
  podOf,
  simulationOf,
  type Check,
  type Foreign,
} from "./values.ts";

/** All the pods of the table at once; each row's are alike. */
function equivalence(file: Foreign, sheet: Sheet): void {
  const test = "TestGroupSchedulablePodsForNode";
  const rows: Foreign[] = file.tests?.[test]?.cases ?? [];
  const pods = new Map<string, Pod>();
  for (const given of rows.flatMap((row) => row.case.pods)) pods.set(given.metadata.name, podOf(given));
  const groups = groupPods([...pods.values()]).map((group) => group.pods.map(nameOf));
  eachRow(file, sheet, test, (row, check) => {
    const wanted = row.pods.map(nameOf);
    check.equal(
      groups.find((names) => names.includes(wanted[0])),
      wanted,
    );
  });
}

type Sizes = Record<string, { min: number; max: number; size: number }>;

const sampleOf = (id: string, cpu: number, memory: number, i: number) =>
  plainNode(`${id}-node-${i}`, cpu, memory, { labels: { [NODE_GROUP_LABEL]: id } });

const groupOf = (
  id: string,
  { min, max, size }: Sizes[string],
  cpu: number,
  memory: number,
): NodeGroup & { nodes: Node[] } => ({
  id,
  minSize: min,
  maxSize: max,
  targetSize: size,
  template: infoOf(sampleOf(id, cpu, memory, 0)),
  nodes: Array.from({ length: size }, (_, i) => sampleOf(id, cpu, memory, i)),
});

/** The test's functions, by what the quotas are called: the groups in the name, or every group. */
function quotasOf(given: Foreign[] | undefined): Quota[] {
  return (given ?? []).map(({ Name, LimitsVal }) => {
    const ids = (Name as string).match(/ng\d/gu);
    const appliesTo = ({ metadata }: Node) => !ids || ids.includes(metadata.labels?.[NODE_GROUP_LABEL] ?? "");
    return { id: Name, appliesTo, limits: LimitsVal };
  });
}

type Wish = { groups: (NodeGroup & { nodes: Node[] })[]; pods: Pod[]; quotas?: Foreign[]; choose?: string | undefined };

/** Similar groups are balanced; the group that a mock of the test chooses has the highest priority. */
function inputOf({ groups, pods, quotas, choose }: Wish): ScaleUpInput {
  const nodes = groups.flatMap((group) => group.nodes);
  const priorities = choose ? [{ priority: 1, patterns: [`^${choose}$`] }] : [];
  return {
    pods,
    nodes,
    groups,
    simulation: simulationOf(nodes),
    unsafe: () => undefined,
    quotas: createMaxTracker(quotasOf(quotas), nodes),
    settings: { ...AUTOSCALER_DEFAULTS, balanceSimilarNodeGroups: true, expanders: ["priority"], priorities },
    random: createRandom("scale-up"),
    ignoredLabels: new Set([NODE_GROUP_LABEL]),
  };
}

/** The sizes that follow. */
function sizesAfter(wish: Wish): Record<string, number> {
  const { infos } = planScaleUp(inputOf(wish));
  const sizes = wish.groups.map(({ id, targetSize }) => [
    id,
    infos.find((info) => info.id === id)?.newSize ?? targetSize,
  ]);
  return Object.fromEntries(sizes);
}

const smallPods = (count: number) => Array.from({ length: count }, (_, i) => plainPod(`test-pod-${i}`, 80, 0));
const groupsOf = (sizes: Sizes) => Object.entries(sizes).map(([id, size]) => groupOf(id, size, 100, 1_000));

/** The test's own groups. */
const BALANCED: Sizes = {
  ng1: { min: 1, max: 1, size: 1 },
  ng2: { min: 1, max: 2, size: 1 },
  ng3: { min: 1, max: 5, size: 1 },
  ng4: { min: 1, max: 5, size: 3 },
};

function balance(row: Foreign, check: Check): void {
  const choose = row.expanderStrategy?.optionToChoose.GroupName;
  const sizes = sizesAfter({ groups: groupsOf(BALANCED), pods: smallPods(2), choose });
  check.equal(sizes, { ng1: 1, ng2: 2, ng3: 2, ng4: 3 });
}

function balanceUnderQuota(row: Foreign, check: Check): void {
  const sizes = Object.entries<number>(row.initialSizes).map(([id, size]) => [id, { min: 1, max: row.maxSize, size }]);
  const groups = groupsOf(Object.fromEntries(sizes));
  check.equal(sizesAfter({ groups, pods: smallPods(6), quotas: row.quotas, choose: "ng1" }), row.expectedSizes);
}

function manyQuotas({ testConfig, expectedResults, isScaleUpOk }: Foreign, check: Check): void {
  const nodes: Foreign[] = testConfig.Nodes;
  const groups = [...Map.groupBy(nodes, ({ Group }) => Group as string)].map(([id, own]) =>
    groupOf(id, { min: 1, max: 10, size: own.length }, own[0].Cpu, own[0].Memory),
  );
  const pods = testConfig.ExtraPods.map(({ Name, Cpu, Memory }: Foreign) => plainPod(Name, Cpu, Memory));
  const choose = testConfig.ExpansionOptionToChoose?.GroupName;
  const outcome = planScaleUp(inputOf({ groups, pods, quotas: testConfig.ResourceQuotas, choose }));
  check.equal(outcome.result === "successful", isScaleUpOk, "successful");
  const options = outcome.options.map(({ groupId, nodeCount }) => ({ GroupName: groupId, SizeChange: nodeCount }));
  check.equal(options, expectedResults.ExpansionOptions ?? [], "options");
  const final = outcome.infos[0];
  const change = final
    ? { GroupName: final.id, SizeChange: final.newSize - final.currentSize }
    : { GroupName: "", SizeChange: 0 };
  check.equal(change, expectedResults.FinalOption, "final option");
  const { PodsTriggeredScaleUp = [], PodsRemainUnschedulable = [] } = expectedResults.ScaleUpStatus;
  check.equal(outcome.triggered.map(nameOf), PodsTriggeredScaleUp, "triggered");
  check.equal(
    outcome.remaining.map(({ pod }) => pod.metadata.name),
    PodsRemainUnschedulable,
    "remaining",
  );
}

/** Groups that the test's mock takes for similar have equal nodes; the others have larger ones. */
function similar(row: Foreign, check: Check): void {
  const alike: string[] = [row.nodeGroup, ...row.similarNodeGroups];
  const one = { min: 0, max: 10, size: 1 };
  const groups = [
    ...alike.map((id) => groupOf(id, one, 1_000, 1_000)),
    ...row.otherNodeGroups.map((id: string) => groupOf(id, one, 4_000, 9_000)),
  ];
  const known = new Map<string, { pods: Pod[]; schedulableOn: string[]; errors: Map<string, string[]> }>();
  const candidateOf = ({ Pods }: Foreign) => {
    const { name } = Pods[0].metadata;
    const candidate = known.get(name) ?? { pods: Pods.map(podOf), schedulableOn: [], errors: new Map() };
    known.set(name, candidate);
    return candidate;
  };
  const fitting = new Map(
    Object.entries<Foreign[]>(row.schedulablePodGroups ?? {}).map(([id, all]) => [id, all.map(candidateOf)]),
  );
  const wanted = inputOf({ groups, pods: [] });
  const input = { ...wanted, settings: { ...wanted.settings, balanceSimilarNodeGroups: row.balancingEnabled } };
  const [group] = groups;
  check.equal(group && similarGroups(group, { input, fitting }).map(({ id }) => id), row.wantSimilarNodeGroups);
}

const ASYNC = "node groups that are created at runtime are not simulated";

export const scaleUp: Adapt = (file, sheet) => {
  equivalence(file, sheet);
  eachRow(file, sheet, "TestComputeSimilarNodeGroups", similar);
  const withoutName = ({ name }: Foreign) => (name ? undefined : "an entry of another row's table of groups");
  eachRow(file, sheet, "TestScaleUpBalanceGroups", balance, withoutName);
  eachRow(file, sheet, "TestScaleUpBalanceGroupsRespectsQuota", balanceUnderQuota, withoutName);
  eachRow(file, sheet, "TestScaleUpWithMultipleQuotas", manyQuotas);
  eachRow(file, sheet, "TestMaxResourceLimitReached", (row, check) => {
    const exceeded = row.exceededQuotas.map(({ ID, ExceededResources }: Foreign) => ({
      id: ID,
      resources: ExceededResources,
    }));
    check.equal(exceededReasons(exceeded), row.wantReasons);
  });
  leaveOutTables(file, sheet, {
    TestNodePoolAsyncInitialization: ASYNC,
    TestPrepareScaleUps: ASYNC,
    TestScaleupAsyncNodeGroupsEnabled: ASYNC,
    TestZeroOrMaxNodeScaling: "groups that are scaled up as a whole (ZeroOrMaxNodeScaling) are not simulated",
    TestScaleUpTwoGroups: "what the fake cloud fails with is a function of the test",
    TestCloudProviderFailingToScaleUpGroups: "what the fake cloud fails with is a function of the test",
    TestScaleUpSimulationForSkippedNodeGroups: "the simulation for skipped groups is off by default",
  });
};
