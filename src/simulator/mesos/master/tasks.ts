/** The master's list of tasks: those that may still use resources, and the last ones that ended. */
import { hasEnded, type StatusUpdate, type Task, type TaskState } from "./types.ts";
import type { World } from "../world.ts";

/** Mesos keeps 1,000 a framework (--max_completed_tasks_per_framework); a lesson needs fewer. */
const KEPT_ENDED = 200;

export type Tasks = {
  add(task: Task): void;
  get(id: string): Task | undefined;
  onAgent(agent: string): Task[];
  current(): Task[];
  /** Oldest first. */
  ended(): readonly Task[];
  /** Brings a task into a state; false when it is in it already or not known. */
  become(id: string, state: TaskState, message: string): boolean;
};

export const updateOf = ({ id, agent, state, message }: Task): StatusUpdate => ({ task: id, agent, state, message });

export function createTasks(world: World): Tasks {
  const current = new Map<string, Task>();
  const ended: Task[] = [];
  const log = ({ id, state, agent, message }: Task) =>
    world.note(`task ${id} ${state} ${agent}${message ? ` ${message}` : ""}`);
  return {
    add(task) {
      current.set(task.id, task);
      log(task);
    },
    get: (id) => current.get(id),
    onAgent: (agent) => [...current.values()].filter((task) => task.agent === agent),
    current: () => [...current.values()],
    ended: () => ended,
    become(id, state, message) {
      const task = current.get(id);
      if (!task || task.state === state) return false;
      Object.assign(task, { state, message, since: world.loop.now() });
      log(task);
      if (!hasEnded(state)) return true;
      current.delete(id);
      ended.push(task);
      if (ended.length > KEPT_ENDED) ended.shift();
      return true;
    },
  };
}
