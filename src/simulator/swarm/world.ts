/** What every part of a swarm is handed: time, chance, the store, the settings, and how the simulated containers behave. */
import type { Loop } from "../kernel/loop.ts";
import type { Random } from "../kernel/random.ts";
import type { Task } from "./objects.ts";
import type { Store, Watcher } from "./store.ts";

/** What a container of an image does; spans in milliseconds. */
export type Behaviour = {
  /** To pull the image and create the container. */
  prepareMs: number;
  /** From the start until it counts as running (with a health check: until it is healthy). */
  startMs: number;
  /** From the signal to stop until it is gone; it is killed at the end of its grace. */
  stopMs: number;
  /** After this long in running it fails with `exitCode` (1 when not said). */
  failAfterMs?: number;
  exitCode?: number;
  /** The share of starts that fail so, 0 to 1; all when not said. */
  failShare?: number;
  /** After this long in running it ends well. */
  completeAfterMs?: number;
  /** There is no such image: the task is rejected. */
  isMissing?: boolean;
};

export type Settings = {
  /** How many old tasks of a slot are kept; below 0: all. Docker's --task-history-limit. */
  taskHistoryLimit: number;
  /** How long a manager gathers assignments, and an agent's reports, before it sends them or writes them down. */
  assignmentMs: number;
  reportMs: number;
  heartbeatMs: number;
};

export type World = {
  loop: Loop;
  random: Random;
  store: Store;
  settings: Settings;
  behaviourOf(task: Task): Behaviour;
};

/** What a manager set up while it led: it ends when the manager leads no more, and what was to happen later does not happen. */
export type Scope = {
  after(delayMs: number, run: () => void): void;
  watch(watcher: Watcher): void;
  end(): void;
};

export function createScope(loop: Loop, store: Store): Scope {
  let isOver = false;
  const stops: (() => void)[] = [];
  return {
    after: (delayMs, run) => loop.after(delayMs, () => void (isOver || run())),
    watch: (watcher) => void stops.push(store.watch(watcher)),
    end() {
      isOver = true;
      for (const stop of stops) stop();
    },
  };
}
