/** The nodes' agents: each runs the containers of the tasks assigned to its node and reports what becomes of them (agent/worker.go, agent/task.go). */
import { isBefore, type Task, type TaskState } from "../objects.ts";
import type { World } from "../world.ts";
import { afterCrash, killed, nextStep, type Report } from "./container.ts";

type Container = {
  task: Task;
  state: TaskState;
  /** Counted up when what the container is doing is called off. */
  turn: number;
  isStopping: boolean;
};

export type Agents = {
  /** A task that is assigned to a node, new or changed. */
  assign(task: Task): void;
  /** The manager knows the task no more. */
  drop(task: Task): void;
  /** The machine stops dead, with all containers; and comes back. */
  crash(nodeId: string): void;
  revive(nodeId: string): void;
  isAlive(nodeId: string): boolean;
  /** The container's process is killed from outside. Answers whether there was one. */
  kill(taskId: string): boolean;
  /** Another number whenever the answer below may be another. */
  version(): number;
  /** Whether requests are sent to a task, and whether it can answer them. */
  servingState(taskId: string): "answers" | "lost" | "none";
};

/**
 * How long the other nodes go on sending requests to a machine that is gone: the ingress network hears of it by gossip, not from the managers
 * (hashicorp/memberlist, DefaultLANConfig: a probe each second, then 4 s of suspicion in small clusters).
 */
const GOSSIP_MS = 5_000;

/** `report` takes a report to the leader, once there is one. */
export function createAgents(world: World, report: (taskId: string, report: Report) => void): Agents {
  const { loop, random } = world;
  const containers = new Map<string, Container>();
  /** Since when, by node. */
  const dead = new Map<string, number>();
  /** Where a dead node's assignments go until it is back. */
  const missed = new Map<string, Task>();

  let version = 0;
  const become = (container: Container, next: Report) => {
    version++;
    container.state = next.state;
    report(container.task.id, next);
  };

  const proceed = (container: Container) => {
    const { task, turn } = container;
    const behaviour = world.behaviourOf(task);
    const { failShare } = behaviour;
    const fails = container.state === "running" && (failShare === undefined || random.next() < failShare);
    const step = nextStep(container.state, task, behaviour, fails);
    if (!step) return;
    for (const next of step.now) become(container, next);
    loop.after(step.afterMs, () => {
      if (container.turn !== turn) return;
      become(container, step.end);
      proceed(container);
    });
  };

  const begin = (task: Task) => {
    const container: Container = { task, state: task.status.state, turn: 0, isStopping: false };
    containers.set(task.id, container);
    container.isStopping = !isBefore(task.desiredState, "shutdown");
    proceed(container);
  };

  /** Only a change of what is wanted stirs the container: to start what was prepared, or to stop. */
  const change = (container: Container, task: Task) => {
    const wasWanted = container.task.desiredState;
    container.task = task;
    if (wasWanted === task.desiredState || container.isStopping) return;
    const isToStop = !isBefore(task.desiredState, "shutdown");
    if (isToStop) container.turn++;
    container.isStopping = isToStop;
    version++;
    if (isToStop || container.state === "ready") proceed(container);
  };

  const assign = (task: Task) => {
    if (task.nodeId === undefined || isBefore(task.status.state, "assigned")) return;
    if (dead.has(task.nodeId)) return void missed.set(task.id, task);
    const container = containers.get(task.id);
    if (container) change(container, task);
    else if (isBefore(task.status.state, "complete")) begin(task);
  };

  const wake = (container: Container) => {
    container.task = missed.get(container.task.id) ?? container.task;
    missed.delete(container.task.id);
    container.isStopping = !isBefore(container.task.desiredState, "shutdown");
    const end = afterCrash(container.state, container.task);
    if (end) become(container, end);
    else proceed(container);
  };

  return {
    assign,
    drop(task) {
      const container = containers.get(task.id);
      if (container) container.turn++;
      containers.delete(task.id);
      missed.delete(task.id);
    },
    crash(nodeId) {
      dead.set(nodeId, loop.now());
      version++;
      loop.after(GOSSIP_MS, () => void version++);
      for (const container of containers.values()) if (container.task.nodeId === nodeId) container.turn++;
    },
    revive(nodeId) {
      dead.delete(nodeId);
      version++;
      for (const container of containers.values()) if (container.task.nodeId === nodeId) wake(container);
      for (const task of missed.values()) {
        if (task.nodeId !== nodeId) continue;
        missed.delete(task.id);
        assign(task);
      }
    },
    isAlive: (nodeId) => !dead.has(nodeId),
    kill(taskId) {
      const container = containers.get(taskId);
      if (container?.state !== "running" || dead.has(container.task.nodeId ?? "")) return false;
      container.turn++;
      become(container, killed());
      return true;
    },
    version: () => version,
    servingState(taskId) {
      const container = containers.get(taskId);
      if (!container || container.state !== "running" || container.isStopping) return "none";
      const since = dead.get(container.task.nodeId ?? "");
      if (since === undefined) return "answers";
      return loop.now() - since < GOSSIP_MS ? "lost" : "none";
    },
  };
}
