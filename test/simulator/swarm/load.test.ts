import { expect, test } from "@jest/globals";
import type { Workload } from "../../../src/simulator/kubernetes/cluster-api.ts";
import { makeService, makeSwarm } from "./make.ts";

const workload = {
  startMs: [0, 0],
  stopMs: 0,
  cpuPerRequestMs: 10,
  idleCpu: 5,
  parallelism: 1_000,
} as unknown as Workload;

const withTraffic = (rps: number, replicas = 2) =>
  makeSwarm({
    services: [makeService({ mode: { kind: "replicated", replicas } }, { reservations: { nanoCpus: 500e6 } })],
    traffic: [{ service: "web", traffic: { kind: "steady", rps }, workload }],
  });

test("readings come every five seconds; each task works off a share of the requests", () => {
  const swarm = withTraffic(40);
  swarm.run(60_000);
  const samples = swarm.samples();
  expect(samples).toHaveLength(13);
  expect(samples.map(({ at }) => at).slice(0, 3)).toEqual([0, 5_000, 10_000]);
  // 20 requests a second each at 10 ms of CPU: 205 of 500 millicores reserved.
  expect(samples.at(-1)).toMatchObject({
    rps: 40,
    served: 40,
    errorRate: 0,
    readyReplicas: 2,
    desiredReplicas: 2,
    nodes: 3,
  });
  expect(samples.at(-1)?.cpuUtilization).toBeCloseTo(41, 5);
});

test("more than the tasks can do fails, until there are more of them", () => {
  const swarm = withTraffic(300);
  swarm.run(60_000);
  expect(swarm.samples().at(-1)?.errorRate).toBeGreaterThan(0.3);
  swarm.scale("web", 4);
  swarm.run(120_000);
  expect(swarm.samples().at(-1)).toMatchObject({ errorRate: 0, readyReplicas: 4 });
});

test("requests to a machine that died fail for five seconds, long before a manager knows", () => {
  const swarm = withTraffic(40, 3);
  swarm.run(10_000);
  swarm.killNode("n2");
  swarm.run(15_000);
  expect(swarm.samples().at(-1)?.errorRate).toBeGreaterThan(0.2);
  swarm.run(20_000);
  expect(swarm.samples().at(-1)?.errorRate).toBe(0);
});

test("nothing answers where nothing runs", () => {
  const swarm = withTraffic(40);
  swarm.removeService("web");
  swarm.run(20_000);
  expect(swarm.samples().at(-1)).toMatchObject({ served: 0, errorRate: 1, replicas: 0 });
});
