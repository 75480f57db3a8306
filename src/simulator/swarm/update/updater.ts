/**
 * One rolling update: workers, as many as the parallelism says, each take the next slot, replace its task, wait until the new one is up, wait
 * the delay, and go on. Then failures are watched for a while longer before the update is called complete (manager/orchestrator/update/updater.go).
 */
import { DEFAULT_UPDATE, isRollingBack, monitorMsOf } from "../defaults.ts";
import { shuffled } from "../identity.ts";
import { isAfter, isBefore, type Service, type TaskState, type UpdateConfig } from "../objects.ts";
import type { Slot } from "../orchestrator/tasks.ts";
import type { Restarts } from "../restart/supervisor.ts";
import type { Change } from "../store.ts";
import type { Scope, World } from "../world.ts";
import { createFailures } from "./failures.ts";
import { isSlotDirty, updateSlot, type Replacing } from "./replace.ts";
import { completeUpdate, startUpdate } from "./status.ts";

export type Updater = {
  service: Service;
  isOver(): boolean;
  cancel(): void;
  /** To be told of every change of the store. */
  change(change: Change): void;
};

const configOf = (service: Service): UpdateConfig =>
  (isRollingBack(service) ? service.spec.rollback : service.spec.update) ?? DEFAULT_UPDATE;

/** An update with a delay is watched for longer than the delay. */
const monitoringMs = (config: UpdateConfig) =>
  config.delayMs >= monitorMsOf(config) ? config.delayMs + 1_000 : monitorMsOf(config);

const isPaused = (service: Service) =>
  service.updateStatus?.state === "paused" || service.updateStatus?.state === "rollback_paused";

type Parts = { world: World; scope: Scope; restarts: Restarts };

function createRun({ world, scope, restarts }: Parts, service: Service, dirty: Slot[]): Updater {
  const config = configOf(service);
  const failures = createFailures(world, service, config, dirty.length);
  const waiting = [...dirty];
  const waitingForUp = new Map<string, (state: TaskState) => void>();
  /** Ends that come while the last workers are still busy; they are judged after, as upstream reads them only then. */
  const unread: string[] = [];
  let busy = 0;
  let phase: "handing-out" | "waiting" | "monitoring" | "over" = "handing-out";
  let isStopped = false;
  let isCancelled = false;

  const finish = () => {
    phase = "over";
    if (!isStopped) completeUpdate(world, service.id);
  };

  /** Judges an end; answers whether it ends what is going on. */
  const judge = (taskId: string): boolean => {
    const verdict = failures.ended(taskId);
    if (verdict === "stop") isStopped = true;
    return verdict !== undefined;
  };

  const monitor = () => {
    if (isStopped) return finish();
    phase = "monitoring";
    for (let taskId = unread.shift(); taskId !== undefined; taskId = unread.shift()) if (judge(taskId)) return finish();
    scope.after(monitoringMs(config), () => {
      if (phase === "monitoring") finish();
    });
  };

  /** Nothing more is handed out; the busy workers end what they are at. */
  const closeQueue = () => {
    if (phase === "handing-out") phase = "waiting";
    if (phase === "waiting" && busy === 0) monitor();
  };

  const replacing: Replacing = {
    world,
    restarts,
    service,
    config,
    isCancelled: () => isCancelled,
    made: failures.made,
    cameUp: failures.cameUp,
    whenUp: (taskId, run) => void waitingForUp.set(taskId, run),
  };

  const rest = () => {
    busy--;
    if (phase === "handing-out") handOut();
    else closeQueue();
  };

  const work = (slot: Slot) =>
    updateSlot(replacing, slot, () => {
      if (config.delayMs === 0) return rest();
      scope.after(config.delayMs, () => {
        if (!isCancelled) rest();
      });
    });

  const workers = config.parallelism === 0 ? dirty.length : config.parallelism;
  let isHandingOut = false;
  const handOut = () => {
    // A worker that is done at once comes back while the loop below still runs, which goes on with the next slot itself.
    if (isHandingOut) return;
    isHandingOut = true;
    while (phase === "handing-out" && busy < workers) {
      const slot = waiting.shift();
      if (!slot) break;
      busy++;
      work(slot);
    }
    isHandingOut = false;
    if (waiting.length === 0) closeQueue();
  };

  scope.after(0, () => {
    if (!isCancelled) handOut();
  });

  const ended = (taskId: string) => {
    if (phase === "waiting") unread.push(taskId);
    else if (judge(taskId)) {
      if (phase === "monitoring") finish();
      else closeQueue();
    }
  };

  return {
    service,
    isOver: () => phase === "over",
    cancel() {
      isCancelled = true;
      isStopped = true;
      phase = "over";
    },
    change({ action, object }) {
      if (action !== "update" || object.kind !== "task" || phase === "over" || object.serviceId !== service.id) return;
      const { state } = object.status;
      // The failure first: with both at hand upstream may do either, and this way a failed update takes no further slot.
      if (isAfter(state, "running")) ended(object.id);
      const up = waitingForUp.get(object.id);
      if (!up || isBefore(state, "running")) return;
      waitingForUp.delete(object.id);
      up(state);
    },
  };
}

/** Starts an update of these slots, taken in an order of chance, to what the service wishes now; answers nothing when there is nothing to do. */
export function startUpdater(parts: Parts, service: Service, slots: Slot[]): Updater | undefined {
  if (isPaused(service)) return undefined;
  const { world } = parts;
  const dirty = shuffled(world.random, slots).filter((slot) => isSlotDirty(world, service, slot));
  if (dirty.length === 0) {
    if (service.updateStatus?.state === "updating" || isRollingBack(service)) completeUpdate(world, service.id);
    return undefined;
  }
  if (!service.updateStatus) startUpdate(world, service.id);
  return createRun(parts, service, dirty);
}
