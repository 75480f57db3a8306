/** Brings an app to its number of instances (core/deployment/impl/DeploymentActor.scala, scaleRunnable; TaskStartActor.scala). */
import { isActive, isScheduled, isTerminal } from "../instances.ts";
import { propose } from "../kill-order.ts";
import { createReadiness } from "./readiness.ts";
import type { Begin, Running, Tools } from "./types.ts";

/** When a missing instance is looked for: first, then again and again. */
const FIRST_SYNC_MS = 1_000;
const SYNC_MS = 5_000;

const countOf = ({ tracker }: Tools, app: string) =>
  tracker.ofApp(app).filter((instance) => isActive(instance) || isScheduled(instance)).length;

/** Done when as many new instances are healthy as were missing at the beginning. */
const beginStart: Begin = (tools, app, done) => {
  const { world, queue } = tools;
  const readiness = createReadiness(app);
  const missing = () => Math.max(0, app.instances - countOf(tools, app.id));
  const wanted = missing();
  let isOver = false;

  const checkFinished = () => {
    if (isOver || !readiness.isReached(wanted)) return;
    isOver = true;
    done();
  };

  const sync = () => {
    if (isOver) return;
    if (missing() > 0) queue.add(app, missing());
    world.loop.after(SYNC_MS, sync);
  };

  if (wanted > 0) queue.add(app, wanted);
  world.loop.after(FIRST_SYNC_MS, sync);
  checkFinished();

  return {
    changed(change) {
      const { instance, isGone } = change;
      if (instance.spec.version === app.version && (isGone || isTerminal(instance.condition))) {
        readiness.terminated(instance.id);
        // One that was taken away from outside is replaced.
        if (isGone && !isOver && missing() > 0) queue.add(app, 1);
      }
      if (readiness.note(change)) checkFinished();
    },
    stop() {
      isOver = true;
    },
  };
};

export const beginScale: Begin = (tools, app, done) => {
  const { tracker } = tools;
  const { toKill } = propose(app, tracker.ofApp(app.id), app.instances);
  const ending = new Set(toKill.map(({ id }) => id));
  let start: Running | undefined;
  const goOn = () => {
    if (ending.size === 0) start ??= beginStart(tools, app, done);
  };
  for (const { id } of toKill) tracker.decommission(id);
  goOn();
  return {
    changed(change) {
      const { instance, isGone } = change;
      if (isGone || isTerminal(instance.condition)) ending.delete(instance.id);
      if (start) start.changed(change);
      else goOn();
    },
    stop: () => start?.stop?.(),
  };
};
