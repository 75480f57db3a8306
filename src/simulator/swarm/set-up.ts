/** Where a scenario begins: the nodes are ready, the services' tasks placed and running. */
import { meetsTexts } from "./constraint.ts";
import { newId } from "./identity.ts";
import type { Node, Service, Task } from "./objects.ts";
import { newTask } from "./orchestrator/tasks.ts";
import { createNodeInfo, type NodeInfo } from "./scheduler/node-info.ts";
import { checkNode, placeTasks } from "./scheduler/place.ts";
import type { NodeSetup, SwarmSetup } from "./swarm-api.ts";
import type { World } from "./world.ts";

const ENGINE_VERSION = "28.2.2";
const LINUX = { os: "linux", architecture: "x86_64" };

function nodeOf({ random }: World, setup: NodeSetup, index: number): Node {
  return {
    kind: "node",
    id: newId(random),
    version: 0,
    createdAt: 0,
    updatedAt: 0,
    hostname: setup.name,
    role: setup.role ?? "worker",
    availability: setup.availability ?? "active",
    labels: setup.labels ?? {},
    engineLabels: setup.engineLabels ?? {},
    platform: setup.platform ?? LINUX,
    engineVersion: ENGINE_VERSION,
    resources: { nanoCpus: Math.round(setup.cpus * 1e9), memoryBytes: setup.memoryBytes },
    addr: `10.20.${Math.floor((index + 11) / 250)}.${(index + 11) % 250}`,
    status: { state: "ready", message: "" },
  };
}

/** A swarm as it was at an instant: its objects keep their identities, versions and instants. */
export function restoreState(world: World, { nodes, services, tasks }: NonNullable<SwarmSetup["state"]>): void {
  world.store.commit((write) => {
    for (const object of [...nodes, ...services, ...tasks]) write.restore(object);
  });
}

export function createNodes(world: World, { nodes }: SwarmSetup): void {
  const hasManager = nodes.some(({ role }) => role === "manager");
  world.store.commit((write) => {
    for (const [index, setup] of nodes.entries()) {
      const isFirst = index === 0 && !hasManager;
      write.put(nodeOf(world, isFirst ? { ...setup, role: "manager" } : setup, index));
    }
  });
}

const started = (task: Task): Task => ({
  ...task,
  status: { state: "running", at: 0, appliedAt: 0, message: "started" },
});

function replicatedTasks(world: World, service: Service, infos: NodeInfo[], replicas: number): Task[] {
  const wish = { service, desiredState: "running", now: 0 } as const;
  const tasks = Array.from({ length: replicas }, (_, index) => newTask(world.random, { ...wish, slot: index + 1 }));
  const { placed, left } = placeTasks(infos, tasks, 0, world.random);
  return [...placed.map(({ task }) => started(task)), ...left];
}

function globalTasks(world: World, service: Service, infos: NodeInfo[]): Task[] {
  return infos.flatMap((info) => {
    const { node } = info;
    if (!meetsTexts(service.spec.task.placement?.constraints, node)) return [];
    const task = newTask(world.random, { service, slot: 0, nodeId: node.id, desiredState: "running", now: 0 });
    return checkNode(info, task).fits ? [started(task)] : [];
  });
}

/** Tasks that fit nowhere are left for the scheduler to say so; jobs begin when the scenario does. */
export function startServices(world: World): void {
  const { store } = world;
  for (const service of store.services()) {
    const infos = store.nodes().map((node) => createNodeInfo(node, store.tasksOnNode(node.id)));
    const { mode } = service.spec;
    const tasks =
      mode.kind === "replicated"
        ? replicatedTasks(world, service, infos, mode.replicas)
        : mode.kind === "global"
          ? globalTasks(world, service, infos)
          : [];
    store.commit((write) => {
      for (const task of tasks) write.put(task);
    });
  }
}
