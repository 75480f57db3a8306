/** Removes old tasks: history beyond the limit, and tasks that were to be removed and have stopped (manager/orchestrator/taskreaper/task_reaper.go). */
import { isAfter, isBefore, type Service, type Task } from "../objects.ts";
import { learntAt } from "../restart/history.ts";
import type { Change } from "../store.ts";
import type { Scope, World } from "../world.ts";

const INTERVAL_MS = 250;

/** With more than this to look at it does not wait. */
const MOST_DIRTY = 1_000;

type Dirty = Pick<Task, "serviceId" | "slot" | "nodeId">;

const isOver = (task: Task) => isAfter(task.status.state, "running");
const willNeverRun = (task: Task) => isBefore(task.status.state, "assigned") && isAfter(task.desiredState, "running");

/** To be removed, and nothing runs of it (any more). */
const canGo = ({ desiredState, status }: Task) =>
  desiredState === "remove" && (isBefore(status.state, "assigned") || !isBefore(status.state, "complete"));

/** A service that limits its restarts needs the history to count them. */
function limitOf(service: Service, usual: number): number {
  const { maxAttempts = 0 } = service.spec.task.restart ?? {};
  return maxAttempts > 0 ? maxAttempts + 1 : usual;
}

/** A replicated service has a history for each slot, a global one for each node, jobs none. */
function historyOf({ store }: World, service: Service, { slot, nodeId = "" }: Dirty): Task[] {
  const { kind } = service.spec.mode;
  if (kind === "replicated") return store.tasksInSlot(service.id, slot);
  return kind === "global" ? store.tasksOnNode(nodeId).filter(({ serviceId }) => serviceId === service.id) : [];
}

/** The tasks of a slot to remove, oldest first, and whether the slot must be looked at again: several of its tasks still run. */
export function excessOf(history: Task[], limit: number): { excess: Task[]; isDirty: boolean } {
  if (limit < 0 || history.length <= limit) return { excess: [], isDirty: false };
  const excess: Task[] = [];
  let running = 0;
  for (const task of history.toSorted((a, b) => learntAt(a) - learntAt(b))) {
    if (!isOver(task) && !willNeverRun(task)) running++;
    else excess.push(task);
    if (history.length <= limit + excess.length) break;
  }
  return { excess, isDirty: running > 1 };
}

export function startReaper(world: World, scope: Scope): void {
  const { store, settings } = world;
  const dirty = new Map<string, Dirty>();
  const toRemove = new Set<string>();
  let isTimed = false;

  const reapSlots = () => {
    for (const [key, entry] of dirty) {
      const service = store.service(entry.serviceId);
      const limit = service ? limitOf(service, settings.taskHistoryLimit) : -1;
      const { excess, isDirty } = excessOf(service ? historyOf(world, service, entry) : [], limit);
      for (const task of excess) toRemove.add(task.id);
      if (!isDirty) dirty.delete(key);
    }
  };

  const tick = () => {
    reapSlots();
    const tasks = [...toRemove].flatMap((id) => store.task(id) ?? []);
    toRemove.clear();
    store.commit((write) => {
      for (const task of tasks) write.remove(task);
    });
  };

  const note = ({ action, object }: Change) => {
    if (object.kind !== "task" || action === "delete") return;
    const { serviceId, slot, nodeId } = object;
    if (action === "create") dirty.set(`${serviceId} ${slot} ${nodeId ?? ""}`, object);
    else if (canGo(object)) toRemove.add(object.id);
    if (dirty.size + toRemove.size > MOST_DIRTY) return tick();
    if (isTimed) return;
    isTimed = true;
    scope.after(INTERVAL_MS, () => {
      isTimed = false;
      tick();
    });
  };

  for (const task of store.tasks()) if (canGo(task)) toRemove.add(task.id);
  if (toRemove.size > 0) tick();
  scope.watch({ change: note });
}
