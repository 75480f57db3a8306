/** The scheduler's loop: it waits until changes have settled, then places what is waiting (manager/scheduler/scheduler.go). */
import type { Service, Task } from "../objects.ts";
import { isAfter } from "../objects.ts";
import { createDebounce } from "./debounce.ts";
import { createKnown, forgetTask, learnNode, learnTask, type Known } from "./known-tasks.ts";
import { addTask, removeTask } from "./node-info.ts";
import { checkNode, placeTasks } from "./place.ts";
import { shuffled } from "../identity.ts";
import type { Change } from "../store.ts";
import type { Scope, World } from "../world.ts";

type Decision = { old: Task; task: Task };

const isSameStatus = (a: Task, b: Task) =>
  a.status.state === b.status.state && a.status.message === b.status.message && a.status.err === b.status.err;

function assigned(task: Task, nodeId: string, message: string, now: number): Task {
  return { ...task, nodeId, status: { state: "assigned", at: now, message } };
}

/** A task that no node could take. One of an older version of its service is not tried again, and is over if it is to be shut down. */
function unplaced(known: Known, service: Service, task: Task, explanation: string, now: number): Task {
  if (service.specVersion > task.specVersion) {
    if (task.status.state !== "pending" || isAfter("shutdown", task.desiredState)) return task;
    return { ...task, status: { state: "shutdown", at: now, message: task.status.message } };
  }
  const err = explanation === "" ? "no suitable node" : `no suitable node (${explanation})`;
  const told: Task = { ...task, status: { ...task.status, at: now, err } };
  known.unassigned.set(task.id, told);
  return told;
}

/** Writes the decisions down. A task whose node changed since it was looked at stays as it is; those come back. */
function apply(world: World, known: Known, decisions: Decision[]): Decision[] {
  const { store } = world;
  const failed: Decision[] = [];
  store.commit((write) => {
    for (const decision of decisions) {
      const { task } = decision;
      const current = store.task(task.id);
      if (!current) forgetTask(known, task);
      else if (isSameStatus(current, task)) continue;
      else if (current.version !== decision.old.version) failed.push(decision);
      else write.put(task);
    }
  });
  return failed;
}

function placeGroup(world: World, known: Known, tasks: Task[]): Decision[] {
  const now = world.loop.now();
  const { placed, left, explanation } = placeTasks([...known.infos.values()], tasks, now, world.random);
  const oldOf = new Map(tasks.map((task) => [task.id, task]));
  const decisions: Decision[] = placed.map(({ task, nodeId }) => {
    const old = oldOf.get(task.id) ?? task;
    return { old, task: assigned(old, nodeId, "scheduler assigned task to node", now) };
  });
  for (const old of left) {
    const service = world.store.service(old.serviceId);
    if (service) decisions.push({ old, task: unplaced(known, service, old, explanation, now) });
  }
  for (const { task } of decisions) known.tasks.set(task.id, task);
  return decisions;
}

function takeBack(known: Known, { old, task }: Decision): void {
  known.tasks.set(old.id, old);
  const info = known.infos.get(task.nodeId ?? "");
  if (info) removeTask(info, task);
}

/** Places every task that has no node, a group for each version of each service. */
function placeUnassigned(world: World, known: Known): void {
  const groups = new Map<string, Task[]>();
  for (const task of shuffled(world.random, known.unassigned.values())) {
    const key = `${task.serviceId} ${task.specVersion}`;
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  known.unassigned.clear();
  const decisions = [...groups.values()].flatMap((tasks) => placeGroup(world, known, tasks));
  for (const decision of apply(world, known, decisions)) {
    takeBack(known, decision);
    const current = world.store.task(decision.old.id);
    if (current) known.unassigned.set(current.id, current);
  }
}

/** Confirms the tasks that were made for a node, or says why they cannot run there. */
function placePreassigned(world: World, known: Known): void {
  const now = world.loop.now();
  const decisions: Decision[] = [];
  for (const old of known.preassigned.values()) {
    const info = known.infos.get(old.nodeId ?? "");
    if (!info) continue;
    const { fits, explanation } = checkNode(info, old);
    const task: Task = fits
      ? assigned(old, info.node.id, "scheduler confirmed task can run on preassigned node", now)
      : { ...old, status: { ...old.status, at: now, err: explanation } };
    known.tasks.set(task.id, task);
    if (fits) addTask(info, task);
    decisions.push({ old, task });
  }
  const failed = new Set(apply(world, known, decisions));
  for (const decision of decisions) {
    if (failed.has(decision)) takeBack(known, decision);
    else if (decision.task.status.state === "assigned") known.preassigned.delete(decision.old.id);
  }
}

/** Answers whether a round is called for. */
function learn(world: World, known: Known, { action, object }: Change): boolean {
  const isGone = action === "delete";
  if (object.kind === "task") return isGone ? forgetTask(known, object) : learnTask(known, object, world.loop.now());
  if (object.kind !== "node") return false;
  if (isGone) known.infos.delete(object.id);
  else learnNode(known, object);
  return !isGone;
}

export function startScheduler(world: World, scope: Scope): void {
  const known = createKnown();
  let isTickDue = true;
  for (const node of world.store.nodes()) learnNode(known, node);
  for (const task of world.store.tasks()) {
    const isGone = task.status.state === "pending" && isAfter(task.desiredState, "complete");
    if (!isGone) learnTask(known, task, world.loop.now());
  }
  const round = () => {
    if (known.preassigned.size > 0) placePreassigned(world, known);
    if (isTickDue) placeUnassigned(world, known);
    isTickDue = false;
  };
  round();
  const debounce = createDebounce(world.loop, scope, round);
  scope.watch({
    change(change) {
      if (learn(world, known, change)) isTickDue = true;
    },
    commit: debounce,
  });
}
