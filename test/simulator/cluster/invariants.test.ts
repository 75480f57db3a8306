/** What must hold in every cluster, whatever is done to it: random scenarios over the whole simulator. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Node } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { milliOf, quantityOf } from "../../../src/simulator/kubernetes/api/quantity.ts";
import { createKubernetes, type Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { controllerOf } from "../../../src/simulator/kubernetes/metadata.ts";
import { isFinished, isReady } from "../../../src/simulator/kubernetes/pods.ts";

type Act =
  | { do: "scale"; app: number; replicas: number }
  | { do: "image"; app: number; tag: number }
  | { do: "evict"; pod: number }
  | { do: "delete-pod"; pod: number }
  | { do: "cordon"; node: number; on: boolean }
  | { do: "stop"; node: number }
  | { do: "start"; node: number }
  | { do: "delete-app"; app: number }
  | { do: "wait"; seconds: number };

const APPS = ["web", "api", "batch"];
const NODES = ["n1", "n2", "n3", "n4"];

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant("scale" as const), app: fc.nat(2), replicas: fc.nat(12) }),
  fc.record({ do: fc.constant("image" as const), app: fc.nat(2), tag: fc.nat(3) }),
  fc.record({ do: fc.constant("evict" as const), pod: fc.nat(30) }),
  fc.record({ do: fc.constant("delete-pod" as const), pod: fc.nat(30) }),
  fc.record({ do: fc.constant("cordon" as const), node: fc.nat(3), on: fc.boolean() }),
  fc.record({ do: fc.constant("stop" as const), node: fc.nat(3) }),
  fc.record({ do: fc.constant("start" as const), node: fc.nat(3) }),
  fc.record({ do: fc.constant("delete-app" as const), app: fc.nat(2) }),
  fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 400 }) }),
);

const scenario = fc.record({
  seed: fc.string(),
  cpu: fc.integer({ min: 1, max: 9 }),
  acts: fc.array(anyAct, { maxLength: 14 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const deployment = (name: string, milli: number) => ({
  kind: "Deployment",
  metadata: { name, labels: { app: name } },
  spec: {
    replicas: 4,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: "c", image: "app:0", resources: { requests: { cpu: `${milli}m` } } }] },
    },
  },
});

const budget = (name: string) => ({
  kind: "PodDisruptionBudget",
  metadata: { name },
  spec: { minAvailable: "50%", selector: { matchLabels: { app: name } } },
});

function build({ seed, cpu }: Scenario): Kubernetes {
  const kubernetes = createKubernetes({ seed });
  for (const name of NODES) {
    const capacity = { cpu: "2", memory: "8Gi", pods: "20" };
    kubernetes.apply({ kind: "Node", metadata: { name }, spec: {}, status: { capacity } } as never);
  }
  for (const [i, name] of APPS.entries()) {
    kubernetes.apply(deployment(name, cpu * 50 * (i + 1)));
    kubernetes.apply(budget(name));
  }
  kubernetes.run(60_000);
  return kubernetes;
}

/** What an eviction took, and what its budget had then. */
type Eviction = { healthy: number; desired: number };

type Deed<D extends Act["do"]> = (kubernetes: Kubernetes, act: Extract<Act, { do: D }>, evictions: Eviction[]) => void;

const isOf = (app: string | undefined) => (pod: Pod) => pod.metadata.labels?.["app"] === app;
const isGoing = ({ metadata }: Pod) => metadata.deletionTimestamp !== undefined;
const pick = ({ store }: Kubernetes, at: number): Pod | undefined => {
  const pods = store.list("Pod");
  return pods[at % Math.max(1, pods.length)];
};

function evict(kubernetes: Kubernetes, at: number, evictions: Eviction[]): void {
  const { api, store } = kubernetes;
  const pod = pick(kubernetes, at);
  if (!pod) return;
  const app = pod.metadata.labels?.["app"] ?? "";
  const desired = store.get("PodDisruptionBudget", app)?.status.desiredHealthy ?? 0;
  const serving = store.list("Pod").filter((one) => isOf(app)(one) && isReady(one) && !isGoing(one));
  const granted = api.evict(pod.metadata.name).ok;
  if (granted && serving.includes(pod)) evictions.push({ healthy: serving.length - 1, desired });
}

