/**
 * New tasks that wait to be started: until their restart delay is over and the task that they replace has stopped
 * (manager/orchestrator/restart/restart.go, DelayStart). Whoever waits for the start is told, also when it is called off.
 */
import { isAfter, type Task } from "../objects.ts";
import type { Change } from "../store.ts";
import type { Scope } from "../world.ts";

/** A task that does not stop is waited for no longer than this. */
const OLD_TASK_TIMEOUT_MS = 60_000;

export type DelayWish = {
  /** The task that is replaced. */
  oldTask?: Task;
  newTaskId: string;
  delayMs: number;
  waitStop: boolean;
};

type Delay = DelayWish & {
  isElapsed: boolean;
  isWaitingForStop: boolean;
  isOver: boolean;
  /** The next restart of the new task waits for this delay already. */
  hasWaiter: boolean;
  whenDone: (() => void)[];
};

type Delays = {
  /** Replaces a delay of the same new task. `whenDone` is called once, when it is over or called off. */
  start(wish: DelayWish, whenDone?: () => void): void;
  isDelayed(taskId: string): boolean;
  /** Calls when the delay of this task is over; a second call for the same task is not kept. */
  wait(taskId: string, whenDone: () => void): void;
  cancel(taskId: string): void;
  /** To be told of every change of the store. */
  change(change: Change): void;
};

const isNodeGone = ({ action, object }: Change) =>
  object.kind === "node" && (action === "delete" || (action === "update" && object.status.state === "down"));

export function createDelays(scope: Scope, startNow: (taskId: string) => void): Delays {
  const delays = new Map<string, Delay>();
  /** Those that wait for a task to stop, by that task. */
  const waiting = new Map<string, Set<Delay>>();

  const end = (delay: Delay) => {
    delay.isOver = true;
    if (delays.get(delay.newTaskId) === delay) delays.delete(delay.newTaskId);
    for (const whenDone of delay.whenDone) whenDone();
  };

  const proceed = (delay: Delay) => {
    if (delay.isOver || !delay.isElapsed || delay.isWaitingForStop) return;
    startNow(delay.newTaskId);
    end(delay);
  };

  const cancel = (taskId: string) => {
    const delay = delays.get(taskId);
    if (delay) end(delay);
  };

  const waitFor = (oldTask: Task, delay: Delay) => {
    const others = waiting.get(oldTask.id);
    if (others) others.add(delay);
    else waiting.set(oldTask.id, new Set([delay]));
  };

  /** The old task is waited for no longer. */
  const letGo = (delay: Delay) => {
    delay.isWaitingForStop = false;
    const oldId = delay.oldTask?.id ?? "";
    const others = waiting.get(oldId);
    others?.delete(delay);
    if (others?.size === 0) waiting.delete(oldId);
    proceed(delay);
  };

  const letGoOn = (nodeId: string) => {
    for (const delay of delays.values()) if (delay.isWaitingForStop && delay.oldTask?.nodeId === nodeId) letGo(delay);
  };

  return {
    start(wish, whenDone) {
      cancel(wish.newTaskId);
      const { oldTask } = wish;
      const isWaitingForStop = wish.waitStop && oldTask !== undefined && !isAfter(oldTask.status.state, "running");
      const whenDoneAll = whenDone ? [whenDone] : [];
      const delay: Delay = {
        ...wish,
        isElapsed: false,
        isWaitingForStop,
        isOver: false,
        hasWaiter: false,
        whenDone: whenDoneAll,
      };
      delays.set(wish.newTaskId, delay);
      scope.after(wish.delayMs, () => {
        delay.isElapsed = true;
        proceed(delay);
      });
      if (!isWaitingForStop) return;
      waitFor(oldTask, delay);
      scope.after(Math.max(OLD_TASK_TIMEOUT_MS, wish.delayMs), () => letGo(delay));
    },
    isDelayed: (taskId) => delays.has(taskId),
    wait(taskId, whenDone) {
      const delay = delays.get(taskId);
      if (!delay || delay.hasWaiter) return;
      delay.hasWaiter = true;
      delay.whenDone.push(whenDone);
    },
    cancel,
    change(change) {
      const { action, object } = change;
      if (isNodeGone(change)) letGoOn(object.id);
      if (object.kind !== "task" || action !== "update" || !isAfter(object.status.state, "running")) return;
      for (const delay of waiting.get(object.id) ?? []) letGo(delay);
    },
  };
}
