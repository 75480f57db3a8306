/** Replaces tasks that ended, as their restart policy says (manager/orchestrator/restart/restart.go). */
import { isRollingBack, restartDelayMsOf } from "../defaults.ts";
import { isAfter, isBefore, type Service, type Task, type TaskState } from "../objects.ts";
import { isGlobal, isJob, newTask, type Slot } from "../orchestrator/tasks.ts";
import type { Write } from "../store.ts";
import type { Scope, World } from "../world.ts";
import { createDelays, type DelayWish } from "./delays.ts";
import { learntAt, noteRestart, shouldRestart, type History } from "./history.ts";

export type Restarts = {
  /** Shuts the task down and, if its policy allows, makes another in its place that starts after the delay. */
  restart(write: Write, service: Service, task: Task): void;
  /** The tasks of a slot that an update has to do with; empty when the slot is dead. */
  updatable(slot: Slot, service: Service): Slot;
  delayStart(wish: DelayWish, whenDone?: () => void): void;
  startNow(taskId: string): void;
  /** For a new leader, who reads from the store how often a task was restarted. */
  note(replacement: Task, at: number): void;
  cancel(taskId: string): void;
  forget(serviceId: string): void;
};

/** What a task is wanted to be once it may start. */
const startedState = (task: Task): TaskState => (task.jobIteration === undefined ? "running" : "complete");

function newestOf(slot: Slot): Task | undefined {
  return slot.reduce<Task | undefined>(
    (newest, task) => (newest && learntAt(newest) >= learntAt(task) ? newest : task),
    undefined,
  );
}

function replacementOf(world: World, service: Service, task: Task): Task {
  const place =
    isGlobal(service) || service.spec.mode.kind === "global-job"
      ? { slot: 0, nodeId: task.nodeId }
      : { slot: task.slot };
  const made = newTask(world.random, {
    service,
    slot: place.slot,
    ...(place.nodeId === undefined ? {} : { nodeId: place.nodeId }),
    desiredState: "ready",
    now: world.loop.now(),
  });
  return isJob(service) ? { ...made, jobIteration: service.jobIteration ?? 0 } : made;
}

/** The delay, which a drained node's tasks are spared, and whether the old task must have stopped before the new one starts. */
function paceOf(world: World, task: Task): { delayMs: number; waitStop: boolean } {
  const node = world.store.node(task.nodeId);
  return {
    delayMs: node?.availability === "drain" ? 0 : restartDelayMsOf(task),
    waitStop: node?.status.state !== "down" && !isAfter(task.status.state, "running"),
  };
}

export function createRestarts(world: World, scope: Scope): Restarts {
  const { store, loop } = world;
  const history: History = new Map();

  const startNow = (taskId: string) => {
    const task = store.task(taskId);
    if (!task || !isBefore(task.desiredState, "running")) return;
    store.commit((write) => void write.put({ ...task, desiredState: startedState(task) }));
  };
  const delays = createDelays(scope, startNow);
  scope.watch({ change: delays.change });

  const restart = (write: Write, service: Service, task: Task) => {
    // The task is itself waiting to be started: its own delay must end first, or a broken image would be retried without pause.
    if (delays.isDelayed(task.id)) return delays.wait(task.id, () => restartLater(task.id));
    if (isAfter(task.desiredState, "complete")) return;
    const old = write.put({ ...task, desiredState: "shutdown" });
    if (!shouldRestart(history, old, service)) return;
    const replacement = write.put(replacementOf(world, service, old));
    noteRestart(history, replacement, loop.now());
    delays.start({ oldTask: old, newTaskId: replacement.id, ...paceOf(world, old) });
  };

  const restartLater = (taskId: string) => {
    const task = store.task(taskId);
    const service = task && store.service(task.serviceId);
    if (!task || !service || isAfter(task.desiredState, "running")) return;
    store.commit((write) => restart(write, service, task));
  };

  return {
    restart,
    startNow,
    updatable(slot, service) {
      const live = slot.filter((task) => !isAfter(task.desiredState, "running"));
      if (live.length > 0) return live;
      // A rollback must converge: it does not leave tasks of the old version alone because they would not be restarted.
      const newest = isRollingBack(service) ? undefined : newestOf(slot);
      return newest && !shouldRestart(history, newest, service) ? [newest] : [];
    },
    delayStart: delays.start,
    note: (replacement, at) => noteRestart(history, replacement, at),
    cancel: delays.cancel,
    forget: (serviceId) => void history.delete(serviceId),
  };
}
