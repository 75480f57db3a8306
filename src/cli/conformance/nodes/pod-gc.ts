/** The pod garbage collector: vectors podgc. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { outOfService, surplus, unscheduled } from "../../../simulator/kubernetes/pod-gc/candidates.ts";
import { forceDelete, NODE_GONE } from "../../../simulator/kubernetes/pod-gc/force-delete.ts";
import { createQuarantine, goneNodes } from "../../../simulator/kubernetes/pod-gc/quarantine.ts";
import type { Adapt } from "../adapters.ts";
import type { Check, Sheet } from "../sheet.ts";
import { dumped, nameOf, podOf, rowsOf, timesRead, type Foreign, type Row } from "./values.ts";
import { bareWorld, type Bare, type PodAction } from "./world.ts";

const names = (actions: PodAction[], verb: PodAction["verb"]) =>
  [...new Set(actions.filter((action) => action.verb === verb).map(({ pod }) => pod))].toSorted();

function verify({ actions }: Bare, row: Foreign, check: Check): void {
  check.equal(names(actions, "delete"), (row.deletedPodNames ?? []).toSorted(), "deleted");
  check.equal(names(actions, "patch"), (row.patchedPodNames ?? []).toSorted(), "patched");
}

function populated(pods: Pod[]): Bare {
  const bare = bareWorld();
  for (const pod of pods) bare.world.store.put(pod);
  return bare;
}

/** The pods are an hour apart, on a node that is there. */
function terminated(row: Foreign, check: Check): void {
  const pods = (row.pods as Foreign[]).map(({ name, phase, reason }, i) =>
    podOf({
      metadata: { name, creationTimestamp: i * 3_600_000 },
      spec: { nodeName: "node" },
      status: { phase, reason },
    }),
  );
  const bare = populated(pods);
  for (const pod of surplus(pods, row.threshold)) forceDelete(bare.world, pod);
  verify(bare, row, check);
}

const nodeNames = (nodes: Foreign[] | undefined): string[] => (nodes ?? []).map(({ metadata }) => metadata.name);

function changed(before: Foreign[], added: Foreign[], deleted: Foreign[]): Set<string> {
  const gone = nodeNames(deleted);
  return new Set([...nodeNames(before), ...nodeNames(added)].filter((name) => !gone.includes(name)));
}

/** Two passes with a delay between them, in which nodes come and go: in the controller's list ("informer") and in the API server ("client"). */
function orphaned(row: Foreign, check: Check): void {
  const pods: Pod[] = row.pods.map((pod: Foreign) => podOf(pod));
  const bare = populated(pods);
  const quarantine = createQuarantine();
  const named = new Set(pods.map(({ spec }) => spec.nodeName ?? "").filter((name) => name !== ""));
  const collect = (listed: Set<string>, existing: Set<string>, now: number) =>
    goneNodes(
      quarantine,
      named,
      (name) => listed.has(name),
      (name) => existing.has(name),
      now,
    );

  const first = collect(new Set(nodeNames(row.initialInformerNodes)), new Set(nodeNames(row.initialClientNodes)), 0);
  check.equal([...first], [], "gone at once");
  const later = timesRead(row.delay);
  check.equal(quarantine.ready(later).length, row.itemsInQueue ?? 0, "items in the queue");
  const listed = changed(row.initialInformerNodes, row.addedInformerNodes, row.deletedInformerNodes);
  const existing = changed(row.initialClientNodes, row.addedClientNodes, row.deletedClientNodes);
  const gone = collect(listed, existing, later);
  for (const pod of pods) if (gone.has(pod.spec.nodeName ?? "")) forceDelete(bare.world, pod, NODE_GONE);
  verify(bare, row, check);
}

/** The pod as it was written before it was deleted. */
function patchedBefore(row: Foreign, check: Check): void {
  const pod = podOf(row.pod);
  const bare = populated([pod]);
  let patched: Pod["status"] | undefined;
  bare.world.store.watch(({ object, verb }) => {
    if (object.kind === "Pod" && verb === "modified") patched ??= object.status;
  });
  forceDelete(bare.world, pod, NODE_GONE);
  const { conditions, phase } = patched ?? {};
  const expected = row.expectedPatchedPod.status;
  check.equal([phase, dumped(conditions)], [expected.phase, dumped(expected.conditions)]);
}

/**
 * Tests whose rows say with `deletionTimeStamp` which pods are going. The dump has it only where it is not a zero time: a row that has it for
 * no pod at all has lost it.
 */
function adaptGoing(file: Foreign, sheet: Sheet, test: string, choose: (pods: Pod[], row: Foreign) => Pod[]): void {
  const rows = rowsOf(file, test);
  const isWhole = ({ case: row }: Row) => row.pods.some((pod: Foreign) => pod.deletionTimeStamp !== undefined);
  for (const one of rows.filter(isWhole)) {
    sheet.row(nameOf(test, one), (check) => {
      const pods: Pod[] = one.case.pods.map(({ name, phase, nodeName, deletionTimeStamp }: Foreign) =>
        podOf({
          metadata: { name, ...(deletionTimeStamp === undefined ? {} : { deletionTimestamp: deletionTimeStamp }) },
          spec: { nodeName },
          status: { phase },
        }),
      );
      const bare = populated(pods);
      for (const pod of choose(pods, one.case)) forceDelete(bare.world, pod);
      verify(bare, one.case, check);
    });
  }
  const lost = rows.length - rows.filter(isWhole).length;
  if (lost > 0)
    sheet.leaveOut(
      test,
      lost,
      "the dump dropped deletionTimeStamp (a zero time), so it is not known which pods are going",
    );
}

function onNodes(pods: Pod[], row: Foreign): Pod[] {
  return outOfService(pods, (name) => {
    const given = row.nodes.find((node: Foreign) => node.name === name);
    if (!given) return undefined;
    const { readyCondition, taints } = given;
    return {
      kind: "Node",
      metadata: { name, namespace: "", uid: name, creationTimestamp: 0, generation: 1 },
      spec: { taints: taints ?? [] },
      status: { conditions: [{ type: "Ready", status: readyCondition }] },
    };
  });
}

export const adaptPodGc: Adapt = (file, sheet) => {
  for (const row of rowsOf(file, "TestGCTerminated"))
    sheet.row(nameOf("TestGCTerminated", row), (check) => terminated(row.case, check));
  for (const row of rowsOf(file, "TestGCOrphaned"))
    sheet.row(nameOf("TestGCOrphaned", row), (check) => orphaned(row.case, check));
  for (const row of rowsOf(file, "TestGCInspectingPatchedPodBeforeDeletion"))
    sheet.row(nameOf("TestGCInspectingPatchedPodBeforeDeletion", row), (check) => patchedBefore(row.case, check));
  adaptGoing(file, sheet, "TestGCUnscheduledTerminating", unscheduled);
  adaptGoing(file, sheet, "TestGCTerminating", onNodes);
};
