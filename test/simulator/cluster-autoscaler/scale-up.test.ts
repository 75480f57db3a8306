import { describe, expect, test } from "@jest/globals";
import { clusterOf, deploymentOf, groupOf, MINUTE, nodes, pending, running, said, SECOND } from "./make.ts";

describe("scaling up", () => {
  test("gives pods that fit nowhere a node, once they have waited for two seconds", () => {
    const cluster = clusterOf();
    cluster.run(5 * SECOND);
    cluster.apply(deploymentOf(5));
    cluster.run(6_900);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(1);
    cluster.run(20 * SECOND);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(2);
    expect(said(cluster, "TriggeredScaleUp")).toEqual([
      "pod triggered scale-up: [{pool 1->2 (max: 4)}]",
      "pod triggered scale-up: [{pool 1->2 (max: 4)}]",
    ]);
    expect(nodes(cluster)).toHaveLength(1);
    cluster.run(2 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
    expect(running(cluster)).toBe(5);
  });

  test("counts on nodes that are on their way", () => {
    const cluster = clusterOf([groupOf({ provisionMs: [5 * MINUTE, 5 * MINUTE] })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(5));
    cluster.run(2 * MINUTE);
    cluster.apply(deploymentOf(6));
    cluster.run(3 * MINUTE);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(2);
    cluster.apply(deploymentOf(7));
    cluster.run(4 * MINUTE);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(3);
  });

  test("stops at the group's largest size, and says so at most every five minutes", () => {
    const cluster = clusterOf([groupOf({ maxSize: 2 })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(8));
    cluster.run(4 * MINUTE);
    expect(nodes(cluster)).toHaveLength(2);
    expect(pending(cluster)).toBe(2);
    const why = "pod didn't trigger scale-up: 1 max node group size reached";
    expect(said(cluster, "NotTriggerScaleUp")).toEqual([why, why]);
    const counts = () => cluster.store.list("Event").filter(({ reason }) => reason === "NotTriggerScaleUp");
    expect(counts().map(({ count }) => count)).toEqual([1, 1]);
    cluster.run(7 * MINUTE);
    expect(counts().map(({ count }) => count)).toEqual([2, 2]);
  });

  test("tells what speaks against each group", () => {
    const taints = [{ key: "dedicated", value: "db", effect: "NoSchedule" as const }];
    const cluster = clusterOf([
      groupOf(),
      groupOf({ name: "db", minSize: 0, capacity: { cpu: "16", pods: "110" }, taints }),
    ]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(1, { cpu: "3" }));
    cluster.run(MINUTE);
    expect(said(cluster, "NotTriggerScaleUp")).toHaveLength(1);
    expect(said(cluster, "NotTriggerScaleUp")[0]).toMatch(/^pod didn't trigger scale-up: /u);
    expect(said(cluster, "NotTriggerScaleUp")[0]).toContain("1 Insufficient cpu");
    expect(said(cluster, "NotTriggerScaleUp")[0]).toContain("1 node(s) had untolerated taint");
    expect(cluster.autoscaler.cloud.targetSize("db")).toBe(0);
  });

  test("takes the group that wastes least", () => {
    const large = groupOf({ name: "large", minSize: 0, capacity: { cpu: "16", memory: "64Gi", pods: "110" } });
    const cluster = clusterOf([large, groupOf()]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(5));
    cluster.run(MINUTE);
    expect(cluster.autoscaler.cloud.targetSize("large")).toBe(0);
    expect(cluster.autoscaler.cloud.targetSize("pool")).toBe(2);
  });

  test("spreads new nodes over similar groups when told to", () => {
    const groups = [groupOf({ name: "a" }), groupOf({ name: "b" })];
    const sizes = (balanceSimilarNodeGroups: boolean) => {
      const cluster = clusterOf(groups, { balanceSimilarNodeGroups });
      cluster.run(SECOND);
      cluster.apply(deploymentOf(12));
      cluster.run(MINUTE);
      return ["a", "b"].map((name) => cluster.autoscaler.cloud.targetSize(name)).toSorted();
    };
    expect(sizes(true)).toEqual([2, 2]);
    expect(sizes(false)).toEqual([1, 3]);
  });

  test("heeds the limits on all nodes and all cores", () => {
    const sizeWith = (settings: Parameters<typeof clusterOf>[1]) => {
      const cluster = clusterOf(undefined, settings);
      cluster.run(SECOND);
      cluster.apply(deploymentOf(12));
      cluster.run(5 * MINUTE);
      return { size: cluster.autoscaler.cloud.targetSize("pool"), why: said(cluster, "NotTriggerScaleUp").at(-1) };
    };
    expect(sizeWith({}).size).toBe(4);
    expect(sizeWith({ maxNodesTotal: 3 })).toEqual({
      size: 3,
      why: "pod didn't trigger scale-up: max total nodes in cluster reached",
    });
    expect(sizeWith({ coresTotal: { min: 0, max: 6 } })).toEqual({
      size: 3,
      why: 'pod didn\'t trigger scale-up: 1 exceeded quota: "cluster-wide", resources: cpu',
    });
  });
});

describe("a cloud that does not deliver", () => {
  test("is waited for a quarter of an hour, then left alone for 5, 10, 20 and 30 minutes", () => {
    const cluster = clusterOf([groupOf({ provisionMs: "never" })]);
    const targets: { at: number; size: number }[] = [];
    cluster.run(SECOND);
    cluster.apply(deploymentOf(4));
    for (let at = 2 * SECOND; at < 170 * MINUTE; at += 10 * SECOND) {
      cluster.run(at);
      const size = cluster.autoscaler.cloud.targetSize("pool");
      if (targets.at(-1)?.size !== size) targets.push({ at, size });
    }
    expect(targets.map(({ size }) => size)).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
    const minutes = targets.slice(1).map(({ at }, i) => Math.round((at - (targets[i]?.at ?? 0)) / MINUTE));
    expect(minutes).toEqual([0, 15, 5, 15, 10, 15, 20, 15, 30, 15]);
    expect(said(cluster, "ScaleUpTimedOut")).toContain("Nodes added to group pool failed to register within 15m0s");
    expect(said(cluster, "NotTriggerScaleUp")).toContain(
      "pod didn't trigger scale-up: 1 in backoff after failed scale-up",
    );
  });

  test("has machines taken back that are no nodes after a quarter of an hour", () => {
    const cluster = clusterOf([groupOf({ provisionMs: [20 * MINUTE, 20 * MINUTE] })]);
    cluster.run(SECOND);
    cluster.apply(deploymentOf(4));
    cluster.run(14 * MINUTE);
    const [, late] = cluster.autoscaler.cloud.instances("pool");
    cluster.run(16 * MINUTE);
    expect(said(cluster, "DeleteUnregistered")).toEqual([`Removed unregistered node ${late?.name}`]);
    cluster.run(60 * MINUTE);
    expect(nodes(cluster)).toHaveLength(1);
  });
});
