/** Small setups that the simulator's tests share. */
import type { ClusterSetup, Traffic, Workload } from "../../src/simulator/kubernetes/cluster-api.ts";

export const MiB = 1024 * 1024;

export const workload: Workload = {
  startMs: [4_000, 8_000],
  stopMs: 1_000,
  cpuPerRequestMs: 10,
  idleCpu: 5,
  parallelism: 2_000,
};

export function makeSetup(
  given: {
    nodes?: number;
    nodeCpu?: number;
    replicas?: number;
    cpu?: number;
    limit?: number;
    traffic?: Traffic;
    strategy?: { maxSurge: number | string; maxUnavailable: number | string };
  } = {},
): ClusterSetup {
  const {
    nodes = 5,
    nodeCpu = 2_000,
    replicas = 2,
    cpu = 200,
    limit = Math.max(400, cpu),
    traffic = { kind: "steady", rps: 15 },
    strategy,
  } = given;
  return {
    nodes: Array.from({ length: nodes }, (_, i) => ({ name: `n${i + 1}`, cpu: nodeCpu, memory: 4_096 * MiB })),
    deployments: [
      {
        name: "web",
        replicas,
        image: "web:1",
        requests: { cpu, memory: 64 * MiB },
        limits: { cpu: limit },
        workload,
        ...(strategy ? { strategy } : {}),
      },
    ],
    services: [{ name: "web", deployment: "web", port: 80, traffic }],
  };
}
