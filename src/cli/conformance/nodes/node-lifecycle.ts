/** The node lifecycle controller: vectors node-lifecycle. The monitor runs on a bare world; what the tests' fake clients hold is put into its store. */
import type { Lease, Node } from "../../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { checkHealth, readyOf } from "../../../simulator/kubernetes/node-lifecycle/health.ts";
import { withBetaLabels } from "../../../simulator/kubernetes/node-lifecycle/labels.ts";
import { createMonitor, type Monitor } from "../../../simulator/kubernetes/node-lifecycle/monitor.ts";
import { withConditionTaints } from "../../../simulator/kubernetes/node-lifecycle/taints.ts";
import { isExcluded } from "../../../simulator/kubernetes/node-lifecycle/zones.ts";
import type { Adapt } from "../adapters.ts";
import type { Check, Sheet } from "../sheet.ts";
import { nameOf, nodeOf, podOf, rowsOf, timesRead, type Foreign } from "./values.ts";
import { bareWorld, type Bare } from "./world.ts";

/** The tests' clock stands at 2015-01-01 12:00 (TestTryUpdateNodeHealth: 2017). */
const NOON = Date.parse("2015-01-01T12:00:00Z");
const LATER = Date.parse("2017-01-01T12:00:00Z");
const HOUR = 3_600_000;
const LEASES = "kube-node-lease";

/** testutil.NewPod: ready, on that node. Every row's fake client holds pod0 on node0, which the dump leaves out. */
const readyPod = (name: string, nodeName: string): Pod =>
  podOf({ metadata: { name }, spec: { nodeName }, status: { conditions: [{ type: "Ready", status: "True" }] } });

type Bench = Bare & {
  monitor: Monitor;
  /** A pass at this time; answers the nodes as they were written in it. */
  passAt(time: number): Node[];
  put(...objects: (Node | Pod | Lease)[]): void;
};

function bench(): Bench {
  const bare = bareWorld(NOON);
  const { store, loop } = bare.world;
  const monitor = createMonitor(bare.world, {
    lastRenewal(node) {
      const at = store.get("Lease", node, LEASES)?.spec.renewTime;
      return at === undefined ? undefined : { at, isGoingOn: false };
    },
    passFrom: () => loop.now(),
  });
  let written: Node[] = [];
  store.watch(({ object, verb }) => {
    if (object.kind === "Node" && verb === "modified") written.push(object);
  });
  return {
    ...bare,
    monitor,
    put: (...objects) => objects.forEach((object) => store.put(object)),
    passAt(time) {
      loop.run(time);
      written = [];
      monitor.pass();
      const result = written;
      written = [];
      return result;
    },
  };
}

function leaseOf(given: Foreign): Lease[] {
  if (!given) return [];
  const { metadata, spec } = timesRead(given);
  return [{ kind: "Lease", metadata: { ...metadata, uid: "", creationTimestamp: 0, generation: 1 }, spec }];
}

const existing = (row: Foreign): Node[] => (row.fakeNodeHandler.Existing ?? []).map((node: Foreign) => nodeOf(node));

/** Whether the monitor wrote a pod's status. */
const isPodWritten = ({ actions }: Bench) => actions.some(({ verb }) => verb === "patch");

function eachRow(file: Foreign, sheet: Sheet, test: string, run: (row: Foreign, check: Check) => void): void {
  for (const row of rowsOf(file, test)) sheet.row(nameOf(test, row), (check) => run(row.case, check));
}

function zoneStates(row: Foreign, check: Check): void {
  const it = bench();
  const nodes: Node[] = row.nodeList.map((node: Foreign) => nodeOf(node));
  it.put(...nodes);
  it.passAt(NOON);
  check.equal(Object.fromEntries(it.monitor.zoneStates()), row.expectedInitialStates, "at first");
  for (const [i, status] of (row.updatedNodeStatuses as Foreign[]).entries())
    it.put({ ...(nodes[i] as Node), status: timesRead(status) });
  it.passAt(NOON + HOUR);
  check.equal(Object.fromEntries(it.monitor.zoneStates()), row.expectedFollowingStates, "an hour later");
}

/** The rows of three tests: one pass, and a second one after `timeToPass` with the node's new status and lease. */
function passes(row: Foreign): { bench: Bench; written: Node[]; requests: number } {
  const it = bench();
  const [first, ...others] = existing(row) as [Node, ...Node[]];
  it.put(first, ...others, readyPod("pod0", "node0"), ...leaseOf(row.lease));
  const written = it.passAt(NOON);
  let requests = 1 + written.length;
  const later = timesRead(row.timeToPass);
  if (later > 0) {
    it.put({ ...first, status: timesRead(row.newNodeStatus ?? {}) }, ...leaseOf(row.newLease));
    const more = it.passAt(NOON + later);
    written.push(...more);
    requests += 1 + more.length;
  }
  return { bench: it, written, requests };
}

function updatedStatus(row: Foreign, check: Check): void {
  const { bench: it, written, requests } = passes(row);
  // Upstream counts a listing for each pass, and each write of a node.
  check.equal(requests, row.expectedRequestCount, "requests");
  check.equal(isPodWritten(it), row.expectedPodStatusUpdate ?? false, "pod written");
  if (written.length === 0) return;
  const statuses = (nodes: Node[]) => nodes.map(({ metadata, status }) => ({ name: metadata.name, status }));
  check.equal(statuses(written), statuses(row.expectedNodes.map((node: Foreign) => nodeOf(node))), "nodes");
}

