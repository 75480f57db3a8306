/** Small swarms that the tests share. */
import type { Node, Task, TaskSpec } from "../../../src/simulator/swarm/objects.ts";
import type { ServiceSpec } from "../../../src/simulator/swarm/objects.ts";
import type { NodeSetup, Swarm, SwarmSetup } from "../../../src/simulator/swarm/swarm-api.ts";
import { createSwarm } from "../../../src/simulator/swarm/swarm.ts";

export const GiB = 1024 ** 3;
const META = { version: 0, createdAt: 0, updatedAt: 0 };

export function makeNode(id: string, given: Partial<Node> = {}): Node {
  return {
    ...META,
    kind: "node",
    id,
    hostname: id,
    role: "worker",
    availability: "active",
    labels: {},
    engineLabels: {},
    platform: { os: "linux", architecture: "x86_64" },
    engineVersion: "28.2.2",
    resources: { nanoCpus: 4e9, memoryBytes: 8 * GiB },
    addr: "10.0.0.7",
    status: { state: "ready", message: "" },
    ...given,
  };
}

export function makeTask(id: string, given: Partial<Task> & { spec?: TaskSpec } = {}): Task {
  return {
    ...META,
    kind: "task",
    id,
    serviceId: "web",
    slot: 1,
    spec: { image: "app:v1" },
    specVersion: 0,
    specPorts: [],
    ports: [],
    status: { state: "pending", at: 0, message: "" },
    desiredState: "running",
    ...given,
  };
}

/** v1 and v2 behave; `bad` fails a second after it runs, `lost` does not exist. */
export const BEHAVIOURS: NonNullable<SwarmSetup["behaviours"]> = {
  "app:v1": { prepareMs: 1_000, startMs: 1_000, stopMs: 500 },
  "app:v2": { prepareMs: 1_000, startMs: 1_000, stopMs: 500 },
  "app:bad": { prepareMs: 1_000, startMs: 1_000, stopMs: 500, failAfterMs: 1_000 },
  "app:lost": { prepareMs: 1_000, startMs: 1_000, stopMs: 500, isMissing: true },
  "app:stubborn": { prepareMs: 1_000, startMs: 1_000, stopMs: 60_000 },
  "job:ok": { prepareMs: 1_000, startMs: 1_000, stopMs: 500, completeAfterMs: 2_000 },
};

export function makeService(given: Partial<ServiceSpec> = {}, task: Partial<TaskSpec> = {}): ServiceSpec {
  return { name: "web", mode: { kind: "replicated", replicas: 6 }, task: { image: "app:v1", ...task }, ...given };
}

/** `n1`, the manager, and workers; more managers when asked for. No latency between managers and agents, so that instants can be told. */
export function makeSwarm(
  given: {
    nodes?: number;
    managers?: number;
    services?: ServiceSpec[];
    node?: (index: number) => Partial<NodeSetup>;
    settings?: SwarmSetup["settings"];
    traffic?: SwarmSetup["traffic"];
    seed?: string;
  } = {},
): Swarm {
  const { nodes = 3, managers = 1, services = [makeService()], node = () => ({}), seed = "swarm" } = given;
  return createSwarm(
    {
      nodes: Array.from({ length: nodes }, (_, index) => ({
        name: `n${index + 1}`,
        role: index < managers ? "manager" : "worker",
        cpus: 4,
        memoryBytes: 8 * GiB,
        ...node(index),
      })),
      services,
      behaviours: BEHAVIOURS,
      settings: { assignmentMs: 0, reportMs: 0, ...given.settings },
      ...(given.traffic ? { traffic: given.traffic } : {}),
    },
    seed,
  );
}

export const isWanted = ({ desiredState }: Task) => desiredState === "running" || desiredState === "ready";

/** Tasks that run and are wanted. */
export const runningTasks = (swarm: Swarm, service = "web") =>
  swarm.tasks(service).filter((task) => task.status.state === "running" && isWanted(task));

/** How many wanted tasks of a service stand on each node, in the order of the nodes' names. */
export const spread = (swarm: Swarm, service = "web") =>
  swarm.nodes().map(({ id }) => swarm.tasks(service).filter((task) => task.nodeId === id && isWanted(task)).length);

/** When tasks were made whose image is this, after `from`. */
export const madeAt = (swarm: Swarm, image: string, from = 0) =>
  swarm
    .tasks()
    .filter(({ spec, createdAt }) => spec.image === image && createdAt >= from)
    .map(({ createdAt }) => createdAt - from)
    .toSorted((a, b) => a - b);
