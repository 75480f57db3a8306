/** sched-tainttoleration. */
import { taintsBearable, toleratesMore } from "../../../simulator/kubernetes/scheduler/hints/nodes.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { createTaintToleration } from "../../../simulator/kubernetes/scheduler/plugins/taint-toleration.ts";
import type { Sheet } from "../sheet.ts";
import { snapshotOf, toPod, type Raw } from "./objects.ts";
import {
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

const pluginOf = ({ enableTaintTolerationComparisonOps }: Raw) =>
  createTaintToleration(enableTaintTolerationComparisonOps ?? false);

const filterTable: Table = {
  compare(row, check) {
    const { check: filter } = preFilterOf(pluginOf(row), row.pod, snapshotOf([], []));
    checkStatus(check, filter?.filter(infoFrom(undefined, row.node)), row.wantStatus, "filter");
  },
};

const TABLES: Record<string, Table> = {
  TestTaintTolerationScore: {
    compare(row, check) {
      const snapshot = snapshotOf(row.nodes, []);
      const scorer = pluginOf(row).preScore?.(createPodInfo(toPod(row.pod)), snapshot, snapshot.nodes);
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
