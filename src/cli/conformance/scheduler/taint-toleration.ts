/** sched-tainttoleration. */
import { taintsBearable, toleratesMore } from "../../../simulator/kubernetes/scheduler/hints/nodes.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { taintToleration } from "../../../simulator/kubernetes/scheduler/plugins/taint-toleration.ts";
import type { Sheet } from "../sheet.ts";
import { snapshotOf, toPod, type Raw } from "./objects.ts";
import {
  ALPHA,
  checkScores,
  checkStatus,
  hintTable,
  infoFrom,
  nodeChange,
  podChange,
  preFilterOf,
  replayTables,
  scoresOf,
  type Table,
} from "./tables.ts";

const comparesNumbers = ({ pod, enableTaintTolerationComparisonOps }: Raw) =>
  enableTaintTolerationComparisonOps &&
  (pod?.spec?.tolerations ?? []).some(({ operator }: Raw) => operator === "Lt" || operator === "Gt")
    ? `${ALPHA} (TaintTolerationComparisonOperators)`
    : undefined;

const filterTable: Table = {
  leaveOut: comparesNumbers,
  compare(row, check) {
    const { check: filter } = preFilterOf(taintToleration, row.pod, snapshotOf([], []));
    checkStatus(check, filter?.filter(infoFrom(undefined, row.node)), row.wantStatus, "filter");
  },
};

const TABLES: Record<string, Table> = {
  TestTaintTolerationScore: {
    leaveOut: comparesNumbers,
    compare(row, check) {
      const snapshot = snapshotOf(row.nodes, []);
      const scorer = taintToleration.preScore?.(createPodInfo(toPod(row.pod)), snapshot, snapshot.nodes);
      checkScores(check, scorer ? scoresOf(scorer, snapshot.nodes) : {}, row.expectedList);
    },
  },
  TestTaintTolerationFilter: filterTable,
  TestTaintTolerationFilterWithFeatureGate: filterTable,
  TestIsSchedulableAfterNodeChange: hintTable(nodeChange, (row, change) => taintsBearable(toPod(row.pod), change)),
  Test_isSchedulableAfterPodTolerationChange: hintTable(podChange, (row, change) =>
    toleratesMore(toPod(row.pod), change),
  ),
};

export const taintTolerationTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
