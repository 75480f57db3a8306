/** sched-schedule-one: how many nodes are looked at, and which of the best is taken. */
import { tieSet } from "../../../simulator/kubernetes/scheduler/framework.ts";
import { numFeasibleNodesToFind } from "../../../simulator/kubernetes/scheduler/schedule-one.ts";
import type { Sheet } from "../sheet.ts";
import type { Raw } from "../scheduler/objects.ts";
import { never, replayTables, type Table } from "../scheduler/tables.ts";

const FAKES = "fake plugins and extenders, function values";

const TABLES: Record<string, Table> = {
  // Upstream orders equals by a random number drawn before; the simulator draws from the set of equals.
  Test_SelectHost: {
    compare(row, check) {
      const nodes = row.list as { Name: string; TotalScore: number }[];
      const best = tieSet(nodes.map(({ TotalScore }) => TotalScore)).map((at) => nodes[at]?.Name);
      const most = row.expectedNodeList[0].TotalScore;
      const wanted = row.expectedNodeList.filter(({ TotalScore }: Raw) => TotalScore === most);
      check.equal(best.toSorted(), wanted.map(({ Name }: Raw) => Name).toSorted(), "the best");
    },
  },
  TestSchedulerSchedulePod: never(FAKES),
  Test_prioritizeNodes: never(FAKES),
  TestNumFeasibleNodesToFind: {
    compare: (row, check) =>
      check.equal(
        numFeasibleNodesToFind(row.numAllNodes, row.profilePercentage ?? row.globalPercentage),
        row.wantNumNodes,
        "nodes",
      ),
  },
};

export const scheduleOneTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
