/** sched-preemption: whom the default preemption chooses. The rows' plugins are those of the default profile, which all of them are run with. */
import type { PodDisruptionBudget } from "../../../simulator/kubernetes/api/core.ts";
import { createRandom } from "../../../simulator/kernel/random.ts";
import { prepare, type Cycle } from "../../../simulator/kubernetes/scheduler/framework.ts";
import type { NodeInfo } from "../../../simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { createAllowance } from "../../../simulator/kubernetes/scheduler/preemption/budgets.ts";
import { dryRun, enoughCandidates } from "../../../simulator/kubernetes/scheduler/preemption/candidates.ts";
import { leastHarm } from "../../../simulator/kubernetes/scheduler/preemption/pick.ts";
import { preempt, whyNotEligible } from "../../../simulator/kubernetes/scheduler/preemption/preempt.ts";
import type { Victims } from "../../../simulator/kubernetes/scheduler/preemption/victims.ts";
import { DEFAULT_PROFILE } from "../../../simulator/kubernetes/scheduler/profile.ts";
import { NOBODY } from "../../../simulator/kubernetes/scheduler/schedule-one.ts";
import { createSnapshot } from "../../../simulator/kubernetes/scheduler/snapshot.ts";
import type { Check, Sheet } from "../sheet.ts";
import { listersOver, nodeInfos, toNode, toNodes, toPod, toPods, type Raw } from "../scheduler/objects.ts";
import { ALPHA, never, replayTables, type Table } from "../scheduler/tables.ts";
import { readTimes } from "../foreign.ts";

const EXTENDERS = "scheduler extenders";
const FAKE_PLUGIN = "a fake filter plugin, a function value";
const GROUPS = "pod groups (workload-aware preemption, alpha)";
const GO_RANDOM = "the offset of Go's own random generator decides which nodes are tried";
const FAKE_ERROR = "an error injected by a fake plugin";

const LABELS = ["hostname", "zone", "region"];

/** "node-a/zone1" of veryLargeRes, with the 32 pods that upstream's test wrapper gives to every node. */
function namedNode(text: string): Raw {
  const labels = Object.fromEntries(text.split("/").map((value, i) => [LABELS[i], value]));
  const resources = { cpu: "500m", memory: "500", pods: "32" };
  return toNode({ metadata: { name: labels["hostname"], labels }, status: { allocatable: resources } });
}

function cycleOf(pod: Raw, infos: NodeInfo[]): Cycle {
  return prepare(createPodInfo(toPod(pod)), createSnapshot(infos, listersOver({})), DEFAULT_PROFILE);
}

const budgetsOf = (raws: Raw): PodDisruptionBudget[] =>
  (raws ?? []).map((raw: Raw) => ({
    kind: "PodDisruptionBudget",
    ...raw,
    metadata: { name: "", namespace: "", ...raw.metadata },
  }));

const startsOf = (raws: Raw) => (raws ?? []).map(({ status }: Raw) => status?.startTime).filter(Boolean) as string[];

/** Instants as milliseconds; the dump has lost the nanoseconds by which some rows differ. */
const withStarts = (raws: Raw) => toPods((raws ?? []).map((raw: Raw) => readTimes(raw, 0)));

const trialOf = (pdbs: Raw) => ({ nominated: NOBODY, budgets: budgetsOf(pdbs), now: 1 });

const names = ({ victims }: Victims) => victims.map(({ pod }) => pod.metadata.name).toSorted();

