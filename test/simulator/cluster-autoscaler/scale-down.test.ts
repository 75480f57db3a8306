import { describe, expect, test } from "@jest/globals";
import { startClusterAutoscaler } from "../../../src/simulator/kubernetes/cluster-autoscaler/controller.ts";
import { stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { clusterOf, deploymentOf, groupOf, MINUTE, nodes, podOf, running, said, SECOND } from "./make.ts";

type Cluster = ReturnType<typeof clusterOf>;

const tainted = ({ store }: Cluster) =>
  store
    .list("Node")
    .filter(({ spec }) => spec.taints?.some(({ key }) => key === "ToBeDeletedByClusterAutoscaler"))
    .map(({ metadata, spec }) => ({ name: metadata.name, cordoned: spec.unschedulable ?? false }));

const budgetOf = (spec: { minAvailable?: number; maxUnavailable?: number }) => ({
  kind: "PodDisruptionBudget",
  metadata: { name: "web", namespace: "default" },
  spec: { ...spec, selector: { matchLabels: { app: "web" } } },
});

/** Runs in steps of ten seconds until it holds; when that was. */
function runUntil(cluster: Cluster, holds: () => boolean, until: number): number {
  while (!holds() && cluster.loop.now() < until) cluster.run(cluster.loop.now() + 10 * SECOND);
  return cluster.loop.now();
}

/** Two nodes from minute 0 on, of which the second has nothing to do. */
function idle(settings: Parameters<typeof clusterOf>[1] = {}) {
  const cluster = clusterOf([groupOf({ initialSize: 2 })], settings);
  cluster.run(SECOND);
  cluster.apply(deploymentOf(1));
  return cluster;
}

describe("scaling down", () => {
  test("removes a node that nothing has run on for ten minutes", () => {
    const cluster = idle();
    const marked = runUntil(cluster, () => tainted(cluster).length > 0, 20 * MINUTE);
    expect(marked).toBeGreaterThan(10 * MINUTE);
    expect(marked).toBeLessThan(10.5 * MINUTE);
    const [going] = tainted(cluster);
    expect(going?.cordoned).toBe(true);
    expect(said(cluster, "ScaleDownEmpty")).toEqual([`Scale-down: removing empty node "${going?.name}"`]);
    cluster.run(marked + 10 * SECOND);
    expect(nodes(cluster)).toHaveLength(1);
    expect(nodes(cluster)).not.toContain(going?.name);
    expect(said(cluster, "ScaleDownEmpty")).toContain(`Scale-down: empty node ${going?.name} removed`);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(1);
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(1);
  });

  test("begins anew when the node is needed meanwhile", () => {
    const cluster = idle();
    cluster.run(6 * MINUTE);
    cluster.apply(deploymentOf(5));
    cluster.run(8 * MINUTE);
    cluster.apply(deploymentOf(1));
    const marked = runUntil(cluster, () => tainted(cluster).length > 0, 30 * MINUTE);
    // The node that is empty now was asked in the sixth minute, could not go, and is asked again five minutes later.
    expect(marked).toBeGreaterThan(20 * MINUTE);
    expect(marked).toBeLessThan(20.5 * MINUTE);
  });

  test("waits ten minutes after nodes were added", () => {
    const cluster = idle({ scaleDown: { unneededMs: MINUTE } });
    cluster.run(5 * SECOND);
    cluster.apply(deploymentOf(7));
    cluster.run(3 * MINUTE);
    expect(nodes(cluster)).toHaveLength(3);
    cluster.apply(deploymentOf(1));
    const marked = runUntil(cluster, () => tainted(cluster).length > 0, 30 * MINUTE);
    expect(marked).toBeGreaterThan(10 * MINUTE);
    expect(marked).toBeLessThan(10.5 * MINUTE);
  });

  test("leaves a node alone that is asked for more than half", () => {
    const cluster = clusterOf([groupOf({ initialSize: 2 })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(2, { cpu: "1100m" }));
    cluster.run(30 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
    cluster.apply(deploymentOf(2, { cpu: "900m" }));
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(1);
    expect(running(cluster)).toBe(2);
  });

  test("drains one node at a time, and empty ones ten at once", () => {
    const started = (replicas: number) => {
      const size = 12;
      const cluster = clusterOf([groupOf({ maxSize: size, initialSize: size })]);
      cluster.run(SECOND);
      cluster.apply(deploymentOf(replicas, { cpu: "200m" }));
      runUntil(cluster, () => tainted(cluster).length > 0, 20 * MINUTE);
      return tainted(cluster).length;
    };
    expect(started(1)).toBe(10);
    expect(started(12)).toBe(1);
  });

  test("moves the pods, and never below the group's least size", () => {
    const cluster = clusterOf([groupOf({ minSize: 2, initialSize: 4 })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(4, { cpu: "400m" }));
    cluster.run(2 * MINUTE);
    expect(nodes(cluster)).toHaveLength(4);
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
    expect(running(cluster)).toBe(4);
    expect(said(cluster, "ScaleDown").filter((text) => text.endsWith("removed with drain"))).toHaveLength(2);
    expect(said(cluster, "ScaleDown")).toContain("deleting pod for node scale down");
  });

  test("marks all nodes or none, and tries again three minutes later", () => {
    const cluster = createKubernetes({ seed: "refused" });
    const { api } = cluster.world;
    const tries: number[] = [];
    const refused: typeof api.update = (object) => {
      const isMark = object.kind === "Node" && object.spec?.unschedulable;
      if (!isMark) return api.update(object);
      tries.push(cluster.loop.now());
      if (tries.length % 2 === 1) return api.update(object);
      return { ok: false, error: { code: 403, reason: "Forbidden", message: "no" } };
    };
    const world = { ...cluster.world, api: { ...api, update: refused } };
    startClusterAutoscaler(world, { nodeGroups: [groupOf({ initialSize: 2, minSize: 0 })] });
    cluster.run(14 * MINUTE);
    const [first, second, third] = tries;
    expect(second).toBe(first);
    expect((third ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
    expect(cluster.store.list("Node").map(({ spec }) => spec.unschedulable ?? false)).toEqual([false, false]);
    expect(said(cluster, "ScaleDownFailed")).toEqual(["failed to mark the node as toBeDeleted/unschedulable: no"]);
  });

  test("replaces a node whose kubelet is silent, and removes it twenty minutes after its pods were given up", () => {
    const cluster = clusterOf([groupOf({ initialSize: 3 })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(6, { cpu: "700m" }));
    cluster.run(20 * MINUTE);
    const [lost = ""] = nodes(cluster);
    stopNode(cluster.world, lost);
    // Unreachable after a minute, evicted after five more: two pods need a new node.
    cluster.run(29 * MINUTE);
    expect(nodes(cluster)).toHaveLength(4);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(4);
    // A minute and a half later the pods that never end count no more.
    const gone = runUntil(cluster, () => !nodes(cluster).includes(lost), 70 * MINUTE);
    expect(gone).toBeGreaterThan(47 * MINUTE);
    expect(gone).toBeLessThan(49 * MINUTE);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(3);
    cluster.run(gone + 5 * MINUTE);
    expect(running(cluster)).toBe(6);
  });

  test("gives a node back when its budget has not let all pods go after two minutes", () => {
    const readyMs: [number, number] = [5 * MINUTE, 5 * MINUTE];
    const cluster = createKubernetes({
      seed: "slow",
      behaviourOf: () => ({ startMs: [SECOND, SECOND], readyMs, stopMs: 500 }),
    });
    startClusterAutoscaler(cluster.world, { nodeGroups: [groupOf({ initialSize: 2 })] });
    cluster.run(SECOND);
    cluster.apply(budgetOf({ maxUnavailable: 1 }));
    cluster.apply(deploymentOf(4, { cpu: "200m" }));
    cluster.run(18 * MINUTE);
    // One pod has gone; its successor serves after five minutes only, so that the other one is refused for too long.
    const [failure = ""] = said(cluster, "ScaleDownFailed").filter((text) => text.startsWith("failed to drain"));
    expect(failure).toMatch(
      /^failed to drain and delete node: Failed to drain node \/pool-\w+, due to following errors: /u,
    );
    expect(failure).toContain("within allowed timeout (last error: Cannot evict pod as it would violate");
    expect(cluster.store.list("Node").map(({ spec }) => spec.unschedulable ?? false)).toEqual([false, false]);
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(1);
    expect(running(cluster)).toBe(4);
  });

  test("keeps pods apart that must be, whatever is free", () => {
    const labelSelector = { matchLabels: { app: "web" } };
    const podAntiAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: "kubernetes.io/hostname" }],
    };
    const cluster = clusterOf([groupOf({ initialSize: 3 })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(2, { cpu: "100m", spec: { affinity: { podAntiAffinity } } }));
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
    expect(running(cluster)).toBe(2);
  });
});

describe("what stands in the way of a node's removal", () => {
  /** Two nodes with two small pods each, of which some are as `wish` says; how many nodes there are an hour later. */
  function nodesLeft(wish: Parameters<typeof deploymentOf>[1], prepare?: (cluster: Cluster) => void): number {
    const cluster = clusterOf([groupOf({ initialSize: 2, minSize: 0 })]);
    prepare?.(cluster);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(4, { cpu: "200m", ...wish }));
    cluster.run(55 * MINUTE);
    return nodes(cluster).length;
  }
  const key = "cluster-autoscaler.kubernetes.io/";

  test("nothing, with plain pods of a Deployment", () => expect(nodesLeft({})).toBe(1));

  test("an annotation that says so", () => {
    expect(nodesLeft({ annotations: { [`${key}safe-to-evict`]: "false" } })).toBe(2);
    expect(nodesLeft({ annotations: { [`${key}safe-to-evict`]: "true" } })).toBe(1);
  });

  test("local storage, unless it may be lost", () => {
    const spec = { volumes: [{ name: "scratch", emptyDir: {} }] };
    expect(nodesLeft({ spec })).toBe(2);
    expect(nodesLeft({ spec, annotations: { [`${key}safe-to-evict-local-volumes`]: "scratch" } })).toBe(1);
    expect(nodesLeft({ spec, annotations: { [`${key}safe-to-evict`]: "true" } })).toBe(1);
    expect(nodesLeft({ spec: { volumes: [{ name: "scratch", emptyDir: { medium: "Memory" } }] } })).toBe(1);
  });

  test("a disruption budget that has nothing left", () => {
    const budget = (minAvailable: number) => (cluster: Cluster) => void cluster.apply(budgetOf({ minAvailable }));
    expect(nodesLeft({}, budget(4))).toBe(2);
    expect(nodesLeft({}, budget(3))).toBe(1);
  });

  test("pods that nobody would make again", () => {
    const naked = (cluster: Cluster) => {
      for (const name of ["a", "b"]) cluster.apply(podOf({ name, cpu: "500m" }));
    };
    expect(nodesLeft({}, naked)).toBe(2);
  });

  test("not pods that every node has, though new nodes are taken to have them too", () => {
    const everywhere = (cluster: Cluster) => {
      const { spec } = deploymentOf(1, { name: "agent", cpu: "300m" });
      const { replicas: _, ...rest } = spec;
      cluster.apply({ kind: "DaemonSet", metadata: { name: "agent", namespace: "default" }, spec: rest } as Parameters<
        Cluster["apply"]
      >[0]);
    };
    expect(nodesLeft({}, everywhere)).toBe(1);
    const cluster = clusterOf();
    everywhere(cluster);
    cluster.run(SECOND);
    // 1700m are left on each node: two of these pods.
    cluster.apply(deploymentOf(6));
    cluster.run(3 * MINUTE);
    expect(nodes(cluster)).toHaveLength(3);
  });

  test("pods of kube-system, for an hour", () => {
    expect(nodesLeft({ namespace: "kube-system" })).toBe(2);
    const cluster = clusterOf([groupOf({ initialSize: 2 })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(4, { cpu: "200m", namespace: "kube-system" }));
    cluster.run(80 * MINUTE);
    expect(nodes(cluster)).toHaveLength(1);
  });

  test("the node's own annotation", () => {
    const cluster = idle();
    for (const node of cluster.store.list("Node"))
      cluster.patch("Node", node.metadata.name, {
        metadata: { annotations: { [`${key}scale-down-disabled`]: "true" } },
      });
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
  });
});
