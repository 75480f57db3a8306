/** The updates under way, one a service (manager/orchestrator/update/updater.go, Supervisor). */
import type { Service } from "../objects.ts";
import type { Slot } from "../orchestrator/tasks.ts";
import type { Restarts } from "../restart/supervisor.ts";
import { isSame } from "../same.ts";
import type { Change } from "../store.ts";
import type { Scope, World } from "../world.ts";
import { startUpdater, type Updater } from "./updater.ts";

export type Updates = {
  /** Sees to it that these slots become what the service wishes. An update to other wishes is called off. */
  update(service: Service, slots: Slot[]): void;
  /** To be told of every change of the store, after the orchestrators. */
  change(change: Change): void;
};

export function createUpdates(world: World, scope: Scope, restarts: Restarts): Updates {
  const updaters = new Map<string, Updater>();
  const forgetOver = () => {
    for (const [id, updater] of updaters) if (updater.isOver()) updaters.delete(id);
  };
  return {
    change(change) {
      for (const updater of updaters.values()) updater.change(change);
      forgetOver();
    },
    update(service, slots) {
      forgetOver();
      const current = updaters.get(service.id);
      if (current && isSame(current.service.spec, service.spec)) return;
      current?.cancel();
      updaters.delete(service.id);
      const updater = startUpdater({ world, scope, restarts }, service, slots);
      if (updater) updaters.set(service.id, updater);
    },
  };
}
