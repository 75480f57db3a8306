/** What a new leader puts right first: what the last one had begun and was to end later (manager/orchestrator/taskinit/init.go). */
import { restartDelayMsOf } from "../defaults.ts";
import { isAfter, type Task } from "../objects.ts";
import { learntAt } from "../restart/history.ts";
import type { Restarts } from "../restart/supervisor.ts";
import type { World } from "../world.ts";

/** Tasks that were waiting to be started: the rest of their delay is waited, reckoned from when they were made. */
function startWaiting({ loop }: World, restarts: Restarts, task: Task): void {
  if (task.desiredState !== "ready" || isAfter(task.status.state, "complete")) return;
  const delay = restartDelayMsOf(task);
  const left = Math.min(delay, learntAt(task) + delay - loop.now());
  if (left > 0) restarts.delayStart({ newTaskId: task.id, delayMs: left, waitStop: true });
  else restarts.startNow(task.id);
}

/** All tasks of a slot in its newest version but the first were restarts. */
function countRestarts(restarts: Restarts, slot: Task[]): void {
  const newest = Math.max(...slot.map(({ specVersion }) => specVersion));
  const current = slot.filter(({ specVersion }) => specVersion === newest);
  for (const task of current.toSorted((a, b) => a.createdAt - b.createdAt).slice(1))
    restarts.note(task, task.createdAt);
}

export function takeOver(world: World, restarts: Restarts): void {
  const { store } = world;
  const slots = new Map<string, Task[]>();
  for (const task of store.tasks()) {
    const service = store.service(task.serviceId);
    if (!service) {
      store.commit((write) => write.remove(task));
      continue;
    }
    const isByNode = service.spec.mode.kind === "global" || service.spec.mode.kind === "global-job";
    const key = `${service.id} ${isByNode ? (task.nodeId ?? "") : task.slot}`;
    slots.set(key, [...(slots.get(key) ?? []), task]);
    startWaiting(world, restarts, task);
  }
  for (const slot of slots.values()) countRestarts(restarts, slot);
}
