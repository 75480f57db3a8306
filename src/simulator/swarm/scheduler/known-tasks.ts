/** What the scheduler keeps in mind between its rounds, and how changes of the store alter it (manager/scheduler/scheduler.go, createTask, updateTask). */
import { isAfter, isBefore, type Node, type Task } from "../objects.ts";
import { addTask, createNodeInfo, noteFailure, removeTask, renewNode, type NodeInfo } from "./node-info.ts";

export type Known = {
  infos: Map<string, NodeInfo>;
  tasks: Map<string, Task>;
  /** Tasks without a node. */
  unassigned: Map<string, Task>;
  /** Tasks made for a node (of global services): waiting for the scheduler's consent, and all of them. */
  preassigned: Map<string, Task>;
  madeForNode: Set<string>;
};

export const createKnown = (): Known => ({
  infos: new Map(),
  tasks: new Map(),
  unassigned: new Map(),
  preassigned: new Map(),
  madeForNode: new Set(),
});

export function learnNode(known: Known, node: Node): void {
  const info = known.infos.get(node.id);
  if (info) renewNode(info, node);
  else known.infos.set(node.id, createNodeInfo(node));
}

/** Answers whether a node has room again. */
export function forgetTask(known: Known, task: Task): boolean {
  known.tasks.delete(task.id);
  known.unassigned.delete(task.id);
  known.preassigned.delete(task.id);
  known.madeForNode.delete(task.id);
  const info = known.infos.get(task.nodeId ?? "");
  return info !== undefined && removeTask(info, task);
}

/** A task that is pending or further and not over. Answers whether the scheduler has something to do. */
function learnLiveTask(known: Known, task: Task): boolean {
  const before = known.tasks.get(task.id);
  if (task.nodeId === undefined) {
    if (before) forgetTask(known, before);
    known.tasks.set(task.id, task);
    known.unassigned.set(task.id, task);
    return true;
  }
  if (task.status.state === "pending") {
    if (before) forgetTask(known, before);
    known.tasks.set(task.id, task);
    known.madeForNode.add(task.id);
    known.preassigned.set(task.id, task);
    return false;
  }
  known.tasks.set(task.id, task);
  const info = known.infos.get(task.nodeId);
  if (info) addTask(info, task);
  return false;
}

/** Tasks that the scheduler did not choose the node for do not speak against it. */
function noteIfFailed(known: Known, task: Task, before: Task, now: number): void {
  const { state } = task.status;
  const info = known.infos.get(task.nodeId ?? "");
  if (state === before.status.state || (state !== "failed" && state !== "rejected")) return;
  if (info && !known.madeForNode.has(task.id)) noteFailure(info, task, now);
}

/** A task was made or changed. Answers whether the scheduler has something to do: a task to place, or room for one. */
export function learnTask(known: Known, task: Task, now: number): boolean {
  const { state } = task.status;
  if (isBefore(state, "pending")) return false;
  if (!isAfter(state, "running")) return learnLiveTask(known, task);
  const before = known.tasks.get(task.id);
  if (!before) return false;
  noteIfFailed(known, task, before, now);
  forgetTask(known, before);
  return true;
}
