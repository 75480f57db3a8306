import { expect, test } from "@jest/globals";
import { startHpaController } from "../../../src/simulator/kubernetes/hpa/controller.ts";
import { clientOf, usage } from "../hpa/make.ts";
import { clusterOf, deploymentOf, groupOf, MINUTE, nodes, pending, running, SECOND } from "./make.ts";

test("load brings pods, pods bring nodes, and both go again", () => {
  let load = 600;
  const cluster = clusterOf([groupOf({ maxSize: 6 })]);
  const { store, loop } = cluster;
  startHpaController(cluster.world, {
    ...clientOf([]),
    podMetrics() {
      const serving = store.list("Pod").filter(({ status }) => status.phase === "Running");
      const each = Math.floor(load / Math.max(1, serving.length));
      const metrics = usage(
        loop.now(),
        serving.map(() => each),
      );
      return metrics.map(({ containers, ...rest }, i) => ({
        ...rest,
        name: serving[i]?.metadata.name ?? "",
        containers: containers.map((container) => ({ ...container, name: "c" })),
      }));
    },
  });
  cluster.run(SECOND);
  cluster.apply(deploymentOf(2));
  cluster.apply({
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      minReplicas: 2,
      maxReplicas: 12,
    },
  } as Parameters<typeof cluster.apply>[0]);
  cluster.run(10 * MINUTE);
  expect([running(cluster), nodes(cluster).length]).toEqual([2, 1]);
  // 80 % of 600m for each pod: 4800m are ten pods' work, and three pods fit on a node.
  load = 4_800;
  cluster.run(25 * MINUTE);
  expect([running(cluster), pending(cluster), nodes(cluster).length]).toEqual([10, 0, 4]);
  load = 600;
  cluster.run(60 * MINUTE);
  expect([running(cluster), nodes(cluster).length]).toEqual([2, 1]);
});
