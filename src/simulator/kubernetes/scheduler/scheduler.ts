/** The parts of a running scheduler. */
import type { World } from "../world.ts";
import type { OnUnschedulable } from "./after-failure.ts";
import type { Cache } from "./cache.ts";
import type { FastScheduler } from "./fast/schedule.ts";
import type { Nominations } from "./nominations.ts";
import type { Pending } from "./pending.ts";

export type Scheduler = {
  world: World;
  cache: Cache;
  fast: FastScheduler;
  pending: Pending;
  nominations: Nominations;
  /** The nodes of pods that are chosen but not bound yet, by uid. */
  assumed: Map<string, string>;
  /** Tries whoever is ready, when informers have told of what has just happened. */
  wake(): void;
};

/** PostFilter for a scheduler: preemption wants its cache and nominations. */
export type PostFilter = (scheduler: Scheduler) => OnUnschedulable;
