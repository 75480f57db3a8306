// The clusters of a sandbox: nodes as wished, and a small web server under load.
import type { ScenarioOn } from "../knowledge/scenario.ts";
import type { Orchestrator } from "../knowledge/scenario/format.ts";

/** `cpu` is in cores and `memory` in GiB, of each node; `load` in requests a second; `hours` of simulated time. */
export type SandboxSize = {
  nodes: number;
  cpu: number;
  memory: number;
  managers: number;
  load: number;
  hours: number;
};

const IMAGE = "harbor-shop/web:1.4";
const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** What one request costs, in milliseconds of a core; the others of the harbor shop cost as much. */
const WORKLOAD = {
  start: [6_000, 12_000] as [number, number],
  stop: 3_000,
  cpuPerRequest: 8,
  idleCpu: 5,
  parallelism: 1_000,
};

type Place<O extends Orchestrator> = Pick<ScenarioOn<O>, "orchestrator" | "cluster">;

const named = (kind: string, many: number) => Array.from({ length: many }, (_, at) => `${kind}-${at + 1}`);

/** The orchestrator and its cluster, as a scenario has them. */
export function sandboxCluster(
  orchestrator: Orchestrator,
  size: SandboxSize,
): Place<"kubernetes"> | Place<"swarm"> | Place<"mesos"> {
  switch (orchestrator) {
    case "kubernetes":
      return { orchestrator, cluster: kubernetes(size) };
    case "swarm":
      return { orchestrator, cluster: swarm(size) };
    case "mesos":
      return { orchestrator, cluster: mesos(size) };
  }
}

function kubernetes({ nodes, cpu, memory, load }: SandboxSize): ScenarioOn<"kubernetes">["cluster"] {
  return {
    nodes: named("worker", nodes).map((name) => ({ name, cpu: cpu * 1_000, memory: memory * GIB })),
    deployments: [
      {
        name: "web",
        replicas: 2,
        image: IMAGE,
        requests: { cpu: 250, memory: 128 * MIB },
        limits: { cpu: 500, memory: 256 * MIB },
        workload: WORKLOAD,
      },
    ],
    services: [{ name: "web", deployment: "web", port: 80, traffic: { kind: "steady", rps: load } }],
  };
}

function swarm({ nodes, cpu, memory, managers, load }: SandboxSize): ScenarioOn<"swarm">["cluster"] {
  const size = { cpu: cpu * 1_000, memory: memory * GIB };
  const { cpuPerRequest, idleCpu, parallelism } = WORKLOAD;
  return {
    nodes: [
      ...named("manager", managers).map((name) => ({ name, role: "manager" as const, ...size })),
      ...named("worker", nodes).map((name) => ({ name, ...size })),
    ],
    images: { [IMAGE]: { prepare: 3_000, start: 6_000, stop: 3_000 } },
    services: [
      {
        name: "web",
        image: IMAGE,
        replicas: 2,
        reservations: { cpu: 250, memory: 128 * MIB },
        limits: { cpu: 500, memory: 256 * MIB },
        publish: { published: 80, target: 8080 },
      },
    ],
    load: [{ service: "web", cpuPerRequest, idleCpu, parallelism, traffic: { kind: "steady", rps: load } }],
  };
}

function mesos({ nodes, cpu, memory, load }: SandboxSize): ScenarioOn<"mesos">["cluster"] {
  return {
    agents: named("agent", nodes).map((name) => ({ name, cpus: cpu, mem: memory * 1_024 })),
    role: "web",
    apps: [{ id: "/web", image: IMAGE, instances: 2, cpus: 0.5, mem: 256 }],
    workloads: { [IMAGE]: WORKLOAD },
    services: [{ name: "web", app: "/web", traffic: { kind: "steady", rps: load } }],
  };
}
