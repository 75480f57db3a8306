/** What an update says of itself in its service (manager/orchestrator/update/updater.go, startUpdate and the like). */
import { isRollingBack } from "../defaults.ts";
import type { Service } from "../objects.ts";
import type { World } from "../world.ts";

/** Changes the service, unless it is gone; `change` answers nothing when there is nothing to do. */
function alter({ store }: World, serviceId: string, change: (service: Service) => Service | undefined): void {
  const service = store.service(serviceId);
  const changed = service && change(service);
  if (changed) store.commit((write) => void write.put(changed));
}

export function startUpdate(world: World, serviceId: string): void {
  alter(world, serviceId, (service) => {
    if (service.updateStatus) return undefined;
    const updateStatus = { state: "updating", message: "update in progress", startedAt: world.loop.now() } as const;
    return { ...service, updateStatus };
  });
}

// In the three below a service without a status was changed since the update began, and its new update is another's.

export function pauseUpdate(world: World, serviceId: string, message: string): void {
  alter(world, serviceId, (service) => {
    if (!service.updateStatus) return undefined;
    const state = isRollingBack(service) ? "rollback_paused" : "paused";
    return { ...service, updateStatus: { ...service.updateStatus, state, message } };
  });
}

export function completeUpdate(world: World, serviceId: string): void {
  const completedAt = world.loop.now();
  alter(world, serviceId, (service) => {
    if (!service.updateStatus) return undefined;
    const done = isRollingBack(service)
      ? ({ state: "rollback_completed", message: "rollback completed" } as const)
      : ({ state: "completed", message: "update completed" } as const);
    return { ...service, updateStatus: { ...service.updateStatus, ...done, completedAt } };
  });
}

/** Back to the wishes before the update, which are forgotten, so that there is no way on from there. */
export function rollBackUpdate(world: World, serviceId: string, message: string): void {
  alter(world, serviceId, (service) => {
    const { previousSpec, previousSpecVersion, ...rest } = service;
    if (!service.updateStatus || !previousSpec) return undefined;
    const updateStatus = { ...service.updateStatus, state: "rollback_started", message } as const;
    return { ...rest, spec: previousSpec, specVersion: previousSpecVersion ?? 0, updateStatus };
  });
}
