/** controller-utils: pkg/controller/controller_utils_test.go. */
import type { Node, Taint } from "../../../simulator/kubernetes/api/core.ts";
import { swapTaints } from "../../../simulator/kubernetes/node-lifecycle/taints.ts";
import { untilAvailable, untilNextAvailable } from "../../../simulator/kubernetes/replicaset/availability.ts";
import { compareForDeletion } from "../../../simulator/kubernetes/replicaset/victims.ts";
import type { Sheet } from "../sheet.ts";
import { NOW, toPod, without, type Raw } from "./objects.ts";
import { replayTables, type Replay } from "./tables.ts";

const ranked = (pod: Raw, rank: number) => ({ pod: toPod(pod), rank, now: NOW });

const compareRanks: Replay = ({ p1, p2, lesser, greater }, check) => {
  if (p1) return check.equal(compareForDeletion(ranked(p1, 1), ranked(p2 ?? p1, 1)), 0);
  const [before, after] = [ranked(lesser.pod, lesser.rank), ranked(greater.pod, greater.rank)];
  check.ok(compareForDeletion(before, after) < 0, "the lesser goes first");
  check.ok(compareForDeletion(after, before) > 0, "the greater goes last");
};

/** Nothing stays nothing. */
const seconds = (ms: number | undefined) => (ms === undefined ? undefined : { durSec: ms / 1_000 });

/** The node's taints after the change, and without the instant at which the lab notes that they came. */
function taintsAfter({ nodeHandler, nodeName }: Raw, added: Taint[], removed: Taint[]): Raw[] {
  const node: Node = nodeHandler.Existing.find(({ metadata }: Raw) => metadata.name === nodeName);
  const { spec } = swapTaints({ ...node, spec: node.spec ?? {} }, added, removed, NOW);
  return without(spec.taints, "timeAdded");
}

const TABLES: Record<string, Replay> = {
  TestSortingActivePodsWithRanks: compareRanks,
  TestNextPodAvailabilityCheck: ({ pod, minReadySeconds, expected }, check) =>
    check.equal(seconds(untilAvailable(toPod(pod), minReadySeconds, NOW)), expected ?? undefined),
  TestFindMinNextPodAvailabilitySimpleCheck: ({ pods, minReadySeconds, expected, expectedPod }, check) => {
    const all = (pods ?? []).map(toPod);
    check.equal(seconds(untilNextAvailable(all, minReadySeconds, NOW, NOW)), expected ?? undefined);
    // The pod that it is about is the one that says the same for itself.
    const next = all.filter(
      (pod: Raw) => seconds(untilAvailable(pod, minReadySeconds, NOW))?.durSec === expected?.durSec,
    );
    if (expectedPod) check.equal(next[0]?.metadata.name, expectedPod, "pod");
  },
  TestFindMinNextPodAvailability: ({ pods, minReadySeconds, statusEvaluationDelaySeconds, expected }, check) => {
    const now = NOW + statusEvaluationDelaySeconds * 1_000;
    check.equal(seconds(untilNextAvailable(pods.map(toPod), minReadySeconds, NOW, now)), expected ?? undefined);
  },
  TestRemoveTaintOffNode: (row, check) =>
    check.equal(taintsAfter(row, [], row.taintsToRemove ?? []), row.expectedTaints ?? []),
  TestAddOrUpdateTaintOnNode: (row, check) =>
    check.equal(taintsAfter(row, row.taintsToAdd ?? [], []), row.expectedTaints ?? []),
};

function reasonToLeaveOut(_test: string, row: Raw): string | undefined {
  if (row.disablePodDeletioncost || row.disableLogarithmicScaleDown)
    return "switches off a feature that is on by default";
  if (row.nodeHandler?.AsyncCalls) return "another client changes the node between two calls, by a function value";
  if (row.expectedErr) return "the error of a request for a node that is not there";
  return undefined;
}

export const controllerUtils = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES, reasonToLeaveOut);
