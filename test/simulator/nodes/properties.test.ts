/** What must hold whatever happens: budgets are kept, quotas are kept, and the same seed gives the same history. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { milliOf } from "../../../src/simulator/kubernetes/api/quantity.ts";
import type { Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { startDrain } from "../../../src/simulator/kubernetes/drain/drain.ts";
import { startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { PASS_EVERY_MS } from "../../../src/simulator/kubernetes/node-lifecycle/controller.ts";
import { isReady } from "../../../src/simulator/kubernetes/pods.ts";
import { admitQuota } from "../../../src/simulator/kubernetes/quota/admit-quota.ts";
import { startQuotaController } from "../../../src/simulator/kubernetes/quota/controller.ts";
import { addDeployment, addNode, apply, makeCluster, makeWorld, podsOf, SECOND } from "./make.ts";

const NODES = ["n1", "n2", "n3"];

function protectedCluster(replicas: number, budget: object): Kubernetes {
  const cluster = makeCluster("properties");
  for (const name of NODES) addNode(cluster, name);
  addDeployment(cluster, "web", replicas, { startMs: 3_000 });
  apply(cluster, {
    kind: "PodDisruptionBudget",
    metadata: { name: "web" },
    spec: { selector: { matchLabels: { app: "web" } }, ...budget },
  });
  cluster.run(30 * SECOND);
  return cluster;
}

const healthy = (cluster: Kubernetes) =>
  podsOf(cluster, "web").filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined).length;

/** The index of a pod to evict, and how long to wait after it. */
const evictions = fc.array(fc.record({ pod: fc.nat(20), waitMs: fc.integer({ min: 0, max: 6_000 }) }), {
  maxLength: 25,
});
const budgets = fc.oneof(
  fc.record({ minAvailable: fc.oneof(fc.nat(6), fc.constantFrom("20%", "50%", "75%", "100%")) }),
  fc.record({ maxUnavailable: fc.oneof(fc.nat(4), fc.constantFrom("0%", "25%", "50%")) }),
);

describe("a budget", () => {
  test("is never broken by evictions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), budgets, evictions, (replicas, budget, steps) => {
        const cluster = protectedCluster(replicas, budget);
        const least = () => cluster.store.get("PodDisruptionBudget", "web")?.status.desiredHealthy ?? 0;
        for (const { pod, waitMs } of steps) {
          const pods = podsOf(cluster, "web");
          const victim = pods[pod % Math.max(1, pods.length)];
          const before = healthy(cluster);
          if (victim) cluster.api.evict(victim.metadata.name);
          // Where the budget is kept, an eviction leaves it kept; where it is not, it takes no healthy pod.
          expect(healthy(cluster)).toBeGreaterThanOrEqual(Math.min(before, least()));
          cluster.run(cluster.loop.now() + waitMs);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("is kept while all nodes are drained one after the other", () => {
    const cluster = protectedCluster(6, { minAvailable: 4 });
    const counts: number[] = [];
    cluster.store.watch(() => counts.push(healthy(cluster)));
    const codes: number[] = [];
    for (const node of NODES) {
      startDrain(cluster.world, { nodes: [node], say: () => {}, done: (code) => codes.push(code) });
      cluster.run(cluster.loop.now() + 60 * SECOND);
      const drained = cluster.store.get("Node", node);
      if (drained) cluster.api.update({ ...drained, spec: {} });
    }
    expect(codes).toEqual([0, 0, 0]);
    expect(Math.min(...counts)).toBe(4);
    expect(healthy(cluster)).toBe(6);
  });
});

describe("a quota", () => {
  type Step = { kind: "create"; cpu: number } | { kind: "delete"; pod: number } | { kind: "wait"; ms: number };
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("create" as const), cpu: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ kind: fc.constant("delete" as const), pod: fc.nat(20) }),
      fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(100) }),
    ),
    { maxLength: 40 },
  );

  function limitedWorld() {
    const { world } = makeWorld();
    const { api, store, loop } = world;
    api.admit(admitQuota(world));
    startQuotaController(world);
    const hard = { "requests.cpu": "2", pods: "5" };
    api.create({ kind: "ResourceQuota", metadata: { name: "team" }, spec: { hard } });
    loop.run(SECOND);
    const take = (step: Step, i: number) => {
      const pods = store.list("Pod");
      if (step.kind === "wait") loop.run(loop.now() + step.ms);
      if (step.kind === "delete") api.delete("Pod", pods[step.pod % Math.max(1, pods.length)]?.metadata.name ?? "none");
      if (step.kind !== "create") return;
      const containers = [{ name: "c", resources: { requests: { cpu: `${step.cpu}m` } } }];
      api.create({ kind: "Pod", metadata: { name: `p${i}` }, spec: { containers } });
    };
    return { world, take };
  }

  test("is never exceeded, and says in the end what is used", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { world, take } = limitedWorld();
        const { store, loop } = world;
        for (const [i, step] of all.entries()) {
          take(step, i);
          const cpus = store.list("Pod").map(({ spec }) => milliOf(spec.containers[0]?.resources?.requests?.["cpu"]));
          expect(cpus.reduce((total, cpu) => total + cpu, 0)).toBeLessThanOrEqual(2_000);
          expect(cpus.length).toBeLessThanOrEqual(5);
        }
        loop.run(loop.now() + SECOND);
        const used = store.get("ResourceQuota", "team")?.status.used?.["pods"];
        expect(used).toBe(String(store.list("Pod").length));
      }),
      { numRuns: 60 },
    );
  });
});

