/** Keeps as many slots filled as each replicated service wishes (manager/orchestrator/replicated/{services,tasks,slot}.go). */
import { isAfter, type Node, type Service, type Task } from "../objects.ts";
import type { Restarts } from "../restart/supervisor.ts";
import type { Change, Write } from "../store.ts";
import type { Updates } from "../update/supervisor.ts";
import type { Scope, World } from "../world.ts";
import { firstToKeep } from "./scale-down.ts";
import { desire, isInvalid, isReplicated, newTask, removeTasksOf, type Slot } from "./tasks.ts";

export type Parts = { world: World; scope: Scope; restarts: Restarts; updates: Updates };

type Slots = Map<number, Slot>;

/** Slots with something for the updater in them, and slots with nothing but history. */
function slotsOf({ world, restarts }: Parts, service: Service): { live: Slots; dead: Slots } {
  const all: Slots = new Map();
  for (const task of world.store.tasksOfService(service.id)) all.set(task.slot, [...(all.get(task.slot) ?? []), task]);
  const live: Slots = new Map();
  const dead: Slots = new Map();
  for (const [number, slot] of all) {
    const updatable = restarts.updatable(slot, service);
    if (updatable.length > 0) live.set(number, updatable);
    else dead.set(number, slot);
  }
  return { live, dead };
}

/** New tasks in the lowest numbers that are free; the history of those numbers stays. */
function addTasks(
  { world }: Parts,
  write: Write,
  service: Service,
  { live, dead }: { live: Slots; dead: Slots },
  count: number,
) {
  let slot = 0;
  for (let i = 0; i < count; i++) {
    do slot++;
    while (live.has(slot));
    dead.delete(slot);
    write.put(newTask(world.random, { service, slot, desiredState: "running", now: world.loop.now() }));
  }
}

function deleteDead(write: Write, dead: Slots): void {
  for (const slot of dead.values()) for (const task of slot) write.remove(task);
}

function reconcile(parts: Parts, service: Service): void {
  const { mode } = service.spec;
  if (mode.kind !== "replicated") return;
  const { store } = parts.world;
  const { live, dead } = slotsOf(parts, service);
  const slots = [...live.values()];
  if (mode.replicas >= live.size) {
    const missing = mode.replicas - live.size;
    if (missing > 0) parts.updates.update(service, slots);
    store.commit((write) => {
      addTasks(parts, write, service, { live, dead }, missing);
      deleteDead(write, dead);
    });
    if (missing === 0) parts.updates.update(service, slots);
    return;
  }
  const ordered = firstToKeep(slots);
  parts.updates.update(service, ordered.slice(0, mode.replicas));
  store.commit((write) => {
    deleteDead(write, dead);
    for (const slot of ordered.slice(mode.replicas)) for (const { id } of slot) desireIfThere(parts, write, id);
  });
}

function desireIfThere({ world }: Parts, write: Write, taskId: string): void {
  const task = world.store.task(taskId);
  if (task) desire(write, task, "remove");
}

/** Whether the task ended, or its node cannot run it, while it is wanted. */
function needsRestart({ world }: Parts, task: Task): boolean {
  if (isAfter(task.desiredState, "running")) return false;
  const isLost = task.nodeId !== undefined && isInvalid(world.store.node(task.nodeId));
  return isAfter(task.status.state, "running") || isLost;
}

export function startReplicated(parts: Parts): void {
  const { world, restarts, scope } = parts;
  const { store } = world;
  const toRestart = new Set<string>();
  const toReconcile = new Map<string, Service>();

  const serviceOf = (task: Task) => {
    const service = store.service(task.serviceId);
    return service && isReplicated(service) ? service : undefined;
  };

  const noteNode = (node: Node, isGone: boolean) => {
    if (!isGone && !isInvalid(node)) return;
    for (const task of store.tasksOnNode(node.id)) {
      if (!isAfter(task.desiredState, "running") && serviceOf(task)) toRestart.add(task.id);
    }
  };

  const noteTask = (task: Task, isGone: boolean) => {
    const service = serviceOf(task);
    if (isGone) {
      if (service && !isAfter(task.desiredState, "running")) toReconcile.set(service.id, service);
      restarts.cancel(task.id);
    } else if (service && needsRestart(parts, task)) toRestart.add(task.id);
  };

  const noteService = (service: Service, isGone: boolean) => {
    if (!isReplicated(service)) return;
    if (!isGone) return void toReconcile.set(service.id, service);
    removeTasksOf(store, service);
    restarts.forget(service.id);
    toReconcile.delete(service.id);
  };

  const note = ({ action, object }: Change) => {
    const isGone = action === "delete";
    if (object.kind === "node") noteNode(object, isGone);
    else if (object.kind === "task") noteTask(object, isGone);
    else noteService(object, isGone);
  };

  const restartTasks = () => {
    const ids = [...toRestart];
    toRestart.clear();
    store.commit((write) => {
      for (const id of ids) {
        const task = store.task(id);
        const service = task && serviceOf(task);
        if (task && service && !isAfter(task.desiredState, "running")) restarts.restart(write, service, task);
      }
    });
  };

  const reconcileServices = () => {
    const services = [...toReconcile.values()];
    toReconcile.clear();
    for (const service of services) reconcile(parts, service);
  };

  const act = () => {
    if (toRestart.size > 0) restartTasks();
    if (toReconcile.size > 0) reconcileServices();
  };

  for (const task of store.tasks()) if (serviceOf(task) && needsRestart(parts, task)) toRestart.add(task.id);
  for (const service of store.services()) noteService(service, false);
  act();
  scope.watch({ change: note, commit: act });
}
