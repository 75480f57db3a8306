/** sched-podtopologyspread. */
import type { Pod, TopologySpreadConstraint } from "../../../simulator/kubernetes/api/pod.ts";
import { spreadAfterNodeChange, spreadAfterPodChange } from "../../../simulator/kubernetes/scheduler/hints/spread.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import {
  podTopologySpread,
  spreadState,
  updateSpread,
  type SpreadState,
} from "../../../simulator/kubernetes/scheduler/plugins/pod-topology-spread.ts";
import {
  constraintsOf,
  SYSTEM_DEFAULTS,
  type Constraint,
  type SpreadOptions,
} from "../../../simulator/kubernetes/scheduler/plugins/spread-constraints.ts";
import { spreadScoreState } from "../../../simulator/kubernetes/scheduler/plugins/spread-score.ts";
import type { Snapshot } from "../../../simulator/kubernetes/scheduler/snapshot.ts";
import type { Check, Sheet } from "../sheet.ts";
import { CODES, snapshotOf, toPod, type Objects, type Raw } from "./objects.ts";
import {
  checkScores,
  checkStatus,
  codeNumber,
  hintTable,
  never,
  nodeChange,
  podChange,
  preFilterOf,
  replayTables,
  scoresOf,
  SIGNATURES,
  type Table,
} from "./tables.ts";

const LISTED: SpreadOptions = { defaults: [], system: false };

const optionsOf = ({ DefaultConstraints, DefaultingType }: Raw): SpreadOptions =>
  DefaultingType === "System" ? SYSTEM_DEFAULTS : { defaults: DefaultConstraints ?? [], system: false };

/** With its gate off the API server drops a field; the row says which gates are on. */
function gated({ enableMatchLabelKeys = true, enableNodeInclusionPolicy = true }: Raw, constraint: Raw): Raw {
  const kept = { ...constraint };
  if (!enableMatchLabelKeys) delete kept.matchLabelKeys;
  if (!enableNodeInclusionPolicy) {
    delete kept.nodeAffinityPolicy;
    delete kept.nodeTaintsPolicy;
  }
  return kept;
}

function podOf(row: Raw, raw: Raw): Pod {
  const pod = toPod(raw);
  const constraints = pod.spec.topologySpreadConstraints?.map((one) => gated(row, one) as TopologySpreadConstraint);
  return constraints ? { ...pod, spec: { ...pod.spec, topologySpreadConstraints: constraints } } : pod;
}

/** The dump leaves out what kind an object is: those with a template are controllers, asked for under the kind that the pod's owner reference names. */
function objectsOf(objs: Raw[] | undefined): Objects {
  const controllers = (objs ?? []).filter(({ spec }) => spec?.template);
  return {
    services: (objs ?? []).filter(({ spec }) => !spec?.template),
    replicaSets: controllers,
    statefulSets: controllers,
  };
}

const ownedByReplicationController = (row: Raw) =>
  (row.pod?.metadata?.ownerReferences ?? []).some(({ kind }: Raw) => kind === "ReplicationController")
    ? "ReplicationControllers are not simulated"
    : undefined;

const policy = (honors: boolean) => (honors ? "Honor" : "Ignore");

/** The dump keeps of a selector only how many requirements it has; a selector of nothing is an empty object. */
function checkConstraints(check: Check, constraints: Constraint[], wanted: Raw): void {
  const shown = constraints.map((one) => ({
    MaxSkew: one.maxSkew,
    MinDomains: one.minDomains,
    NodeAffinityPolicy: policy(one.honorsAffinity),
    NodeTaintsPolicy: policy(one.honorsTaints),
    TopologyKey: one.topologyKey,
    requirements: one.selector && requirementsOf(one),
  }));
  const expected = (wanted ?? []).map(({ Selector, ...rest }: Raw) => ({
    ...rest,
    requirements: Array.isArray(Selector) ? Selector.length : undefined,
  }));
  check.equal(shown, expected, "constraints");
}

const requirementsOf = ({ selector }: Constraint) =>
  Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length;

/** Of the critical paths only the least count means something: the other is not promised to be the second least. */
function checkState(check: Check, { constraints, domains }: SpreadState, wanted: Raw): void {
  checkConstraints(check, constraints, wanted.Constraints);
  const counted = domains.map(({ counts }) => Object.fromEntries(counts));
  check.equal(counted, wanted.TpValueToMatchNum ?? [], "pods by domain");
  for (const [at, { counts, least }] of domains.entries()) {
    if (counts.size > 0) check.equal(least, wanted.CriticalPaths[at][0].MatchNum, `least of constraint ${at}`);
  }
}

const hardState = (pod: Pod, snapshot: Snapshot, options: SpreadOptions) =>
  spreadState(createPodInfo(pod), snapshot, constraintsOf(pod, "DoNotSchedule", options, snapshot.listers));

