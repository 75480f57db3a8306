import { expect, test } from "@jest/globals";
import type { DaemonSet } from "../../../src/simulator/kubernetes/api/apps.ts";
import type { Node, Taint } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Pod, PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createFailedPods } from "../../../src/simulator/kubernetes/daemonset/back-off.ts";
import { startDaemonSetController } from "../../../src/simulator/kubernetes/daemonset/controller.ts";
import { fitOf } from "../../../src/simulator/kubernetes/daemonset/nodes.ts";
import { isReady } from "../../../src/simulator/kubernetes/pods.ts";
import { type Life, makeWorld, template, type TestWorld } from "../batch/world.ts";

type Spec = Partial<DaemonSet["spec"]>;

const rolling = (maxUnavailable: number | string, maxSurge: number | string = 0) => ({
  type: "RollingUpdate" as const,
  rollingUpdate: { maxUnavailable, maxSurge },
});

function makeSet(spec: Spec = {}, lifeOf: (pod: Pod) => Life = () => ({})): TestWorld {
  const world = makeWorld((started) => startDaemonSetController(started), lifeOf);
  for (const name of ["n1", "n2", "n3"]) addNode(world, name);
  world.api.create({
    kind: "DaemonSet",
    metadata: { name: "agent" },
    spec: { selector: { matchLabels: { app: "x" } }, template: template(), updateStrategy: rolling(1), ...spec },
  });
  return world;
}

function addNode({ api }: TestWorld, name: string, taints: Taint[] = []): void {
  api.create({ kind: "Node", metadata: { name, labels: { disk: name === "n2" ? "ssd" : "hdd" } }, spec: { taints } });
}

const setIn = ({ store }: TestWorld): DaemonSet => {
  const set = store.get("DaemonSet", "agent");
  if (!set) throw new Error("There is no DaemonSet agent.");
  return set;
};

function change(world: TestWorld, spec: Spec): void {
  const set = setIn(world);
  world.api.update({ ...set, spec: { ...set.spec, ...spec } });
}

const nodesIn = (world: TestWorld) =>
  world
    .pods()
    .map(({ spec }) => spec.nodeName)
    .toSorted();
const v2 = template({ app: "x" }, "app:v2");

test("each node has one pod, a new node too, and the status counts them", () => {
  const world = makeSet();
  world.run(5_000);
  expect(nodesIn(world)).toEqual(["n1", "n2", "n3"]);
  addNode(world, "n4");
  world.run(10_000);
  expect(nodesIn(world)).toEqual(["n1", "n2", "n3", "n4"]);
  expect(setIn(world).status).toMatchObject({
    desiredNumberScheduled: 4,
    currentNumberScheduled: 4,
    numberReady: 4,
    numberAvailable: 4,
    updatedNumberScheduled: 4,
    numberMisscheduled: 0,
  });
});

test("pods are bound by name of the node, and bear what is the matter with it", () => {
  const world = makeSet();
  world.run(5_000);
  const [pod] = world.pods();
  const terms = pod?.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  expect(terms).toEqual([{ matchFields: [{ key: "metadata.name", operator: "In", values: ["n1"] }] }]);
  expect(pod?.spec.tolerations?.map(({ key }) => key)).toContain("node.kubernetes.io/unschedulable");
});

test("a nodeSelector keeps daemons off other nodes, and a change of it takes them away", () => {
  const world = makeSet();
  world.run(5_000);
  change(world, { template: { ...template(), spec: { ...template().spec, nodeSelector: { disk: "ssd" } } } });
  world.run(10_000);
  expect(nodesIn(world)).toEqual(["n2"]);
});

test("an update replaces one node's pod at a time, when maxUnavailable is 1", () => {
  const world = makeSet();
  world.run(5_000);
  let fewest = 3;
  world.store.watch(() => {
    fewest = Math.min(fewest, world.pods().filter((pod) => isReady(pod) && !pod.metadata.deletionTimestamp).length);
  });
  change(world, { template: v2 });
  world.run(60_000);
  expect(fewest).toBe(2);
  expect(world.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(["app:v2", "app:v2", "app:v2"]);
  expect(world.store.list("ControllerRevision").map(({ revision }) => revision)).toEqual([1, 2]);
});

test("with maxSurge the new pod comes first, and no node is without a ready one", () => {
  const world = makeSet({ updateStrategy: rolling(0, 1) });
  world.run(5_000);
  let fewest = 3;
  let most = 0;
  world.store.watch(() => {
    const staying = world.pods().filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    fewest = Math.min(fewest, new Set(staying.filter(isReady).map(({ spec }) => spec.nodeName)).size);
    most = Math.max(most, staying.length);
  });
  change(world, { template: v2 });
  world.run(60_000);
  expect([fewest, most]).toEqual([3, 4]);
  expect(world.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(["app:v2", "app:v2", "app:v2"]);
});

test("OnDelete changes nothing by itself", () => {
  const world = makeSet({ updateStrategy: { type: "OnDelete" } });
  world.run(5_000);
  change(world, { template: v2 });
  world.run(30_000);
  expect(setIn(world).status.updatedNumberScheduled).toBe(0);
});

test("a failed daemon is deleted and made anew, later each time", () => {
  const world = makeSet({}, () => ({ startMs: 100, exitMs: 100, exitCode: 1 }));
  world.run(10_000);
  const made = world.events("SuccessfulCreate").length;
  expect(world.events("FailedDaemonPod").length).toBeGreaterThan(0);
  expect(made).toBeLessThan(20);
});

test("the wait for failed daemons doubles from one second, and is forgotten when all is quiet", () => {
  const failed = createFailedPods();
  expect(failed.wait("a", 0)).toBe(0);
  expect(failed.wait("a", 500)).toBe(1_000);
  expect(failed.wait("a", 1_000)).toBe(0);
  expect(failed.wait("a", 2_900)).toBe(2_000);
  expect(failed.wait("b", 2_900)).toBe(0);
  expect(failed.wait("a", 1_000 + 1_800_001)).toBe(0);
  expect(failed.wait("a", 1_000 + 1_800_002)).toBe(1_000);
});

test("NoSchedule keeps new daemons off and leaves those that are there; NoExecute does both, unless they bear it", () => {
  const set = (spec: Partial<PodSpec> = {}): DaemonSet => ({
    kind: "DaemonSet",
    metadata: { name: "agent", namespace: "default", uid: "1", creationTimestamp: 0, generation: 1 },
    spec: { selector: {}, template: { spec: { containers: [], ...spec } } },
    status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  });
  const node = (...taints: Taint[]): Node => ({
    kind: "Node",
    metadata: { name: "n1", namespace: "", uid: "n1", creationTimestamp: 0, generation: 1 },
    spec: { taints },
    status: {},
  });
  const both = { shouldRun: true, shouldContinue: true };
  expect(fitOf(set(), node({ key: "a", effect: "NoSchedule" }))).toEqual({ shouldRun: false, shouldContinue: true });
  expect(fitOf(set(), node({ key: "a", effect: "NoExecute" }))).toEqual({ shouldRun: false, shouldContinue: false });
  expect(fitOf(set(), node({ key: "node.kubernetes.io/not-ready", effect: "NoExecute" }))).toEqual(both);
  expect(fitOf(set({ tolerations: [{ operator: "Exists" }] }), node({ key: "a", effect: "NoExecute" }))).toEqual(both);
  expect(fitOf(set({ nodeName: "n2" }), node())).toEqual({ shouldRun: false, shouldContinue: false });
});
