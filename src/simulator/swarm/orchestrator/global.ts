/** Keeps one task of each global service on every node that is fit for it (manager/orchestrator/global/global.go). */
import { meetsTexts } from "../constraint.ts";
import { isAfter, type Node, type Service, type Task } from "../objects.ts";
import type { Change, Write } from "../store.ts";
import type { Parts } from "./replicated.ts";
import { isDirty, isGlobal, isInvalid, newTask, removeTasksOf, type Slot } from "./tasks.ts";

const isAllowed = (service: Service, node: Node) => meetsTexts(service.spec.task.placement?.constraints, node);

function shutDown({ world }: Parts, write: Write, tasks: Task[]): void {
  for (const { id } of tasks) {
    const task = world.store.task(id);
    if (task && !isAfter(task.desiredState, "running")) write.put({ ...task, desiredState: "shutdown" });
  }
}

function addTask({ world }: Parts, write: Write, service: Service, node: Node): void {
  if (!world.store.service(service.id)) return;
  write.put(
    newTask(world.random, { service, slot: 0, nodeId: node.id, desiredState: "running", now: world.loop.now() }),
  );
}

/** What the updater has to do with, by node. */
function slotsOf({ world, restarts }: Parts, service: Service): Map<string, Slot> {
  const all = new Map<string, Slot>();
  for (const task of world.store.tasksOfService(service.id)) {
    const nodeId = task.nodeId ?? "";
    all.set(nodeId, [...(all.get(nodeId) ?? []), task]);
  }
  const live = new Map<string, Slot>();
  for (const [nodeId, slot] of all) {
    const updatable = restarts.updatable(slot, service);
    if (updatable.length > 0) live.set(nodeId, updatable);
  }
  return live;
}

function reconcileService(parts: Parts, service: Service): void {
  const { store } = parts.world;
  const slots = slotsOf(parts, service);
  const toUpdate: Slot[] = [];
  store.commit((write) => {
    for (const node of store.nodes()) {
      if (isInvalid(node)) continue;
      const slot = slots.get(node.id) ?? [];
      slots.delete(node.id);
      if (!isAllowed(service, node)) shutDown(parts, write, slot);
      else if (node.availability === "pause") continue;
      else if (slot.length === 0) addTask(parts, write, service, node);
      else toUpdate.push(slot);
    }
    for (const slot of slots.values()) shutDown(parts, write, slot);
  });
  if (toUpdate.length > 0) parts.updates.update(service, toUpdate);
}

/** One service on one node, when the node changed. No rolling update: a stale task is replaced at once. */
function reconcileOnNode(parts: Parts, write: Write, service: Service, node: Node): void {
  const tasks = parts.world.store.tasksOnNode(node.id).filter(({ serviceId }) => serviceId === service.id);
  const live = parts.restarts.updatable(tasks, service);
  const clean = live.filter((task) => !isDirty(service, task, node));
  if (clean.length === 0) addTask(parts, write, service, node);
  shutDown(parts, write, [...live.filter((task) => !clean.includes(task)), ...clean.slice(1)]);
}

function reconcileNode(parts: Parts, node: Node): void {
  const { store } = parts.world;
  const services = store.services().filter(isGlobal);
  store.commit((write) => {
    if (isInvalid(node)) {
      const isOurs = ({ serviceId }: Task) => services.some(({ id }) => id === serviceId);
      return shutDown(parts, write, store.tasksOnNode(node.id).filter(isOurs));
    }
    if (node.availability === "pause") return;
    for (const service of services) if (isAllowed(service, node)) reconcileOnNode(parts, write, service, node);
  });
}

/** A task that ended is restarted, unless its node is no longer meant to run it. */
function restart(parts: Parts, task: Task, service: Service): void {
  const { store } = parts.world;
  const node = store.node(task.nodeId);
  if (isAfter(task.desiredState, "running") || !node || isInvalid(node)) return;
  store.commit((write) => {
    if (node.availability === "pause" || !isAllowed(service, node)) shutDown(parts, write, [task]);
    else parts.restarts.restart(write, service, task);
  });
}

export function startGlobal(parts: Parts): void {
  const { world, restarts, scope } = parts;
  const { store } = world;

  const noteTask = (taskId: string) => {
    const task = store.task(taskId);
    const service = task && store.service(task.serviceId);
    if (task && service && isGlobal(service) && isAfter(task.status.state, "running")) restart(parts, task, service);
  };

  const noteService = (service: Service, isGone: boolean) => {
    if (!isGlobal(service)) return;
    if (!isGone) return reconcileService(parts, service);
    removeTasksOf(store, service);
    restarts.forget(service.id);
  };

  const noteNode = (node: Node, isGone: boolean) => {
    if (!isGone) return reconcileNode(parts, node);
    store.commit((write) => {
      for (const task of store.tasksOnNode(node.id)) {
        const service = store.service(task.serviceId);
        if (service && isGlobal(service)) write.remove(task);
      }
    });
  };

  const note = ({ action, object }: Change) => {
    const isGone = action === "delete";
    if (object.kind === "service") noteService(object, isGone);
    else if (object.kind === "node") noteNode(object, isGone);
    else if (!isGone) noteTask(object.id);
  };

  for (const service of store.services()) {
    if (!isGlobal(service)) continue;
    for (const task of store.tasksOfService(service.id)) noteTask(task.id);
    reconcileService(parts, service);
  }
  scope.watch({ change: note });
}
