/** Making tasks, and whether one still is what its service wishes (manager/orchestrator/{task,service}.go). */
import type { Random } from "../../kernel/random.ts";
import { meetsTexts } from "../constraint.ts";
import { newId } from "../identity.ts";
import { isAfter, type Node, type Service, type Task, type TaskState } from "../objects.ts";
import { isSame } from "../same.ts";
import type { Store, Write } from "../store.ts";

/** Tasks of one slot of a replicated service, or of one node of a global one. Two or more only in the middle of an update. */
export type Slot = Task[];

type TaskWish = { service: Service; slot: number; nodeId?: string; desiredState: TaskState; now: number };

export function newTask(random: Random, { service, slot, nodeId, desiredState, now }: TaskWish): Task {
  const task: Task = {
    kind: "task",
    id: newId(random),
    version: 0,
    createdAt: now,
    updatedAt: now,
    serviceId: service.id,
    slot,
    spec: service.spec.task,
    specVersion: service.specVersion,
    specPorts: service.spec.ports ?? [],
    ports: service.endpointPorts,
    status: { state: "new", at: now, message: "created" },
    desiredState,
  };
  return nodeId === undefined ? task : { ...task, nodeId };
}

export const isGlobal = (service: Service) => service.spec.mode.kind === "global";
export const isReplicated = (service: Service) => service.spec.mode.kind === "replicated";
export const isJob = (service: Service) =>
  service.spec.mode.kind === "replicated-job" || service.spec.mode.kind === "global-job";

/** A node whose tasks must go elsewhere: gone, down or drained. */
export const isInvalid = (node: Node | undefined) =>
  node === undefined || node.status.state === "down" || node.availability === "drain";

/** Only the placement differs, and the task's node is still one that the new constraints allow. */
function differsInPlacementOnly(service: Service, task: Task, node: Node | undefined): boolean {
  const wanted = service.spec.task;
  if (isSame(wanted.placement, task.spec.placement)) return false;
  const { placement: _, ...wantedRest } = wanted;
  const { placement: __, ...rest } = task.spec;
  return isSame(wantedRest, rest) && node !== undefined && meetsTexts(wanted.placement?.constraints, node);
}

/** Whether the task must be replaced to be what the service wishes. */
export function isDirty(service: Service, task: Task, node: Node | undefined): boolean {
  if (service.specVersion === task.specVersion) return false;
  if (differsInPlacementOnly(service, task, node)) return false;
  return !isSame(service.spec.task, task.spec) || !isSame(service.spec.ports ?? [], task.specPorts);
}

/** Wishes of a task more, never less. */
export function desire(write: Write, task: Task, desiredState: TaskState): void {
  if (!isAfter(task.desiredState, desiredState)) write.put({ ...task, desiredState });
}

/** A service was removed: its agents stop the tasks, then the reaper removes them. */
export function removeTasksOf(store: Store, service: Service): void {
  store.commit((write) => {
    for (const task of store.tasksOfService(service.id)) desire(write, task, "remove");
  });
}