function markedPods(row: Foreign, check: Check): void {
  check.equal(isPodWritten(passes(row).bench), row.expectedPodStatusUpdate ?? false);
}

/** Fifty nodes of a hundred pods each, whose status does not change for a minute. The number of workers is the row's only field, and here there is one. */
function markedPodsOfMany(_row: Foreign, check: Check): void {
  const it = bench();
  const condition = { type: "Ready", status: "True", lastHeartbeatTime: "2015-01-01T12:00:00Z" };
  const names = Array.from({ length: 50 }, (_, i) => `node${i}`);
  const created = { creationTimestamp: "2012-01-01T00:00:00Z" };
  it.put(...names.map((name) => nodeOf({ metadata: { name, ...created }, status: { conditions: [condition] } })));
  it.put(...names.flatMap((name) => Array.from({ length: 100 }, (_, i) => readyPod(`${name}-${i}`, name))));
  it.passAt(NOON);
  it.passAt(NOON + 60_000);
  check.equal(it.actions.filter(({ verb }) => verb === "patch").length, 50 * 100);
}

function retried(row: Foreign, check: Check): void {
  const it = bench();
  it.put(readyPod("pod0", "node0"));
  for (const { timeToPass, newNodes } of row.nodeIterations as Foreign[]) {
    it.put(...newNodes.map((node: Foreign) => nodeOf(node)));
    it.passAt(NOON + timesRead(timeToPass));
  }
  check.equal(it.actions.filter(({ verb }) => verb === "patch").length, row.expectedPodStatusUpdates);
}

/** Rows without a fake of their own. */
function adaptRetries(file: Foreign, sheet: Sheet): void {
  const test = "TestMonitorNodeHealthMarkPodsNotReadyRetry";
  const rows = rowsOf(file, test);
  const isPlain = (row: Foreign) =>
    !row.updateReactor && row.fakeGetPodsAssignedToNode?.func === "nodelifecycle.fakeGetPodsAssignedToNode";
  for (const row of rows.filter((one) => isPlain(one.case)))
    sheet.row(nameOf(test, row), (check) => retried(row.case, check));
  const failing = rows.filter((one) => !isPlain(one.case)).length;
  if (failing > 0)
    sheet.leaveOut(test, failing, "a function value makes the API server fail, which it never does here");
}

function taintsByCondition(row: Foreign, check: Check): void {
  const { spec } = withConditionTaints(nodeOf(row.Node), 0);
  const taints = (spec.taints ?? []).map(({ timeAdded: _at, ...taint }) => taint);
  const inOrder = (list: Foreign[]) => list.map((taint) => JSON.stringify(Object.entries(taint).toSorted())).toSorted();
  check.equal(inOrder(taints), inOrder(row.ExpectedTaints ?? []));
}

function betaLabels(row: Foreign, check: Check): void {
  check.equal(withBetaLabels(nodeOf(row.Node)).metadata.labels ?? {}, row.ExpectedLabels ?? {});
}

/** Whether what is remembered of the node says what the look found. */
function remembered(row: Foreign, check: Check): void {
  const node = nodeOf(row.node);
  const ready = readyOf(node);
  const before = { probedAt: node.metadata.creationTimestamp, ...(ready ? { ready } : {}) };
  const { health, current } = checkHealth(node, before, undefined, LATER);
  check.equal(health.ready?.status, current?.status);
}

function boundPod(row: Foreign, check: Check): void {
  const it = bench();
  it.put(...existing(row));
  if (row.monitorNodeHealth) it.passAt(NOON);
  const pod = podOf(row.pod);
  it.put(pod);
  it.monitor.podBound(pod);
  check.equal(isPodWritten(it), row.expectedPodStatusUpdate ?? false);
}

export const adaptNodeLifecycle: Adapt = (file, sheet) => {
  eachRow(file, sheet, "TestMonitorNodeHealth", zoneStates);
  eachRow(file, sheet, "TestMonitorNodeHealthUpdateStatus", updatedStatus);
  eachRow(file, sheet, "TestMonitorNodeHealthUpdateNodeAndPodStatusWithLease", updatedStatus);
  eachRow(file, sheet, "TestMonitorNodeHealthMarkPodsNotReady", markedPods);
  eachRow(file, sheet, "TestMonitorNodeHealthMarkPodsNotReadyWithWorkerSize", markedPodsOfMany);
  adaptRetries(file, sheet);
  eachRow(file, sheet, "TestTaintsNodeByCondition", taintsByCondition);
  eachRow(file, sheet, "TestReconcileNodeLabels", betaLabels);
  eachRow(file, sheet, "TestTryUpdateNodeHealth", remembered);
  eachRow(file, sheet, "Test_isNodeExcludedFromDisruptionChecks", (row, check) =>
    check.equal(isExcluded(nodeOf(row.input)), row.want),
  );
  eachRow(file, sheet, "TestProcessPodMarkPodNotReady", boundPod);
  const deleted = rowsOf(file, "TestPodStatusChange").length;
  if (deleted > 0)
    sheet.leaveOut(
      "TestPodStatusChange",
      deleted,
      "it tests DeletePods, which only this test calls since eviction goes by taints",
    );
};
