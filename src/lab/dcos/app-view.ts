/** Apps, tasks and deployments as Marathon's interface writes them (docs/rest-api/public/api/v2/types). `epoch`: Unix milliseconds of the simulation's instant 0. */
import type { AppView, InstanceView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import type { Deployment } from "../../simulator/mesos/marathon/deploy/deployments.ts";
import { type Condition, isScheduled } from "../../simulator/mesos/marathon/instances.ts";
import { rfc3339 } from "../docker/format/instant.ts";

/** Always with milliseconds, as Marathon writes it. */
export function instant(at: number): string {
  const text = rfc3339(at);
  return text.includes(".")
    ? text.replace(/\.(\d+)Z$/, (_, digits: string) => `.${digits.padEnd(3, "0")}Z`)
    : text.replace("Z", ".000Z");
}

/** What Mesos does not know of is said as it knows it (core/condition/Condition.scala, toMesosTaskStateOrStaging). */
const STATES: Partial<Record<Condition, string>> = {
  Provisioned: "TASK_STAGING",
  UnreachableInactive: "TASK_UNREACHABLE",
};

const stateOf = ({ condition }: InstanceView) => STATES[condition] ?? `TASK_${condition.toUpperCase()}`;

export function taskJson(instance: InstanceView, app: AppView | undefined, epoch: number) {
  const isChecked = (app?.healthChecks.length ?? 0) > 0 && instance.healthy !== undefined;
  return {
    appId: instance.app,
    ...(isChecked ? { healthCheckResults: [{ alive: instance.healthy, taskId: instance.task }] } : {}),
    host: instance.agent ?? null,
    id: instance.task ?? instance.id,
    ...(instance.stagedAt === undefined ? {} : { stagedAt: instant(epoch + instance.stagedAt) }),
    ...(instance.runningSince === undefined ? {} : { startedAt: instant(epoch + instance.runningSince) }),
    state: stateOf(instance),
    version: instant(epoch + instance.version),
  };
}

/** Instances that have a task. */
export const tasksOf = (mesos: Mesos, app?: string): InstanceView[] =>
  mesos.instances(app).filter(({ task, goal }) => task !== undefined && goal === "Running");

export function deploymentJson(deployment: Deployment, epoch: number) {
  const { id, app, actions, currentStep, startedAt, target } = deployment;
  return {
    affectedApps: [app],
    affectedPods: [],
    currentActions: [{ action: actions[Math.max(0, currentStep - 1)] ?? null, app }],
    currentStep,
    id,
    steps: actions.map((action) => ({ actions: [{ action, app }] })),
    totalSteps: actions.length,
    version: instant(epoch + (target?.version ?? startedAt)),
  };
}

export function appJson(mesos: Mesos, app: AppView, epoch: number) {
  const { version, configVersion, scalingVersion, delayedUntil: _, ...definition } = app;
  return {
    ...definition,
    deployments: mesos.deployments().flatMap(({ id, app: own }) => (own === app.id ? [{ id }] : [])),
    version: instant(epoch + version),
    versionInfo: {
      lastConfigChangeAt: instant(epoch + configVersion),
      lastScalingAt: instant(epoch + scalingVersion),
    },
  };
}

/** An app with instances that are still to be launched: `since` when the first of them waits. */
export type Queued = { app: AppView; count: number; since: number; secondsLeft: number };

/** By app. An upgrade's new instances wait beside the old ones that still run. */
export function queuedApps(mesos: Mesos): Queued[] {
  const now = mesos.now();
  return mesos.apps().flatMap((app) => {
    const left = mesos.instances(app.id).filter(isScheduled);
    if (left.length === 0) return [];
    const since = Math.min(...left.map((instance) => instance.since));
    const secondsLeft = Math.max(0, Math.ceil(((app.delayedUntil ?? now) - now) / 1_000));
    return [{ app, count: left.length, since, secondsLeft }];
  });
}

/** docs/rest-api/public/api/v2/types/queue.raml. `overdue`: it waits for offers, no longer for a delay to end. */
export function queueJson(mesos: Mesos, epoch: number) {
  const queue = queuedApps(mesos).map(({ app, count, since, secondsLeft }) => ({
    app: appJson(mesos, app, epoch),
    count,
    delay: { overdue: secondsLeft === 0, timeLeftSeconds: secondsLeft },
    since: instant(epoch + since),
  }));
  return { queue };
}
