/** What a service gets that does not say otherwise, and the constants of the control plane. */
import type { RestartPolicy, Service, Task, UpdateConfig } from "./objects.ts";

/** api/defaults/service.go: the same for updates and rollbacks. */
export const DEFAULT_UPDATE: UpdateConfig = {
  parallelism: 1,
  delayMs: 0,
  order: "stop-first",
  monitorMs: 5_000,
  failureAction: "pause",
  maxFailureRatio: 0,
};

const DEFAULT_MONITOR_MS = 5_000;
const DEFAULT_RESTART_DELAY_MS = 5_000;
const DEFAULT_RESTART: RestartPolicy = { condition: "any", delayMs: DEFAULT_RESTART_DELAY_MS };

/** A task that does not stop by itself is killed after this long. */
const DEFAULT_STOP_GRACE_MS = 10_000;

export const monitorMsOf = (config: UpdateConfig) => config.monitorMs ?? DEFAULT_MONITOR_MS;
export const restartPolicyOf = (task: Task) => task.spec.restart ?? DEFAULT_RESTART;
export const restartDelayMsOf = (task: Task) => task.spec.restart?.delayMs ?? DEFAULT_RESTART_DELAY_MS;
export const stopGraceMsOf = (task: Task) => task.spec.stopGraceMs ?? DEFAULT_STOP_GRACE_MS;

export const isRollingBack = (service: Service) => service.updateStatus?.state === "rollback_started";