function preFilterState(row: Raw, check: Check): void {
  const snapshot = snapshotOf(row.nodes, row.existingPods, objectsOf(row.objs));
  const options: SpreadOptions = {
    defaults: (row.defaultConstraints ?? []).map((one: Raw) => gated(row, one)),
    system: false,
  };
  const pod = podOf(row, row.pod);
  checkStatus(
    check,
    preFilterOf(podTopologySpread(options), pod, snapshot).status,
    row.wantPrefilterStatus,
    "preFilter",
  );
  if (row.want) checkState(check, hardState(pod, snapshot, options), row.want);
}

const movedTable = (movedIn: (row: Raw) => Raw, delta: 1 | -1): Table => ({
  compare(row, check) {
    const snapshot = snapshotOf(row.nodes, row.existingPods);
    const pod = podOf(row, row.preemptor);
    const state = hardState(pod, snapshot, LISTED);
    const name = row.nodes[row.nodeIdx ?? 0].metadata.name;
    const node = snapshot.byName.get(name)?.node;
    if (node) updateSpread(state, pod, createPodInfo(toPod(movedIn(row))), node, delta);
    checkState(check, state, row.want);
  },
});

const filterTable: Table = {
  compare(row, check) {
    const snapshot = snapshotOf(row.nodes, row.existingPods);
    const { status, check: filter } = preFilterOf(podTopologySpread(LISTED), podOf(row, row.pod), snapshot);
    check.equal(status, undefined, "preFilter");
    for (const info of snapshot.nodes) {
      const code = CODES.indexOf(filter?.filter(info)?.code ?? "Success");
      if (row.wantStatusCode) check.equal(code, row.wantStatusCode[info.name] ?? 0, info.name);
    }
  },
};

function preScoreState(row: Raw, check: Check): void {
  const snapshot = snapshotOf(row.nodes, [], objectsOf(row.objs));
  const pod = podOf(row, row.pod);
  const options = optionsOf(row.config);
  const constraints = constraintsOf(pod, "ScheduleAnyway", options, snapshot.listers);
  const needsAllKeys = (pod.spec.topologySpreadConstraints ?? []).length > 0 || !options.system;
  const state = spreadScoreState(createPodInfo(pod), snapshot, snapshot.nodes, constraints, needsAllKeys);
  checkConstraints(check, state.constraints, row.want.Constraints);
  check.equal([...state.ignored].toSorted(), [...(row.want.IgnoredNodes ?? [])].toSorted(), "ignored nodes");
  check.equal(
    state.pods.map((pods) => Object.fromEntries(pods)),
    row.want.TopologyValueToPodCounts,
    "pods by domain",
  );
  check.equal(state.weights, row.want.TopologyNormalizingWeight, "weights");
}

function score(row: Raw, check: Check): void {
  const snapshot = snapshotOf([...row.nodes, ...(row.failedNodes ?? [])], row.existingPods, objectsOf(row.objs));
  const feasible = snapshot.nodes.slice(0, row.nodes.length);
  const scorer = podTopologySpread().preScore?.(createPodInfo(podOf(row, row.pod)), snapshot, feasible);
  checkScores(check, scorer ? scoresOf(scorer, feasible) : {}, row.want);
}

const TABLES: Record<string, Table> = {
  TestPreFilterState: { leaveOut: ownedByReplicationController, compare: preFilterState },
  TestPreFilterStateAddPod: movedTable(({ addedPod }) => addedPod, 1),
  TestPreFilterStateRemovePod: movedTable(
    ({ existingPods, deletedPodIdx = 0, deletedPod }) => existingPods?.[deletedPodIdx] ?? deletedPod,
    -1,
  ),
  TestSingleConstraint: filterTable,
  TestMultipleConstraints: filterTable,
  TestPodTopoSignatures: never(SIGNATURES),
  Test_isSchedulableAfterNodeChange: hintTable(nodeChange, (row, change) =>
    spreadAfterNodeChange(podOf(row, row.pod), change, snapshotOf([], []).listers),
  ),
  Test_isSchedulableAfterPodChange: hintTable(podChange, (row, change) => {
    const gates = { enableNodeInclusionPolicy: row.enableNodeInclusionPolicyInPodTopologySpread };
    return spreadAfterPodChange(podOf(gates, row.pod), change, snapshotOf([], []).listers);
  }),
  TestPreScoreSkip: {
    leaveOut: ownedByReplicationController,
    compare(row, check) {
      const snapshot = snapshotOf(row.nodes, [], objectsOf(row.objs));
      const plugin = podTopologySpread(optionsOf(row.config));
      check.equal(
        codeNumber(plugin.preScore?.(createPodInfo(toPod(row.pod)), snapshot, snapshot.nodes)),
        5,
        "preScore",
      );
    },
  },
  TestPreScoreStateEmptyNodes: { leaveOut: ownedByReplicationController, compare: preScoreState },
  TestPodTopologySpreadScore: { compare: score },
};

export const topologySpreadTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
