/** Runs the health checks of each version of each app (core/health/impl/MarathonHealthCheckManager.scala, HealthCheckActor.scala). */
import type { World } from "../world.ts";
import type { App, HealthCheck } from "./app.ts";
import { afterCheck, isAlive, UNKNOWN, type Health } from "./health.ts";
import type { Instance } from "./instances.ts";
import type { Tracker } from "./tracker.ts";

/** core/health/HealthCheck.scala, DefaultFirstHealthCheckAfter: the first check does not wait a whole interval. */
const FIRST_AFTER_MS = 5_000;

/** `no`: at once, the connection is refused; `silence`: nothing comes back, so the check fails when its time is up. */
export type Answer = "yes" | "no" | "silence";

export type HealthChecks = {
  /** Checks the instances of this version from now on. */
  start(app: App): void;
};

type Parts = {
  tracker: Tracker;
  /** How a task answers a request now. */
  probe(task: string): Answer;
  /** Whether instances of this version may still come or be there. */
  isNeeded(app: App): boolean;
  kill(instance: Instance): void;
};

export function createHealthChecks(world: World, { tracker, probe, isNeeded, kill }: Parts): HealthChecks {
  const { loop } = world;
  const running = new Set<string>();
  /** By instance's task, of each check in the app's order. */
  const known = new Map<string, Health[]>();

  tracker.subscribe(({ instance, before, isGone }) => {
    const task = before?.task?.id;
    if (task && (isGone || instance.task?.id !== task)) known.delete(task);
  });

  /** An instance that was there before the scenario passed its checks long ago. */
  const initial = ({ spec, healthy, since }: Instance): Health[] =>
    spec.healthChecks.map(() =>
      healthy ? { firstSuccess: since, lastSuccess: since, consecutiveFailures: 0 } : UNKNOWN,
    );

  const judge = (instance: Instance, check: HealthCheck, index: number, passed: boolean) => {
    const task = instance.task?.id ?? "";
    const before = known.get(task) ?? initial(instance);
    const result = { passed, now: loop.now(), since: instance.since };
    const next = afterCheck(before[index] ?? UNKNOWN, check, result);
    const after = before.with(index, next.health);
    known.set(task, after);
    // Only a change is told: what never passed a check stays unknown, and keeps the beginning of its grace period.
    const isHealthy = after.every(isAlive);
    if (isHealthy !== before.every(isAlive)) tracker.update(instance.id, { healthy: isHealthy });
    const current = tracker.get(instance.id);
    if (next.kill && current) kill(current);
  };

  const ask = ({ id, task }: Instance, check: HealthCheck, index: number) => {
    const answered = (passed: boolean) => {
      const instance = tracker.get(id);
      if (instance?.task && instance.task.id === task?.id && instance.condition === "Running")
        judge(instance, check, index, passed);
    };
    const answer = probe(task?.id ?? "");
    if (answer === "silence") loop.after(check.timeoutSeconds * 1_000, () => answered(false));
    else answered(answer === "yes");
  };

  const checkAll = (app: App, check: HealthCheck, index: number) => {
    for (const instance of tracker.ofApp(app.id)) {
      if (instance.spec.version === app.version && instance.condition === "Running") ask(instance, check, index);
    }
  };

  const begin = (app: App, check: HealthCheck, index: number) => {
    const intervalMs = check.intervalSeconds * 1_000;
    const turn = () => {
      if (!isNeeded(app)) return void running.delete(`${app.id} ${app.version}`);
      loop.after(intervalMs, turn);
      checkAll(app, check, index);
    };
    loop.after(Math.min(intervalMs, FIRST_AFTER_MS), turn);
  };

  return {
    start(app) {
      const key = `${app.id} ${app.version}`;
      if (running.has(key) || app.healthChecks.length === 0) return;
      running.add(key);
      for (const [index, check] of app.healthChecks.entries()) begin(app, check, index);
    },
  };
}
