/** Where the tasks of one version of one service go (manager/scheduler/scheduler.go, scheduleTaskGroup and below). Pure but for the notes in `infos`. */
import type { Random } from "../../kernel/random.ts";
import { shuffled } from "../identity.ts";
import type { Task } from "../objects.ts";
import { activeTasksOf, addTask, MOST_FAILURES, recentFailures, type NodeInfo } from "./node-info.ts";
import { createPipeline } from "./pipeline.ts";
import { growTree, orderedNodes, type Tree, type TreeWish } from "./tree.ts";

/** A task with the node chosen for it; what is left over fits nowhere, and why. */
type Placed = { placed: { task: Task; nodeId: string }[]; left: Task[]; explanation: string };

type Group = {
  random: Random;
  /** Tasks still to place. */
  waiting: Task[];
  placed: Placed["placed"];
  wish: TreeWish;
};

/** Few failures of late (when there are many on either), then few tasks of the service, then few tasks. */
function isBetterFor(task: Task, now: number) {
  return (a: NodeInfo, b: NodeInfo): boolean => {
    const failuresA = recentFailures(a, task, now);
    const failuresB = recentFailures(b, task, now);
    if (Math.max(failuresA, failuresB) >= MOST_FAILURES && failuresA !== failuresB) return failuresA < failuresB;
    const difference = activeTasksOf(a, task.serviceId) - activeTasksOf(b, task.serviceId);
    return difference === 0 ? a.active < b.active : difference < 0;
  };
}

/** The place of the next node that still passes, from `from` on and round again; undefined when none does. */
function nextOpen(nodes: NodeInfo[], from: number, full: Set<number>, wish: TreeWish): number | undefined {
  for (let at = from; at < from + nodes.length; at++) {
    const index = at % nodes.length;
    if (!full.has(index) && wish.passes(nodes[index] as NodeInfo)) return at;
    full.add(index);
  }
  return undefined;
}

/**
 * Places up to `most` tasks on the nodes of a leaf, best first. The first round fills each node up to the next one's number of tasks; after it
 * each node that still passes gets one in turn. Answers how many were placed.
 */
function placeOnNodes(group: Group, nodes: NodeInfo[], most: number): number {
  const { waiting, placed, wish } = group;
  const full = new Set<number>();
  let at = 0;
  let count = 0;
  while (waiting.length > 0) {
    const info = nodes[at % nodes.length] as NodeInfo;
    const task = { ...(waiting.shift() as Task), nodeId: info.node.id };
    addTask(info, task);
    placed.push({ task, nodeId: info.node.id });
    count++;
    if (count === most) return count;
    const next = nodes[at + 1];
    if (!next || wish.isBetter(next, info)) at++;
    const open = nextOpen(nodes, at, full, wish);
    if (open === undefined) return count;
    at = open;
  }
  return count;
}

type Split = { count: number; usable: number; full: Set<Tree> };

/** One round over the branches: each is brought up to its even share. Answers whether any branch was short of it. */
function evenOut(group: Group, tree: Tree, most: number, split: Split): boolean {
  const open = tree.branches.size - split.full.size;
  const total = split.usable + most - split.count;
  const share = Math.floor(total / open);
  let rest = total % open;
  let isShort = false;
  for (const branch of shuffled(group.random, tree.branches.values())) {
    if (split.full.has(branch)) continue;
    if (branch.tasks > share || (branch.tasks === share && rest === 0)) continue;
    isShort = true;
    const wanted = share - branch.tasks + (rest > 0 ? 1 : 0);
    const done = placeOnTree(group, branch, wanted);
    if (done < wanted) {
      split.full.add(branch);
      split.usable -= branch.tasks;
    } else if (rest > 0) rest--;
    split.count += done;
  }
  return isShort;
}

/** Splits `most` tasks over the branches until all are placed, all branches are full, or none is short of its share. Answers how many were placed. */
function placeOnTree(group: Group, tree: Tree, most: number): number {
  if (tree.branches.size === 0) {
    const nodes = orderedNodes(tree, group.wish);
    return nodes.length === 0 ? 0 : placeOnNodes(group, nodes, most);
  }
  const split: Split = { count: 0, usable: tree.tasks, full: new Set() };
  while (split.count !== most && split.full.size !== tree.branches.size) {
    if (!evenOut(group, tree, most, split)) break;
  }
  return split.count;
}

/** All of `tasks` are of the same version of the same service. */
export function placeTasks(infos: NodeInfo[], tasks: Task[], now: number, random: Random): Placed {
  const [task] = tasks;
  if (!task) return { placed: [], left: [], explanation: "" };
  const { passes, explain } = createPipeline(task);
  const wish: TreeWish = {
    serviceId: task.serviceId,
    spreadOver: task.spec.placement?.spreadOver ?? [],
    most: tasks.length,
    passes,
    isBetter: isBetterFor(task, now),
  };
  const group: Group = { random, waiting: [...tasks], placed: [], wish };
  placeOnTree(group, growTree(shuffled(random, infos), wish), tasks.length);
  return { placed: group.placed, left: group.waiting, explanation: explain() };
}

/** Whether a task may run on the node that it was made for (a global service's), and if not, why. */
export function checkNode(info: NodeInfo, task: Task): { fits: boolean; explanation: string } {
  const { passes, explain } = createPipeline(task);
  return { fits: passes(info), explanation: explain() };
}
