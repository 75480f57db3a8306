/** Counting the failures of an update (manager/orchestrator/update/updater.go, failureTriggersAction). */
import { isRollingBack, monitorMsOf } from "../defaults.ts";
import type { Service, UpdateConfig } from "../objects.ts";
import type { World } from "../world.ts";
import { pauseUpdate, rollBackUpdate } from "./status.ts";

export type Failures = {
  /** A task that this update makes; a failure before it came up counts too. */
  made(taskId: string): void;
  cameUp(taskId: string): void;
  /** A task of the service ended. Answers whether the update is given up for it: stopped, or stopped but still declared complete. */
  ended(taskId: string): "stop" | "give-up" | undefined;
};

export function createFailures(world: World, service: Service, config: UpdateConfig, slots: number): Failures {
  const upSince = new Map<string, number | undefined>();
  const failed = new Set<string>();

  const isCounted = (taskId: string) => {
    if (failed.has(taskId) || !upSince.has(taskId)) return false;
    const since = upSince.get(taskId);
    return since === undefined || world.loop.now() - since <= monitorMsOf(config);
  };

  const act = (taskId: string): ReturnType<Failures["ended"]> => {
    const because = `due to failure or early termination of task ${taskId}`;
    if (config.failureAction === "pause") {
      pauseUpdate(world, service.id, `update paused ${because}`);
      return "stop";
    }
    // A rollback is never rolled back.
    if (isRollingBack(service)) {
      pauseUpdate(world, service.id, `rollback paused ${because}`);
      return "give-up";
    }
    rollBackUpdate(world, service.id, `update rolled back ${because}`);
    return "stop";
  };

  return {
    made: (taskId) => void upSince.set(taskId, undefined),
    cameUp: (taskId) => void upSince.set(taskId, world.loop.now()),
    ended(taskId) {
      if (config.failureAction === "continue" || !isCounted(taskId)) return undefined;
      failed.add(taskId);
      return Math.fround(failed.size / slots) > Math.fround(config.maxFailureRatio) ? act(taskId) : undefined;
    },
  };
}
