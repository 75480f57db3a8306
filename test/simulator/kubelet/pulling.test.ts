// How long a pod takes to run: a moment where its node has the image, and a pull more where not; in a scenario the rest is the application's own start.
import { expect, test } from "@jest/globals";
import { createCluster } from "../../../src/simulator/kubernetes/cluster.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createLab } from "./make.ts";

const startedAt = (pod: Pod | undefined) => pod?.status.containerStatuses?.[0]?.state?.running?.startedAt;

test("a pull comes on top of the start, and only where the node lacks the image", () => {
  const it = createLab({ startMs: [400, 400], pullMs: [3_000, 3_000] });
  it.pod({}, "first");
  it.run(10_000);
  expect(it.events("first").filter((line) => line.includes("Pull"))).toEqual([
    'Normal Pulling Pulling image "nginx:1.27"',
    expect.stringMatching(/^Normal Pulled Successfully pulled image "nginx:1.27" in 3s /),
  ]);
  expect(startedAt(it.podOf("first"))).toBe(3_400);
  it.pod({}, "second");
  it.run(20_000);
  expect(startedAt(it.podOf("second"))).toBe(10_400);
  it.pod({ nodeName: "n2" }, "elsewhere");
  it.run(30_000);
  expect(startedAt(it.podOf("elsewhere"))).toBe(23_400);
});

test("without a length of its own the pull is a part of the start", () => {
  const it = createLab({ startMs: [4_000, 4_000] });
  it.pod({}, "first");
  it.run(10_000);
  it.pod({}, "second");
  it.run(20_000);
  expect([startedAt(it.podOf("first")), startedAt(it.podOf("second"))]).toEqual([4_000, 14_000]);
});

test("a scenario's slow application is ContainerCreating for a moment, then running and not ready", () => {
  const cluster = createCluster(
    {
      nodes: [{ name: "n1", cpu: 4_000, memory: 8 * 2 ** 30 }],
      deployments: [
        {
          name: "web",
          replicas: 1,
          image: "slow:1",
          requests: { cpu: 100 },
          workload: { startMs: [60_000, 80_000], stopMs: 1_000, cpuPerRequestMs: 1, idleCpu: 1, parallelism: 1_000 },
        },
      ],
      services: [],
    },
    "slow",
  );
  cluster.run(1_000);
  cluster.scale("Deployment", "web", 2);
  const newest = () =>
    cluster.list("Pod").toSorted((a, b) => b.metadata.creationTimestamp - a.metadata.creationTimestamp)[0];
  const isReady = () => newest()?.status.conditions?.some(({ type, status }) => type === "Ready" && status === "True");
  cluster.run(4_000);
  expect(newest()?.status.phase).toBe("Running");
  cluster.run(60_000);
  expect(isReady()).toBe(false);
  cluster.run(83_000);
  expect(isReady()).toBe(true);
});
