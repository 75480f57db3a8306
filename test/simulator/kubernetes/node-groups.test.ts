import { expect, test } from "@jest/globals";
import { createCluster } from "../../../src/simulator/kubernetes/cluster.ts";
import { makeSetup } from "../make.ts";

const MINUTE = 60_000;

test("a lab's cluster grows by a node when pods fit nowhere, and gives it back ten minutes after it is not needed", () => {
  const group = {
    name: "pool",
    minSize: 0,
    maxSize: 3,
    capacity: { cpu: "2", memory: "4Gi", pods: "110" },
    provisionMs: [60_000, 60_000] as [number, number],
  };
  const setup = { ...makeSetup({ nodes: 1, replicas: 2, cpu: 500 }), nodeGroups: [group] };
  const cluster = createCluster(setup, "groups");
  const nodes = () => cluster.list("Node").length;
  expect(nodes()).toBe(1);
  cluster.scale("Deployment", "web", 6);
  cluster.run(30_000);
  expect(cluster.list("Pod").filter(({ spec }) => !spec.nodeName)).not.toHaveLength(0);
  cluster.run(3 * MINUTE);
  expect(nodes()).toBe(2);
  expect(cluster.get("Deployment", "web")?.status.availableReplicas).toBe(6);
  expect(cluster.list("Event").some(({ reason }) => reason === "TriggeredScaleUp")).toBe(true);
  cluster.scale("Deployment", "web", 1);
  cluster.run(12 * MINUTE);
  expect(nodes()).toBe(2);
  cluster.run(40 * MINUTE);
  expect(nodes()).toBe(1);
});
