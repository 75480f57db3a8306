/** Apps, tasks and deployments as Marathon's interface writes them (docs/rest-api/public/api/v2/types). `epoch`: Unix milliseconds of the simulation's instant 0. */
import type { AppView, InstanceView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import type { Deployment } from "../../simulator/mesos/marathon/deploy/deployments.ts";
import { rfc3339 } from "../docker/format/instant.ts";

/** Always with milliseconds, as Marathon writes it. */
function instant(at: number): string {
  const text = rfc3339(at);
  return text.includes(".")
    ? text.replace(/\.(\d+)Z$/, (_, digits: string) => `.${digits.padEnd(3, "0")}Z`)
    : text.replace("Z", ".000Z");
}

export function taskJson(instance: InstanceView, app: AppView | undefined, epoch: number) {
  const isChecked = (app?.healthChecks.length ?? 0) > 0 && instance.healthy !== undefined;
  return {
    appId: instance.app,
    ...(isChecked ? { healthCheckResults: [{ alive: instance.healthy, taskId: instance.task }] } : {}),
    host: instance.agent ?? null,
    id: instance.task ?? instance.id,
    stagedAt: instant(epoch + instance.since),
    ...(instance.condition === "Running" ? { startedAt: instant(epoch + instance.since) } : {}),
    state: `TASK_${instance.condition.toUpperCase()}`,
    version: instant(epoch + instance.version),
  };
}

/** Instances that have a task. */
export const tasksOf = (mesos: Mesos, app?: string): InstanceView[] =>
  mesos.instances(app).filter(({ task, goal }) => task !== undefined && goal === "Running");

export function deploymentJson(deployment: Deployment, epoch: number) {
  const { id, app, actions, currentStep, startedAt } = deployment;
  return {
    affectedApps: [app],
    affectedPods: [],
    currentActions: [{ action: actions[Math.max(0, currentStep - 1)] ?? null, app }],
    currentStep,
    id,
    steps: actions.map((action) => ({ actions: [{ action, app }] })),
    totalSteps: actions.length,
    version: instant(epoch + startedAt),
  };
}

export function appJson(mesos: Mesos, app: AppView, epoch: number) {
  const { version, configVersion, delayedUntil: _, ...definition } = app;
  return {
    ...definition,
    deployments: mesos.deployments().flatMap(({ id, app: own }) => (own === app.id ? [{ id }] : [])),
    version: instant(epoch + version),
    versionInfo: {
      lastConfigChangeAt: instant(epoch + configVersion),
      lastScalingAt: instant(epoch + version),
    },
  };
}

export function queueJson(mesos: Mesos, now: number) {
  const waiting = mesos.apps().flatMap((app) => {
    const missing = app.instances - app.tasksRunning - app.tasksStaged;
    if (missing <= 0) return [];
    const secondsLeft = Math.max(0, Math.ceil(((app.delayedUntil ?? now) - now) / 1_000));
    const delay = { overdue: secondsLeft === 0, timeLeftSeconds: secondsLeft };
    return [{ app: { id: app.id }, count: missing, delay }];
  });
  return { queue: waiting };
}