function tryAll(pod: Raw, nodes: Raw[], pods: Raw, pdbs: Raw): Victims[] {
  const infos = nodeInfos(nodes, withStarts(pods)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const options = { offset: 0, enough: enoughCandidates(infos.length) };
  return dryRun(cycleOf(pod, infos), infos, trialOf(pdbs), options).candidates;
}

const isFake = ({ func }: Raw) => /RegisterFilterPlugin|RegisterPreFilter/.test(func ?? "");

function compareDryRun(row: Raw, check: Check): void {
  for (const [turn, pod] of row.testPods.entries()) {
    const found = tryAll(pod, row.nodeNames.map(namedNode), row.initPods, row.pdbs);
    const ours = found.map((one) => ({ node: one.node, victims: names(one), violations: one.violations }));
    const wanted = (row.expected[turn] ?? []).map(({ name, victims }: Raw) => ({
      node: name,
      victims: victims.Pods.map(({ metadata }: Raw) => metadata.name).toSorted(),
      violations: victims.NumPDBViolations,
    }));
    const byNode = (a: Raw, b: Raw) => (a.node < b.node ? -1 : 1);
    check.equal(ours.toSorted(byNode), wanted.toSorted(byNode), `candidates of pod ${turn}`);
  }
}

function compareBest(row: Raw, check: Check): void {
  const best = leastHarm(tryAll(row.pod, row.nodeNames.map(namedNode), row.pods, undefined), 1).map(({ node }) => node);
  check.ok(
    best.some((node) => row.expected.includes(node)),
    `one of ${row.expected} is among ${best}`,
  );
  const differ = new Set(startsOf(row.pods)).size > 1 || startsOf(row.pods).length === 0;
  const tied = leastHarm(tryAll(row.pod, row.nodeNames.map(namedNode), row.pods, undefined), 1).length;
  if (differ || tied === 1)
    check.ok(
      best.every((node) => row.expected.includes(node)),
      `only ${row.expected} in ${best}`,
    );
}

type Status = { code: string; reasons: string[] | null };

/** What the filters are given to have said of each node. */
function rejections(infos: NodeInfo[], statuses: Record<string, Status>, absent: Status) {
  return infos.map((node) => {
    const { code, reasons } = statuses[node.name] ?? absent;
    return { node, rejection: { plugin: "", code: code as "Unschedulable", reasons: reasons ?? [] } };
  });
}

function comparePostFilter(row: Raw, check: Check): void {
  const infos = nodeInfos(toNodes(row.nodes), withStarts(row.pods));
  const { nodeToStatus, absentNodesStatus } = row.filteredNodesStatuses;
  const rejected = rejections(infos, nodeToStatus ?? {}, absentNodesStatus);
  const outcome = preempt(cycleOf(row.pod, infos), rejected, trialOf(row.pdbs), createRandom("vectors"));
  const nominated = row.wantResult?.NominatingInfo?.NominatedNodeName;
  if (outcome.kind === "preempts") {
    check.equal(outcome.chosen.node, nominated, "nominated");
    check.equal(row.wantStatus.code, "Success", "status");
  } else {
    check.equal(outcome.losesNomination ? "" : undefined, nominated, "nominated");
    check.equal([outcome.message], row.wantStatus.reasons, "reasons");
  }
}

function comparePreempt(row: Raw, check: Check): void {
  const infos = nodeInfos(row.nodeNames.map(namedNode), withStarts(row.pods));
  const rejected = rejections(infos, {}, { code: "Unschedulable", reasons: [] });
  const outcome = preempt(cycleOf(row.pod, infos), rejected, trialOf(undefined), createRandom("vectors"));
  const chosen = outcome.kind === "preempts" ? outcome.chosen : undefined;
  const losing = outcome.kind === "helpless" && outcome.losesNomination ? "" : undefined;
  check.equal(chosen?.node ?? losing, row.want?.NominatingInfo?.NominatedNodeName, "nominated");
  check.equal(chosen ? names(chosen) : [], (row.expectedPods ?? []).toSorted(), "victims");
}

function compareEligible(row: Raw, check: Check): void {
  const nodes = row.nodes.map((name: string) => toNode({ metadata: { name } }));
  const cycle = cycleOf(row.pod, nodeInfos(nodes, toPods(row.pods)));
  const { nominatedNodeStatus: status } = row;
  const said = status ? { code: status.code, reasons: status.reasons ?? [] } : undefined;
  check.equal(whyNotEligible(cycle, said) === undefined, row.expected, "eligible");
}

function compareBudgets(row: Raw, check: Check): void {
  const isViolated = createAllowance(budgetsOf(row.pdbs));
  const podsOf = ({ pods }: Raw) => pods.map(({ Pod }: Raw) => toPod(Pod));
  const label = (victim: Raw) =>
    podsOf(victim)
      .map((pod: Raw) => pod.metadata.name)
      .join(" ");
  const { yes = [], no = [] } = Object.groupBy<"yes" | "no", Raw>(row.victims ?? [], (victim) =>
    podsOf(victim).some(isViolated) ? "yes" : "no",
  );
  check.equal(yes.map(label), (row.expectedViolating ?? []).map(label), "violating");
  check.equal(no.map(label), (row.expectedNonViolating ?? []).map(label), "not violating");
}

const usesExtender = (row: Raw) => (row.extender || row.extenders?.length ? EXTENDERS : undefined);
const usesGroups = (row: Raw) =>
  row.podGroups?.length ||
  row.features?.EnableWorkloadAwarePreemption ||
  row.features?.EnableTopologyAwareWorkloadScheduling
    ? GROUPS
    : undefined;

/** A node with this label makes the fake plugin of the test fail. */
const meetsErrors = (row: Raw) =>
  row.nodes.some(({ metadata }: Raw) => metadata.labels?.error === "true") ? FAKE_ERROR : undefined;

function whyNotDryRun(row: Raw): string | undefined {
  if (row.nodeNames === undefined) return "victims chosen by a fake plugin";
  if (row.fakeFilterRC !== 0 || (row.registerPlugins ?? []).some(isFake)) return FAKE_PLUGIN;
  return row.args ? GO_RANDOM : undefined;
}

const TABLES: Record<string, Table> = {
  TestPostFilter: {
    leaveOut: (row) => usesExtender(row) ?? usesGroups(row) ?? meetsErrors(row),
    compare: comparePostFilter,
  },
  TestDryRunPreemption: {
    leaveOut: whyNotDryRun,
    compare: compareDryRun,
  },
  TestSelectBestCandidate: { compare: compareBest },
  TestCustomSelection: never("a custom rule of eligibility, a function value"),
  TestCustomOrdering: never("a custom order of importance, a function value"),
  TestPodEligibleToPreemptOthers: { compare: compareEligible },
  TestPreempt: { leaveOut: usesExtender, compare: comparePreempt },
  TestPreEnqueue: never("the moments of asynchronous preemption, which the simulator takes as one"),
  TestSelectCandidate: never("a fake score of candidates, a function value"),
  TestCallExtenders: never(EXTENDERS),
  TestFilterVictimsWithPDBViolation: { compare: compareBudgets },
  TestPodGroupPreemption: never(ALPHA),
};

export const preemptionTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
