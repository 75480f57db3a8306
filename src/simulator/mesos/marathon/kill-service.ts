/** Ends tasks of instances that are not wanted any more (core/task/termination/impl/KillServiceActor.scala). */
import type { Master } from "../master/master.ts";
import type { World } from "../world.ts";
import { isActive, isOver, isTerminal, type Instance } from "./instances.ts";
import type { Tracker } from "./tracker.ts";

/** --kill_chunk_size and --kill_retry_timeout */
const MOST_IN_FLIGHT = 100;
const RETRY_MS = 30_000;

/** What the executor grants between SIGTERM and SIGKILL when the app does not say (src/launcher/executor.cpp). */
const DEFAULT_GRACE_MS = 3_000;

export type KillService = {
  /** The instance keeps its goal: it is launched again if it is to run. */
  kill(instance: Instance): void;
  /** A task of Marathon's that it knows nothing of. */
  killUnknown(task: string): void;
};

export function startKillService(world: World, master: Master, tracker: Tracker): KillService {
  const { loop } = world;
  const queued = new Map<string, Instance>();
  const inFlight = new Map<string, Instance>();

  const request = (instance: Instance) => {
    const { task, spec, condition } = tracker.get(instance.id) ?? instance;
    // No answer would come from an agent that cannot be reached.
    if (!task || condition === "Unreachable" || condition === "UnreachableInactive") return;
    const seconds = spec.taskKillGracePeriodSeconds;
    master.kill(task.id, seconds === undefined ? DEFAULT_GRACE_MS : seconds * 1_000);
  };

  const process = () => {
    for (const [id, instance] of queued) {
      if (inFlight.size >= MOST_IN_FLIGHT) return;
      queued.delete(id);
      inFlight.set(id, instance);
      request(instance);
      retry(id, instance);
    }
  };

  const retry = (id: string, instance: Instance) =>
    loop.after(RETRY_MS, () => {
      if (inFlight.get(id) !== instance) return;
      request(instance);
      retry(id, instance);
    });

  const kill = (instance: Instance) => {
    if (inFlight.has(instance.id) || !isActive(instance)) return;
    queued.set(instance.id, instance);
    process();
  };

  tracker.subscribe(({ instance, isGone }) => {
    if (isGone || isTerminal(instance.condition)) {
      queued.delete(instance.id);
      inFlight.delete(instance.id);
      process();
    } else if (instance.goal === "Decommissioned" && !isOver(instance)) {
      kill(instance);
    }
  });

  return { kill, killUnknown: (task) => master.kill(task, DEFAULT_GRACE_MS) };
}
