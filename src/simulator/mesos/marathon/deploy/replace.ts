/** Replaces old instances by new ones, as fast as the upgrade strategy allows (core/deployment/impl/TaskReplaceActor.scala). */
import { isConsideredHealthy, isTerminal, type Instance } from "../instances.ts";
import { restartStrategy } from "../restart-strategy.ts";
import { createReadiness } from "./readiness.ts";
import type { Begin } from "./types.ts";

/** Unhealthy ones are killed first. */
const inKillOrder = (instances: readonly Instance[]) =>
  instances.toSorted((a, b) => Number(isConsideredHealthy(a)) - Number(isConsideredHealthy(b)));

export const beginReplace: Begin = ({ tracker, queue }, app, done) => {
  const all = tracker.ofApp(app.id);
  const isNew = ({ spec }: Instance) => spec.version === app.version;
  const healthy = all.filter((instance) => instance.goal === "Running" && isConsideredHealthy(instance));
  const { maxCapacity, nrToKillImmediately } = restartStrategy(app, all.length, healthy.length);
  const oldRunning = all.filter((instance) => !isNew(instance) && instance.goal === "Running");
  const old = new Set(oldRunning.map(({ id }) => id));
  const toKill = inKillOrder(oldRunning).map(({ id }) => id);
  const readiness = createReadiness(app);
  let started = 0;

  const killNext = () => {
    const next = toKill.shift();
    if (next !== undefined) tracker.decommission(next);
  };

  const launch = () => {
    const capacity = Math.max(0, maxCapacity - old.size - started);
    const count = Math.min(Math.max(0, app.instances - started), capacity);
    started += count;
    if (count > 0) queue.add(app, count);
  };

  const checkFinished = () => {
    if (readiness.isReached(app.instances) && old.size === 0) done();
  };

  const oldEnded = ({ id, goal }: Instance, isGone: boolean) => {
    old.delete(id);
    readiness.terminated(id);
    // It ended by itself: its place is for a new one, once it is forgotten.
    if (goal === "Running" && !isGone) tracker.decommission(id);
    else launch();
    checkFinished();
  };

  const newEnded = ({ id }: Instance, isGone: boolean) => {
    readiness.terminated(id);
    // With the goal to run it is launched again by itself; only one that was forgotten leaves a place.
    if (!isGone) return;
    started--;
    launch();
  };

  for (const instance of all.filter(isNew)) {
    started++;
    readiness.reconcile(instance);
  }
  for (let i = 0; i < nrToKillImmediately; i++) killNext();
  launch();
  checkFinished();

  return {
    changed(change) {
      const { instance, isGone } = change;
      const hasEnded = isGone || isTerminal(instance.condition);
      if (hasEnded) (isNew(instance) ? newEnded : oldEnded)(instance, isGone);
      if (!readiness.note(change)) return;
      killNext();
      checkFinished();
    },
  };
};
