// What pods do beside what their probes say: requests reach a pod that is ready and cannot answer yet, or no more.
import { expect, test } from "@jest/globals";
import type { ClusterSetup } from "../../../src/simulator/kubernetes/cluster-api.ts";
import { createCluster } from "../../../src/simulator/kubernetes/cluster.ts";
import { makeSetup, MiB } from "../make.ts";

const MINUTE = 60_000;

/** Two pods that run after 10 s and serve after 20 s, restarted by a new image. */
function restarted(more: Partial<ClusterSetup>, container?: ClusterSetup["deployments"][number]["container"]) {
  const setup = makeSetup();
  const [web] = setup.deployments;
  const workload = { ...web!.workload, startMs: [20_000, 20_000] as [number, number] };
  const cluster = createCluster(
    { ...setup, ...more, deployments: [{ ...web!, workload, ...(container ? { container } : {}) }] },
    "processes",
  );
  cluster.setImage("web", "web", "web:2");
  cluster.run(3 * MINUTE);
  const failing = cluster.samples().filter(({ errorRate }) => errorRate > 0);
  return { cluster, failing };
}

test("a pod that knows when it can serve loses no request while it starts", () => {
  expect(restarted({}).failing).toEqual([]);
});

test("without a readiness probe a pod counts as ready once it runs, and what reaches it until it serves is lost", () => {
  const { failing, cluster } = restarted({ readyOnceRunning: true });
  expect(failing.length).toBeGreaterThanOrEqual(2);
  expect(Math.max(...failing.map(({ errorRate }) => errorRate))).toBeGreaterThan(0.3);
  expect(cluster.samples().at(-1)).toMatchObject({ errorRate: 0, readyReplicas: 2 });
});

test("a readiness probe keeps requests away until the pod serves", () => {
  const probe = { readinessProbe: { httpGet: { path: "/ready", port: 8080 }, periodSeconds: 2 } };
  expect(restarted({ readyOnceRunning: true }, probe).failing).toEqual([]);
});

test("what reaches a pod that hangs is lost, though it counts as ready", () => {
  const setup = { ...makeSetup({ replicas: 1 }), images: { "web:1": { hang: { afterMs: 63 * MINUTE } } } };
  const cluster = createCluster(setup, "hangs");
  cluster.run(5 * MINUTE);
  expect(cluster.samples().at(10)).toMatchObject({ errorRate: 0 });
  expect(cluster.samples().at(-1)).toMatchObject({ errorRate: 1, readyReplicas: 1 });
});

test("the metrics server reports the memory that a container is said to use, and a share of the request otherwise", () => {
  const setup = makeSetup();
  const known = createCluster({ ...setup, images: { "web:1": { memory: [{ afterMs: 0, bytes: 50 * MiB }] } } }, "top");
  const guessed = createCluster(setup, "top");
  for (const cluster of [known, guessed]) cluster.run(MINUTE);
  expect(known.usage().map(({ memory }) => memory)).toEqual([50 * MiB, 50 * MiB]);
  expect(guessed.usage()[0]?.memory).toBeCloseTo(0.6 * 64 * MiB, 0);
});

test("what stands before the Deployments is there for them, and what the API server refuses is told to the author", () => {
  const standing = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: first }\nvalue: 7\n";
  const setup = makeSetup();
  const [web] = setup.deployments;
  const deployments = [{ ...web!, pod: { priorityClassName: "first" } }];
  const cluster = createCluster({ ...setup, deployments, standing }, "standing");
  expect(cluster.list("Pod").map(({ spec }) => spec.priority)).toEqual([7, 7]);
  const wrong = [{ ...web!, container: { readinessProbe: { httpGet: { path: "/ready" } } } }];
  expect(() => createCluster({ ...setup, deployments: wrong }, "standing")).toThrow(/^deployment web: .*httpGet\.port/);
  expect(() => createCluster({ ...setup, standing: "kind: Nonsense\n" }, "standing")).toThrow(
    "cluster.standing: a manifest is of no kind that the cluster has.",
  );
});