const DEEDS: { [D in Act["do"]]: Deed<D> } = {
  scale: ({ patch }, { app, replicas }) => void patch("Deployment", APPS[app] ?? "", { spec: { replicas } }),
  image({ patch }, { app, tag }) {
    const containers = [{ name: "c", image: `app:${tag}` }];
    patch("Deployment", APPS[app] ?? "", { spec: { template: { spec: { containers } } } });
  },
  evict: (kubernetes, { pod }, evictions) => evict(kubernetes, pod, evictions),
  "delete-pod"(kubernetes, { pod }) {
    const chosen = pick(kubernetes, pod);
    if (chosen) kubernetes.api.delete("Pod", chosen.metadata.name);
  },
  cordon: ({ patch }, { node, on }) => void patch("Node", NODES[node] ?? "", { spec: { unschedulable: on } }),
  stop: ({ world }, { node }) => stopNode(world, NODES[node] ?? ""),
  start: ({ world }, { node }) => startNode(world, NODES[node] ?? ""),
  "delete-app": ({ api }, { app }) => void api.delete("Deployment", APPS[app] ?? ""),
  wait: ({ loop, run }, { seconds }) => run(loop.now() + seconds * 1_000),
};

function perform(kubernetes: Kubernetes, act: Act, evictions: Eviction[]): void {
  const deed = DEEDS[act.do] as Deed<Act["do"]>;
  deed(kubernetes, act, evictions);
}

const cpuOf = (pods: Pod[]) =>
  pods.reduce((sum, { spec }) => sum + milliOf(spec.containers[0]?.resources?.requests?.["cpu"]), 0);

function expectRoom(node: Node, pods: Pod[]): void {
  const held = pods.filter((pod) => !isFinished(pod));
  expect(cpuOf(held)).toBeLessThanOrEqual(milliOf(node.status.allocatable?.["cpu"]));
  expect(held.length).toBeLessThanOrEqual(quantityOf(node.status.allocatable?.["pods"]));
}

function expectInvariants({ store }: Kubernetes): void {
  for (const node of store.list("Node")) expectRoom(node, store.podsOn(node.metadata.name));
  for (const kind of ["Pod", "ReplicaSet", "EndpointSlice"] as const) {
    for (const object of store.list(kind)) {
      const owner = controllerOf(object);
      // What is going may outlive its owner by a moment; the garbage collector has been told.
      if (!owner || object.metadata.deletionTimestamp !== undefined) continue;
      const { name, kind: ownerKind } = owner;
      expect(store.get(ownerKind as "ReplicaSet", name)?.metadata.uid).toBe(owner.uid);
    }
  }
}

/** Long enough for evictions of lost nodes, back-offs and rollouts to come to rest. */
const REST_MS = 3_600_000;

function play(scene: Scenario): { hash: string; kubernetes: Kubernetes; evictions: Eviction[] } {
  const kubernetes = build(scene);
  const evictions: Eviction[] = [];
  for (const step of scene.acts) {
    perform(kubernetes, step, evictions);
    kubernetes.run(kubernetes.loop.now() + 1_000);
    expectInvariants(kubernetes);
  }
  for (const name of NODES) startNode(kubernetes.world, name);
  kubernetes.run(kubernetes.loop.now() + REST_MS);
  return { hash: kubernetes.hash(), kubernetes, evictions };
}

/** What has not come to rest. What fits nowhere is tried again every five minutes, and its Deployment waits for it; all else must be quiet. */
function restless({ store, loop, run }: Kubernetes): unknown[] {
  const counts = () => (["Pod", "ReplicaSet", "Deployment"] as const).map((kind) => store.changes(kind)).join(" ");
  const before = counts();
  run(loop.now() + 240_000);
  if (store.list("Pod").some(({ spec }) => !spec.nodeName)) return [];
  const short = store
    .list("Deployment")
    .filter(({ spec, status }) => (status.availableReplicas ?? 0) !== spec.replicas);
  return [...short, ...(counts() === before ? [] : ["something still changes"])];
}

test("no node over its allocatable, no owner missing, no budget broken by an eviction, and everything comes to rest", () => {
  fc.assert(
    fc.property(scenario, (scene) => {
      const { kubernetes, evictions } = play(scene);
      expectInvariants(kubernetes);
      for (const { healthy, desired } of evictions) expect(healthy).toBeGreaterThanOrEqual(desired);
      expect(restless(kubernetes)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("two runs of any scenario give the same hash", () => {
  fc.assert(
    fc.property(scenario, (scene) => {
      expect(play(scene).hash).toBe(play(scene).hash);
    }),
    { numRuns: 10 },
  );
});
