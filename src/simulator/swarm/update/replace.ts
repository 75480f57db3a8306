/** Replacing the tasks of one slot in an update: one step of a worker (manager/orchestrator/update/updater.go, worker, updateTask, useExistingTask). */
import { isAfter, isBefore, type Service, type Task, type TaskState, type UpdateConfig } from "../objects.ts";
import { isDirty, isGlobal, newTask, type Slot } from "../orchestrator/tasks.ts";
import type { Restarts } from "../restart/supervisor.ts";
import type { Write } from "../store.ts";
import type { World } from "../world.ts";

export type Replacing = {
  world: World;
  restarts: Restarts;
  service: Service;
  config: UpdateConfig;
  isCancelled(): boolean;
  /** A task made by this update, before it exists. */
  made(taskId: string): void;
  /** It came up, or ended. */
  cameUp(taskId: string): void;
  /** Calls once when the task is running or over. */
  whenUp(taskId: string, run: (state: TaskState) => void): void;
};

/** Those that are to be shut down now; nothing when all that were still wanted are being shut down by another. */
function removable({ world }: Replacing, tasks: Slot): Task[] | undefined {
  const wanted = tasks.filter((task) => !isAfter(task.desiredState, "running"));
  const live = wanted.flatMap((task) => world.store.task(task.id) ?? []);
  const removed = live.filter((task) => !isAfter(task.desiredState, "running"));
  return removed.length === 0 && wanted.length > 0 ? undefined : removed;
}

const shutDown = (write: Write, tasks: Task[]) => tasks.map((task) => write.put({ ...task, desiredState: "shutdown" }));

function replacementOf({ world, service }: Replacing, slot: Slot): Task {
  const [first] = slot;
  const nodeId = isGlobal(service) ? first?.nodeId : undefined;
  const place = nodeId === undefined ? {} : { nodeId };
  const now = world.loop.now();
  return newTask(world.random, { service, slot: first?.slot ?? 0, ...place, desiredState: "ready", now });
}

/** The new task runs: with start-first the old ones go only now. */
function finish(replacing: Replacing, slot: Slot, taskId: string, state: TaskState): void {
  replacing.cameUp(taskId);
  if (replacing.config.order !== "start-first" || state !== "running") return;
  const old = removable(replacing, slot);
  if (old && old.length > 0) replacing.world.store.commit((write) => void shutDown(write, old));
}

/** A new task in the slot. `done` comes when it is up (or over); never when the update is called off before. */
function replace(replacing: Replacing, slot: Slot, done: () => void): void {
  const { world, restarts, service, config } = replacing;
  const isStartFirst = config.order === "start-first";
  const old = isStartFirst ? [] : removable(replacing, slot);
  if (!old || !world.store.service(service.id)) return done();
  const made = replacementOf(replacing, slot);
  replacing.made(made.id);
  let removed: Task[] = [];
  world.store.commit((write) => {
    write.put(made);
    removed = shutDown(write, old);
  });
  let state: TaskState | undefined;
  let isStarted = false;
  const proceed = () => {
    if (state === undefined || !isStarted || replacing.isCancelled()) return;
    finish(replacing, slot, made.id, state);
    done();
  };
  replacing.whenUp(made.id, (reached) => {
    state = reached;
    proceed();
  });
  const oldTask = removed.at(-1);
  restarts.delayStart(
    { ...(oldTask ? { oldTask } : {}), newTaskId: made.id, delayMs: 0, waitStop: !isStartFirst },
    () => {
      isStarted = true;
      proceed();
    },
  );
}

/** There is a task of the new version already: only the others go, and it is started if it was not. */
function keep(replacing: Replacing, slot: Slot, kept: Task, done: () => void): void {
  const { world, restarts } = replacing;
  const others = slot.filter((task) => task !== kept);
  const old = removable(replacing, others);
  if (!old) return done();
  let removed: Task[] = [];
  if (old.length > 0) world.store.commit((write) => void (removed = shutDown(write, old)));
  if (kept.desiredState === "running") return done();
  const oldTask = removed.at(-1);
  restarts.delayStart({ ...(oldTask ? { oldTask } : {}), newTaskId: kept.id, delayMs: 0, waitStop: true }, () => {
    if (!replacing.isCancelled()) done();
  });
}

export function isSlotDirty(world: World, service: Service, slot: Slot): boolean {
  const [first] = slot;
  return slot.length > 1 || (first !== undefined && isDirty(service, first, world.store.node(first.nodeId)));
}

export function updateSlot(replacing: Replacing, slot: Slot, done: () => void): void {
  const { world, service } = replacing;
  const clean = slot.filter((task) => !isDirty(service, task, world.store.node(task.nodeId)));
  const running = clean.find((task) => task.desiredState === "running");
  const starting = clean.findLast((task) => isBefore(task.desiredState, "running"));
  const kept = running ?? starting;
  if (kept) keep(replacing, slot, kept, done);
  else replace(replacing, slot, done);
}
