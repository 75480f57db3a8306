import { describe, expect, test } from "@jest/globals";
import type { Traffic } from "../../../src/simulator/kubernetes/cluster-api.ts";
import { createCluster } from "../../../src/simulator/kubernetes/cluster.ts";
import { startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { meanResponseMs, percentileMs, serve, serverOf } from "../../../src/simulator/kubernetes/service/queueing.ts";
import { SCRAPE_MS } from "../../../src/simulator/kubernetes/service/metrics-server.ts";
import { makeSetup, workload } from "../make.ts";

describe("the queueing model", () => {
  test("is M/M/1 on one core: S / (1 - load)", () => {
    const server = serverOf({ ...workload, idleCpu: 0 }, 1_000);
    expect(server).toEqual({ cores: 1, rate: 100, serviceMs: 10 });
    expect(meanResponseMs(server, 50)).toBeCloseTo(20, 9);
    expect(meanResponseMs(server, 90)).toBeCloseTo(100, 9);
  });

  test("half a core takes twice as long, two cores wait less", () => {
    const own = { ...workload, idleCpu: 0 };
    expect(serverOf(own, 500)).toEqual({ cores: 0.5, rate: 50, serviceMs: 20 });
    const two = serverOf(own, undefined);
    expect(two.rate).toBe(200);
    expect(meanResponseMs(two, 180)).toBeLessThan(meanResponseMs(serverOf(own, 1_000), 90));
  });

  test("what is over capacity is kept for five seconds' work, then fails; it drains later", () => {
    const server = serverOf({ ...workload, idleCpu: 0 }, 1_000);
    expect(serve(server, 0, 150, 1_000)).toEqual({ served: 100, failed: 0, backlog: 50 });
    expect(serve(server, 490, 150, 1_000)).toEqual({ served: 100, failed: 40, backlog: 500 });
    expect(serve(server, 500, 40, 1_000)).toEqual({ served: 100, failed: 0, backlog: 440 });
  });

  test("percentiles over unequal pods lie between the pods' own", () => {
    const fast = { delayMs: 0, meanMs: 10, weight: 3 };
    const slow = { delayMs: 100, meanMs: 50, weight: 1 };
    expect(percentileMs([fast], 0.5)).toBeCloseTo(10 * Math.log(2), 9);
    const both = percentileMs([fast, slow], 0.95);
    expect(both).toBeGreaterThan(percentileMs([fast], 0.95));
    expect(both).toBeLessThan(percentileMs([slow], 0.95));
    expect(percentileMs([], 0.95)).toBe(0);
  });
});

describe("a Service under load", () => {
  const settled = (replicas: number, rps: number) => {
    const cluster = createCluster(makeSetup({ replicas, traffic: { kind: "steady", rps } }), "load");
    cluster.run(120_000);
    return cluster.samples().at(-1);
  };

  test("latency rises with load and falls with replicas", () => {
    const p95 = (replicas: number, rps: number) => settled(replicas, rps)?.p95 ?? Number.NaN;
    expect(p95(2, 40)).toBeGreaterThan(p95(2, 20));
    expect(p95(2, 70)).toBeGreaterThan(p95(2, 40));
    expect(p95(4, 70)).toBeLessThan(p95(2, 70));
  });

  test("CPU use is what requests take, up to the limit", () => {
    // 20 rps over 2 pods: 10 * 10 ms + 5 idle = 105 of 200 millicores.
    expect(settled(2, 20)).toMatchObject({ served: 20, errorRate: 0, cpuUtilization: 52.5 });
    expect(settled(2, 500)).toMatchObject({ served: 79, cpuUtilization: 200 });
    expect(settled(2, 500)?.errorRate).toBeCloseTo(1 - 79 / 500, 2);
    expect(settled(0, 20)).toMatchObject({ served: 0, errorRate: 1, p50: 0, p95: 0 });
  });
});

describe("the HPA, end to end", () => {
  const traffic: Traffic = { kind: "spike", base: 15, peak: 120, startMs: 300_000, endMs: 900_000, edgeMs: 10_000 };

  test("a spike takes 2 replicas up within minutes, and back only after 300 s of stabilization", () => {
    const cluster = createCluster(makeSetup({ traffic }), "spike");
    cluster.autoscale({ deployment: "web", min: 2, max: 20, cpuPercent: 50 });
    cluster.run(1_800_000);
    const samples = cluster.samples();
    const at = (ms: number) => samples.find((sample) => sample.at === ms);
    expect(at(300_000)).toMatchObject({ replicas: 2, errorRate: 0 });
    // 120 rps * 10 ms = 1200 millicores, at 50 % of 200 each, and what the pods use when idle: 12 or 13 pods.
    expect(at(600_000)?.readyReplicas).toBeGreaterThanOrEqual(12);
    expect(at(600_000)).toMatchObject({ served: 120, errorRate: 0 });
    const firstRise = samples.find((sample) => sample.desiredReplicas > 2)?.at ?? 0;
    expect(firstRise).toBeGreaterThan(305_000);
    expect(firstRise).toBeLessThan(345_000);
    // Overload has built a backlog by then, which has drained later.
    expect(Math.max(...samples.map(({ p95 }) => p95))).toBeGreaterThan(1_000);
    expect(at(600_000)?.p95).toBeLessThan(300);
    const fall =
      samples.find((sample) => sample.at > 600_000 && sample.desiredReplicas < (at(600_000)?.desiredReplicas ?? 0))
        ?.at ?? 0;
    expect(fall).toBeGreaterThan(900_000 + 290_000);
    expect(fall).toBeLessThan(900_000 + 360_000);
    expect(at(1_800_000)).toMatchObject({ replicas: 2, errorRate: 0 });
  });

  test("a new pod has no metrics before metrics-server's second reading", () => {
    const cluster = createCluster(makeSetup({ traffic }), "metrics");
    cluster.autoscale({ deployment: "web", min: 2, max: 20, cpuPercent: 50 });
    cluster.run(16_000);
    expect(cluster.hpa("web")?.status.currentMetrics?.[0]?.resource?.current.averageUtilization).toBe(40);
    expect(cluster.hpa("web")?.status).toMatchObject({ currentReplicas: 2, desiredReplicas: 2 });
  });

  test("of a kubelet that does not answer nothing is kept, and its pods are read twice again when it is back", () => {
    const cluster = createCluster(makeSetup({ traffic }), "stale");
    const { world } = cluster.kubernetes;
    const [first] = cluster.list("Pod");
    const node = first?.spec.nodeName ?? "";
    const lost = new Set(
      cluster.list("Pod").flatMap(({ spec, metadata }) => (spec.nodeName === node ? [metadata.name] : [])),
    );
    const measured = () => cluster.usage().filter(({ name }) => lost.has(name)).length;
    cluster.run(60_000);
    expect(measured()).toBe(lost.size);
    stopNode(world, node);
    cluster.run(60_000 + SCRAPE_MS);
    expect(measured()).toBe(0);
    startNode(world, node);
    cluster.run(60_000 + 2 * SCRAPE_MS);
    expect(measured()).toBe(0);
    cluster.run(60_000 + 3 * SCRAPE_MS);
    expect(measured()).toBe(lost.size);
  });
});
