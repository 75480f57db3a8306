/** sched-interpodaffinity. */
import {
  interPodAfterNodeChange,
  interPodAfterPodChange,
} from "../../../simulator/kubernetes/scheduler/hints/inter-pod.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import {
  interPodAffinity,
  interPodState,
  updateInterPod,
  type InterPodState,
} from "../../../simulator/kubernetes/scheduler/plugins/inter-pod-affinity.ts";
import type { InterPodOptions } from "../../../simulator/kubernetes/scheduler/plugins/inter-pod-score.ts";
import type { TopologyCounts } from "../../../simulator/kubernetes/scheduler/plugins/topology-counts.ts";
import type { Sheet } from "../sheet.ts";
import { snapshotOf, toPod, type Raw } from "./objects.ts";
import {
  checkScores,
  checkStatus,
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

/** The namespaces that upstream's tests make for their rows. */
const NAMESPACES = [
  { metadata: { name: "subteam1.team1", labels: { team: "team1" } } },
  { metadata: { name: "subteam2.team1", labels: { team: "team1" } } },
  { metadata: { name: "subteam1.team2", labels: { team: "team2" } } },
  { metadata: { name: "subteam2.team2", labels: { team: "team2" } } },
];

const BROKEN = "a selector that the API server refuses";

/** A preference that cannot be read is an error of PreScore, of which a lab sees nothing. */
const broken = ({ wantStatus }: Raw) => (wantStatus?.code === "Error" ? BROKEN : undefined);

const filterTable = (nodesIn: (row: Raw) => Raw[], wantedIn: (row: Raw) => Raw[], namespaces: Raw[]): Table => ({
  leaveOut: broken,
  compare(row, check) {
    const snapshot = snapshotOf(nodesIn(row), row.pods, { namespaces });
    const { status, check: filter } = preFilterOf(interPodAffinity(), row.pod, snapshot);
    checkStatus(check, status, row.wantPreFilterStatus, "preFilter");
    if (!filter) return;
    const wanted = wantedIn(row);
    for (const [at, info] of snapshot.nodes.entries()) {
      checkStatus(check, filter.filter(info), wanted[at], info.name);
    }
  },
});

/** Go prints a key of its map as JSON: {"key":"zone","value":"z1"}. */
const shown = (counts: TopologyCounts) =>
  Object.fromEntries(
    [...counts].flatMap(([key, values]) =>
      [...values].map(([value, count]) => [JSON.stringify({ key, value }), count] as const),
    ),
  );

const stateShown = ({ affinityCounts, antiCounts, existingAnti }: InterPodState) =>
  [affinityCounts, antiCounts, existingAnti].map(shown);

const addRemove: Table = {
  compare(row, check) {
    const pending = createPodInfo(toPod(row.pendingPod));
    const added = createPodInfo(toPod(row.addedPod));
    const all = snapshotOf(row.nodes, [...row.existingPods, row.addedPod]);
    const snapshot = snapshotOf(row.nodes, row.existingPods);
    const counted = stateShown(interPodState(pending, all));
    check.equal(counted[0], row.expectedAffinity ?? {}, "affinity");
    check.equal(counted[1], row.expectedAntiAffinity ?? {}, "anti-affinity");
    const state = interPodState(pending, snapshot);
    const before = stateShown(state);
    const info = snapshot.byName.get(row.addedPod.spec.nodeName);
    if (!info) throw new Error("the added pod is on no node");
    updateInterPod(state, added, info.node, 1);
    check.equal(stateShown(state), counted, "after adding");
    updateInterPod(state, added, info.node, -1);
    check.equal(stateShown(state), before, "after removing");
  },
};

const scoreTable = (optionsIn: (row: Raw) => InterPodOptions): Table => ({
  leaveOut: broken,
  compare(row, check) {
    const snapshot = snapshotOf(row.nodes, row.pods, { namespaces: NAMESPACES });
    const plugin = interPodAffinity(optionsIn(row));
    const scorer = plugin.preScore?.(createPodInfo(toPod(row.pod)), snapshot, snapshot.nodes);
    check.equal(scorer ? "Success" : "Skip", row.wantStatus?.code ?? "Success", "preScore");
    if (scorer) checkScores(check, scoresOf(scorer, snapshot.nodes), row.expectedList);
  },
});

const TABLES: Record<string, Table> = {
  TestRequiredAffinitySingleNode: filterTable(
    ({ node }) => [node],
    ({ wantFilterStatus }) => [wantFilterStatus],
    NAMESPACES,
  ),
  TestRequiredAffinityMultipleNodes: filterTable(
    ({ nodes }) => nodes,
    ({ wantFilterStatuses }) => wantFilterStatuses ?? [],
    [{ metadata: { name: "NS1" } }],
  ),
  TestPreFilterStateAddRemovePod: addRemove,
  TestGetTPMapMatchingIncomingAffinityAntiAffinity: {
    compare(row, check) {
      const state = interPodState(createPodInfo(toPod(row.pod)), snapshotOf(row.nodes, row.existingPods));
      check.equal(shown(state.affinityCounts), row.wantAffinityPodsMap ?? {}, "affinity");
      check.equal(shown(state.antiCounts), row.wantAntiAffinityPodsMap ?? {}, "anti-affinity");
    },
  },
  Test_isSchedulableAfterPodChange: hintTable(podChange, (row, change) =>
    interPodAfterPodChange(toPod(row.pod), change),
  ),
  Test_isSchedulableAfterNodeChange: hintTable(nodeChange, (row, change) =>
    interPodAfterNodeChange(toPod(row.pod), change),
  ),
  TestPodAffinitySignature: never(SIGNATURES),
  TestPreferredAffinity: scoreTable(({ ignorePreferredTermsOfExistingPods = false }) => ({
    hardWeight: 1,
    ignorePreferredOfExisting: ignorePreferredTermsOfExistingPods,
  })),
  TestPreferredAffinityWithHardPodAffinitySymmetricWeight: scoreTable(({ hardPodAffinityWeight = 0 }) => ({
    hardWeight: hardPodAffinityWeight,
  })),
};

export const interPodTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
