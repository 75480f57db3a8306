/** What the scheduler knows of a node: its tasks, what is free on it, and how often services failed there (manager/scheduler/nodeinfo.go). */
import { isAfter, type Node, type Port, type Resources, type Task } from "../objects.ts";

/** Failures are remembered this long. */
const MONITOR_FAILURES_MS = 5 * 60_000;

/** From this many on, a node comes after others for that version of that service. */
export const MOST_FAILURES = 5;

export type NodeInfo = {
  node: Node;
  tasks: Map<string, Task>;
  /** Tasks that are wanted to run, all and by service. */
  active: number;
  activeOf: Map<string, number>;
  available: Resources;
  hostPorts: Set<string>;
  /** Instants of failures, oldest first, by service and version. */
  failures: Map<string, number[]>;
};

/** Desired to run or to complete; tasks that are to go count no more, though they hold their resources until they are gone. */
const isActive = (task: Task) => !isAfter(task.desiredState, "complete");

const hostPort = ({ protocol, publishedPort }: Port) => `${protocol}/${publishedPort}`;

/** The ports that a task needs of its own node, as the sets of ports in use hold them. */
export const hostPortsOf = (task: Task) =>
  task.ports.filter((port) => port.publishMode === "host" && port.publishedPort !== 0).map(hostPort);

export const activeTasksOf = (info: NodeInfo, serviceId: string) => info.activeOf.get(serviceId) ?? 0;

function count(info: NodeInfo, task: Task, by: 1 | -1): void {
  info.active += by;
  info.activeOf.set(task.serviceId, activeTasksOf(info, task.serviceId) + by);
}

function reserve(info: NodeInfo, task: Task, by: 1 | -1): void {
  const { nanoCpus = 0, memoryBytes = 0 } = task.spec.reservations ?? {};
  info.available = {
    nanoCpus: info.available.nanoCpus - by * nanoCpus,
    memoryBytes: info.available.memoryBytes - by * memoryBytes,
  };
}

export function createNodeInfo(node: Node, tasks: Task[] = []): NodeInfo {
  const info: NodeInfo = {
    node,
    tasks: new Map(),
    active: 0,
    activeOf: new Map(),
    available: node.resources,
    hostPorts: new Set(),
    failures: new Map(),
  };
  for (const task of tasks) addTask(info, task);
  return info;
}

/** The node was changed: its resources are reckoned anew from what its tasks reserve. */
export function renewNode(info: NodeInfo, node: Node): void {
  info.node = node;
  info.available = node.resources;
  for (const task of info.tasks.values()) reserve(info, task, 1);
}

/** Adds a task, or takes note that one is wanted (no more). */
export function addTask(info: NodeInfo, task: Task): void {
  const known = info.tasks.get(task.id);
  if (known) {
    if (isActive(known) === isActive(task)) return;
    info.tasks.set(task.id, task);
    count(info, task, isActive(task) ? 1 : -1);
    return;
  }
  info.tasks.set(task.id, task);
  reserve(info, task, 1);
  for (const port of hostPortsOf(task)) info.hostPorts.add(port);
  if (isActive(task)) count(info, task, 1);
}

/** Answers whether the task was there. */
export function removeTask(info: NodeInfo, task: Task): boolean {
  const known = info.tasks.get(task.id);
  if (!known) return false;
  info.tasks.delete(task.id);
  if (isActive(known)) count(info, task, -1);
  for (const port of hostPortsOf(task)) info.hostPorts.delete(port);
  reserve(info, task, -1);
  return true;
}

const failureKey = (task: Task) => `${task.serviceId} ${task.specVersion}`;

export function noteFailure(info: NodeInfo, task: Task, now: number): void {
  const recent = (info.failures.get(failureKey(task)) ?? []).filter((at) => now - at < MONITOR_FAILURES_MS);
  info.failures.set(failureKey(task), [...recent, now]);
}

export function recentFailures(info: NodeInfo, task: Task, now: number): number {
  const instants = info.failures.get(failureKey(task)) ?? [];
  return instants.filter((at) => now - at <= MONITOR_FAILURES_MS).length;
}
