/** Marathon, a framework that keeps apps running: its parts and how they are joined. */
import type { Master } from "../master/master.ts";
import { hasEnded, type ProcessBehaviour, type StatusUpdate } from "../master/types.ts";
import type { World } from "../world.ts";
import type { App } from "./app.ts";
import { createDeployments, type Deployments } from "./deploy/deployments.ts";
import { createHealthChecks, type Answer } from "./health-checks.ts";
import { configOf, CONDITIONS, isActive, isTerminal, type Condition, type Instance } from "./instances.ts";
import { propose } from "./kill-order.ts";
import { startKillService } from "./kill-service.ts";
import { createLaunchQueue } from "./launch-queue.ts";
import { CLEAN_UP_MS, createRateLimiter } from "./rate-limiter.ts";
import { startReviving } from "./revive.ts";
import { createTracker, type Change, type Tracker } from "./tracker.ts";
import { watchUnreachable } from "./unreachable.ts";

/** --scale_apps_interval: how often the number of instances of every app is looked at. */
const SCALE_CHECK_MS = 300_000;

/** --task_launch_timeout: a task that has not come up by then is killed. */
const LAUNCH_TIMEOUT_MS = 300_000;

/** core/task/update/impl/steps/NotifyRateLimiterStepImpl.scala */
const LIMIT_WORTHY = new Set<Condition>(["Dropped", "Error", "Failed", "Gone", "Finished"]);
const ADVANCE_WORTHY = new Set<Condition>(["Staging", "Starting", "Running", "Provisioned"]);

export type Marathon = {
  framework: string;
  apps: Map<string, App>;
  tracker: Tracker;
  deployments: Deployments;
  /** Begins the health checks of this version. */
  checkHealth(app: App): void;
  killInstance(instance: Instance): void;
  /** The app may be launched at once, whatever failed before. */
  resetDelay(app: App): void;
  /** Until when failures keep the app from being launched; nothing when they do not. */
  delayedUntil(app: App): number | undefined;
};

type Parts = {
  master: Master;
  framework: { name: string; role: string };
  mostInstances: number;
  behaviourOf(app: App): ProcessBehaviour;
  probe(task: string): Answer;
};

export function startMarathon(world: World, { master, framework, mostInstances, behaviourOf, probe }: Parts): Marathon {
  const { loop } = world;
  const { name } = framework;
  const apps = new Map<string, App>();
  const tracker = createTracker(world, mostInstances);
  const limiter = createRateLimiter();

  const limit = ({ instance, before }: Change) => {
    const { condition, spec } = instance;
    if (condition === before?.condition) return;
    const isLimited = LIMIT_WORTHY.has(condition);
    if (isLimited) limiter.add(spec, loop.now());
    else if (ADVANCE_WORTHY.has(condition)) limiter.advance(spec, loop.now());
    if (limiter.deadline(configOf(spec)) !== undefined) reviving.delayChanged(configOf(spec));
  };
  tracker.subscribe(limit);

  const queue = createLaunchQueue(world, { framework: name, master, tracker, limiter, behaviourOf });
  master.subscribe({
    name,
    role: framework.role,
    partitionAware: true,
    offered: queue.offered,
    rescinded: () => undefined,
    updated: (update) => updated(update),
  });
  const reviving = startReviving(world, { framework: name, master, tracker, limiter });
  const kills = startKillService(world, master, tracker);
  const isNeeded = (app: App) =>
    apps.get(app.id)?.version === app.version || tracker.ofApp(app.id).some(({ spec }) => spec.version === app.version);
  const health = createHealthChecks(world, { tracker, probe, isNeeded, kill: kills.kill });

  /** Outside of deployments: as many instances as the app says. */
  const scale = (id: string) => {
    const app = apps.get(id);
    if (!app || deployments.ofApp(id)) return;
    const { toKill, toStart } = propose(app, tracker.ofApp(id), app.instances);
    for (const instance of toKill) tracker.decommission(instance.id);
    if (toStart > 0) queue.add(app, toStart);
  };

  const deployments = createDeployments({ world, tracker, queue }, health.start);
  watchUnreachable(world, tracker);

  tracker.subscribe(({ instance, before }) => {
    const isWorthy = (condition: Condition) => isTerminal(condition) || condition === "UnreachableInactive";
    const { id } = instance.spec;
    if (isWorthy(instance.condition) && before && !isWorthy(before.condition)) loop.after(0, () => scale(id));
  });

  const watchLaunch = ({ id, task }: Instance) =>
    loop.after(LAUNCH_TIMEOUT_MS, () => {
      const instance = tracker.get(id);
      const isLate = instance?.task?.id === task?.id && instance?.condition !== "Running";
      if (instance && isLate && isActive(instance)) kills.kill(instance);
    });
  tracker.subscribe(({ instance, before }) => {
    if (instance.condition === "Provisioned" && before?.condition !== "Provisioned") watchLaunch(instance);
  });

  function updated({ task, state }: StatusUpdate): void {
    const instance = tracker.ofTask(task);
    // A task that Marathon gave up and that is there again.
    if (!instance) return hasEnded(state) || state === "TASK_UNREACHABLE" ? undefined : kills.killUnknown(task);
    const condition = CONDITIONS[state];
    const runningSince =
      condition === "Running" ? (instance.task?.runningSince ?? loop.now()) : instance.task?.runningSince;
    const healthy = isTerminal(condition) ? undefined : instance.healthy;
    tracker.update(instance.id, { condition, healthy, task: instance.task && { ...instance.task, runningSince } });
  }

  const every = (ms: number, run: () => void) => {
    const turn = () => {
      loop.after(ms, turn);
      run();
    };
    loop.after(ms, turn);
  };
  every(CLEAN_UP_MS, () => limiter.cleanUp(loop.now()));
  every(SCALE_CHECK_MS, () => [...apps.keys()].forEach(scale));

  return {
    framework: name,
    apps,
    tracker,
    deployments,
    checkHealth: health.start,
    killInstance: kills.kill,
    resetDelay(app) {
      limiter.reset(app);
      reviving.delayChanged(configOf(app));
    },
    delayedUntil: (app) => {
      const deadline = limiter.deadline(configOf(app));
      return deadline !== undefined && deadline > loop.now() ? deadline : undefined;
    },
  };
}