describe("the node monitor", () => {
  /** Which node stops or comes back, and how long after the last one. */
  const story = fc.array(
    fc.record({ node: fc.nat(4), isBack: fc.boolean(), afterMs: fc.integer({ min: 0, max: 90 * SECOND }) }),
    { maxLength: 12 },
  );
  type Story = { node: number; isBack: boolean; afterMs: number }[];

  /** What becomes of five nodes in two zones, and when. With `touched`, every node is written anew before each pass, so each pass looks at all. */
  function tell(steps: Story, touched: boolean) {
    const cluster = makeCluster("monitor");
    const { store, loop } = cluster;
    for (let i = 0; i < 5; i++)
      addNode(cluster, `n${i}`, { labels: { "topology.kubernetes.io/zone": i < 3 ? "a" : "b" } });
    const touch = () => {
      for (const node of store.list("Node")) store.put(node);
      loop.after(PASS_EVERY_MS, touch);
    };
    if (touched) loop.at(PASS_EVERY_MS - 50, touch);
    cluster.run(60 * SECOND);
    for (const { node, isBack, afterMs } of steps) {
      cluster.run(loop.now() + afterMs);
      if (isBack) startNode(cluster.world, `n${node}`);
      else stopNode(cluster.world, `n${node}`);
    }
    cluster.run(loop.now() + 120 * SECOND);
    return store.list("Node").map(({ spec, status }) => [spec.taints, status.conditions]);
  }

  test("comes to the same with looking only at nodes that may have changed as with looking at all", () => {
    fc.assert(
      fc.property(story, (steps) => expect(tell(steps, false)).toEqual(tell(steps, true))),
      { numRuns: 20 },
    );
  });
});

test("two runs of the same story are the same", () => {
  const tell = () => {
    const cluster = protectedCluster(6, { minAvailable: "50%" });
    startDrain(cluster.world, { nodes: ["n1"], say: () => {}, done: () => {} });
    cluster.run(60 * SECOND);
    stopNode(cluster.world, "n2");
    cluster.run(460 * SECOND);
    startNode(cluster.world, "n2");
    cluster.run(600 * SECOND);
    return cluster.hash();
  };
  expect(tell()).toBe(tell());
});
