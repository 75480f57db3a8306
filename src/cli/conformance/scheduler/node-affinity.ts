/** sched-nodeaffinity. */
import { affinityMatches } from "../../../simulator/kubernetes/scheduler/hints/nodes.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { nodeAffinity, nodeAffinityStatus } from "../../../simulator/kubernetes/scheduler/plugins/node-affinity.ts";
import type { Sheet } from "../sheet.ts";
import { snapshotOf, toNode, toPod, type Raw } from "./objects.ts";
import {
  checkScores,
  checkStatus,
  hintTable,
  nodeChange,
  preFilterOf,
  replayTables,
  scoresOf,
  type Table,
} from "./tables.ts";

const BROKEN = "a label key that the API server refuses";

const TABLES: Record<string, Table> = {
  TestNodeAffinity: {
    compare(row, check) {
      const added = row.args.AddedAffinity ?? {};
      if (row.runPreFilter) {
        const { status, check: filter } = preFilterOf(nodeAffinity(added), row.pod, snapshotOf([], []));
        checkStatus(check, status, row.wantPreFilterStatus, "preFilter");
        const names = filter?.nodeNames && [...filter.nodeNames].toSorted();
        check.equal(names, row.wantPreFilterResult?.NodeNames.toSorted(), "node names");
      }
      const node = toNode({ metadata: { name: row.nodeName, labels: row.labels } });
      const enforced = added.requiredDuringSchedulingIgnoredDuringExecution;
      checkStatus(check, nodeAffinityStatus(toPod(row.pod), node, enforced), row.wantStatus, "filter");
    },
  },
  TestNodeAffinityPriority: {
    leaveOut: (row) => (row.wantPreScoreStatus?.code === "Error" ? BROKEN : undefined),
    compare(row, check) {
      const plugin = nodeAffinity(row.args.AddedAffinity ?? {});
      const snapshot = snapshotOf(row.nodes, []);
      const scorer = plugin.preScore?.(createPodInfo(toPod(row.pod)), snapshot, snapshot.nodes);
      if (row.runPreScore)
        check.equal(scorer ? "Success" : "Skip", row.wantPreScoreStatus?.code ?? "Success", "preScore");
      // A plugin that is skipped says 0 of every node.
      const scores = scorer
        ? scoresOf(scorer, snapshot.nodes)
        : Object.fromEntries(snapshot.nodes.map(({ name }) => [name, 0]));
      if (row.expectedList) checkScores(check, scores, row.expectedList);
    },
  },
  Test_isSchedulableAfterNodeChange: hintTable(nodeChange, (row, change) =>
    affinityMatches(toPod(row.pod), change, row.args.AddedAffinity ?? {}),
  ),
};

export const nodeAffinityTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
