/** Runs jobs: tasks that are to complete, not to stay (manager/orchestrator/jobs/{replicated,global}/reconciler.go). */
import { meetsTexts } from "../constraint.ts";
import { isAfter, isBefore, type Mode, type Node, type Service, type Task } from "../objects.ts";
import type { Change, Write } from "../store.ts";
import type { Parts } from "./replicated.ts";
import { isInvalid, isJob, newTask, removeTasksOf } from "./tasks.ts";

type ReplicatedJob = Extract<Mode, { kind: "replicated-job" }>;

const iterationOf = (service: Service) => service.jobIteration ?? 0;

function addJobTask({ world }: Parts, write: Write, service: Service, place: { slot: number; nodeId?: string }): void {
  const task = newTask(world.random, { service, ...place, desiredState: "complete", now: world.loop.now() });
  write.put({ ...task, jobIteration: iterationOf(service) });
}

const isWanted = (task: Task) => !isAfter(task.desiredState, "complete");

function restartFailed({ restarts }: Parts, write: Write, service: Service, tasks: Task[]): void {
  for (const task of tasks) {
    if (isWanted(task) && isAfter(task.status.state, "complete")) restarts.restart(write, service, task);
  }
}

function removeStale(write: Write, service: Service, tasks: Task[]): void {
  for (const task of tasks) {
    if (task.jobIteration !== iterationOf(service) && task.desiredState !== "remove")
      write.put({ ...task, desiredState: "remove" });
  }
}

/** As many tasks at a time as allowed, until as many have completed as wished. */
function reconcileReplicated(parts: Parts, service: Service, mode: ReplicatedJob): void {
  const { store } = parts.world;
  const tasks = store.tasksOfService(service.id);
  const current = tasks.filter((task) => task.jobIteration === iterationOf(service));
  const completed = current.filter((task) => task.status.state === "complete");
  const running = current.filter((task) => task.status.state !== "complete" && isWanted(task));
  const taken = new Set([...completed, ...running].map(({ slot }) => slot));
  const wanted = Math.min(
    mode.maxConcurrent - running.length,
    mode.totalCompletions - completed.length - running.length,
  );
  store.commit((write) => {
    for (let slot = 0, made = 0; slot < mode.totalCompletions && made < wanted; slot++) {
      if (taken.has(slot)) continue;
      addJobTask(parts, write, service, { slot });
      made++;
    }
    restartFailed(parts, write, service, running);
    removeStale(
      write,
      service,
      tasks.filter((task) => !isAfter(task.status.state, "running")),
    );
  });
}

const isFit = (node: Node) => node.availability === "active" && node.status.state === "ready";

/** One task on every node that is fit. */
function reconcileGlobal(parts: Parts, service: Service): void {
  const { store } = parts.world;
  const tasks = store.tasksOfService(service.id);
  const current = tasks.filter((task) => task.jobIteration === iterationOf(service) && isWanted(task));
  const taskOn = new Map(current.map((task) => [task.nodeId, task]));
  store.commit((write) => {
    for (const node of store.nodes()) {
      if (!meetsTexts(service.spec.task.placement?.constraints, node)) continue;
      const task = taskOn.get(node.id);
      if (!task && isFit(node)) addJobTask(parts, write, service, { slot: 0, nodeId: node.id });
      if (task && isInvalid(node) && !isAfter(task.status.state, "running"))
        write.put({ ...task, desiredState: "shutdown" });
    }
    restartFailed(
      parts,
      write,
      service,
      current.flatMap(({ id }) => store.task(id) ?? []),
    );
    removeStale(write, service, tasks);
  });
}

function reconcile(parts: Parts, service: Service): void {
  const { mode } = service.spec;
  if (mode.kind === "replicated-job") reconcileReplicated(parts, service, mode);
  else if (mode.kind === "global-job") reconcileGlobal(parts, service);
}

export function startJobs(parts: Parts): void {
  const { world, restarts, scope } = parts;
  const { store } = world;

  const noteService = (service: Service, isGone: boolean) => {
    if (!isJob(service)) return;
    if (!isGone) return reconcile(parts, service);
    removeTasksOf(store, service);
    restarts.forget(service.id);
  };

  /** A task of a job ended while it was still wanted. */
  const noteTask = (task: Task) => {
    if (task.jobIteration === undefined || isBefore(task.status.state, "complete") || !isWanted(task)) return;
    const service = store.service(task.serviceId);
    if (service) reconcile(parts, service);
  };

  const note = ({ action, object }: Change) => {
    if (object.kind === "service") noteService(object, action === "delete");
    else if (object.kind === "task" && action === "update") noteTask(object);
  };

  for (const service of store.services()) reconcile(parts, service);
  scope.watch({ change: note });
}
