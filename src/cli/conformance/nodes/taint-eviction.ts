/** Taint eviction: vectors taint-eviction. Each row runs the controller on a bare world with the row's pods and nodes. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { startTaintEvictionController } from "../../../simulator/kubernetes/taint-eviction/controller.ts";
import { shortestTolerationMs } from "../../../simulator/kubernetes/taint-eviction/tolerations.ts";
import type { Adapt } from "../adapters.ts";
import type { Check, Sheet } from "../sheet.ts";
import { nameOf, nodeOf, podOf, rowsOf, timesRead, type Foreign } from "./values.ts";
import { bareWorld, type Bare, type PodAction } from "./world.ts";

/** How long upstream's tests wait for what they expect (verifyPodActions). */
const PATIENCE_MS = 5_000;
/** What "in time" means for deletions at a given time. */
const TOLERANCE_MS = 500;
const SHORT_MS = 100;

function controlled(): Bare {
  const bare = bareWorld();
  startTaintEvictionController(bare.world);
  return bare;
}

const put = ({ world: { store } }: Bare, ...objects: Parameters<typeof store.put>[0][]) =>
  objects.forEach((object) => store.put(object));

const taintedNodes = (given: Foreign) =>
  Object.entries(given ?? {}).map(([name, taints]) => nodeOf({ metadata: { name }, spec: { taints } }));

const pass = ({ world: { loop } }: Bare, ms: number) => loop.run(loop.now() + ms);

const deletions = (actions: PodAction[]) => actions.filter(({ verb }) => verb === "delete");

function verify({ actions }: Bare, { expectPatch, expectDelete }: Foreign, check: Check): void {
  check.equal(
    actions.some(({ verb }) => verb === "patch"),
    expectPatch ?? false,
    "patched",
  );
  check.equal(deletions(actions).length > 0, expectDelete ?? false, "deleted");
}

function eachRow(file: Foreign, sheet: Sheet, test: string, run: (row: Foreign, check: Check) => void): void {
  for (const row of rowsOf(file, test)) sheet.row(nameOf(test, row), (check) => run(row.case, check));
}

function createPod(row: Foreign, check: Check): void {
  const bare = controlled();
  put(bare, ...taintedNodes(row.taintedNodes));
  pass(bare, SHORT_MS);
  put(bare, podOf(row.pod));
  pass(bare, PATIENCE_MS);
  verify(bare, row, check);
}

function updatePod(row: Foreign, check: Check): void {
  const bare = controlled();
  put(bare, ...taintedNodes(row.taintedNodes));
  pass(bare, SHORT_MS);
  put(bare, podOf(row.prevPod));
  if (row.awaitForScheduledEviction) pass(bare, SHORT_MS);
  const { actions } = bare;
  // The replacement itself is the test's doing, not the controller's.
  const before = actions.length;
  put(bare, podOf(row.newPod));
  actions.splice(before);
  pass(bare, PATIENCE_MS);
  verify(bare, row, check);
}

function createNode(row: Foreign, check: Check): void {
  const bare = controlled();
  put(bare, ...row.pods.map((pod: Foreign) => podOf(pod)), nodeOf(row.node));
  pass(bare, PATIENCE_MS);
  verify(bare, row, check);
}

function updatedNode(row: Foreign): Bare {
  const bare = controlled();
  put(bare, ...row.pods.map((pod: Foreign) => podOf(pod)), nodeOf(row.oldNode), nodeOf(row.newNode));
  return bare;
}

function updateNode(row: Foreign, check: Check): void {
  const bare = updatedNode(row);
  pass(bare, timesRead(row.additionalSleep ?? { durSec: 0 }) + PATIENCE_MS);
  verify(bare, row, check);
}

function updateNodeWithMultiplePods(row: Foreign, check: Check): void {
  const bare = updatedNode(row);
  const expected = (row.expectedDeleteTimes as Foreign[]).flatMap(({ names, timestamp }) =>
    names.map((pod: string) => ({ pod, at: timesRead(timestamp) })),
  );
  pass(bare, Math.max(0, ...expected.map(({ at }) => at)) + PATIENCE_MS);
  const actual = deletions(bare.actions);
  check.equal(actual.map(({ pod }) => pod).toSorted(), expected.map(({ pod }) => pod).toSorted(), "deleted");
  for (const { pod, at } of expected) check.within(actual.find((one) => one.pod === pod)?.at, at, TOLERANCE_MS, pod);
}

/** The node's update is seen before the pod's, which comes later. */
function eventualConsistency(row: Foreign, check: Check): void {
  const bare = controlled();
  const late: Pod = podOf(row.newPod);
  if (row.prevPod) put(bare, podOf(row.prevPod));
  put(bare, ...row.pods.map((pod: Foreign) => podOf(pod)), nodeOf(row.oldNode), nodeOf(row.newNode));
  pass(bare, PATIENCE_MS);
  verify(bare, row, check);
  put(bare, late);
  pass(bare, PATIENCE_MS);
}

function minTolerationTime(row: Foreign, check: Check): void {
  const { tolerations, expected } = timesRead(row);
  const actual = shortestTolerationMs(tolerations ?? []);
  // Upstream's -1 (a nanosecond) stands for no end.
  check.equal(actual, expected < 0 ? Number.POSITIVE_INFINITY : expected);
}

export const adaptTaintEviction: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestCreatePod", createPod);
  eachRow(file, sheet, "TestUpdatePod", updatePod);
  eachRow(file, sheet, "TestCreateNode", createNode);
  eachRow(file, sheet, "TestUpdateNode", updateNode);
  eachRow(file, sheet, "TestUpdateNodeWithMultiplePods", updateNodeWithMultiplePods);
  eachRow(file, sheet, "TestGetMinTolerationTime", minTolerationTime);
  eachRow(file, sheet, "TestEventualConsistency", eventualConsistency);
};
