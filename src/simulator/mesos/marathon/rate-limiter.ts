/** How long an app waits before it is launched again after failures (core/launchqueue/impl/RateLimiter.scala). Times in simulated ms. */
import type { App } from "./app.ts";
import { configOf } from "./instances.ts";

/** Delays are reckoned in whole nanoseconds, as in Marathon; an hour is far from where whole numbers end. */
type Delay = { from: number; ns: number; mostMs: number };

const NS = 1_000_000;

/** How often delays that are long over are forgotten (RateLimiterActor.scala). */
export const CLEAN_UP_MS = 10_000;

export type RateLimiter = {
  /** A failure: the first delay is backoffSeconds, each further one backoffFactor times the last, up to maxLaunchDelaySeconds. */
  add(app: App, now: number): void;
  /** Something got further: the delay begins anew, as long as it was. */
  advance(app: App, now: number): void;
  reset(app: App): void;
  /** Until when nothing of this configuration is launched; nothing when there is no delay. */
  deadline(config: string): number | undefined;
  /** Forgets delays that began more than maxLaunchDelaySeconds ago. */
  cleanUp(now: number): void;
};

export function createRateLimiter(): RateLimiter {
  const delays = new Map<string, Delay>();
  return {
    add(app, now) {
      const mostMs = app.maxLaunchDelaySeconds * 1_000;
      const before = delays.get(configOf(app));
      const wanted = before ? Math.floor(before.ns * app.backoffFactor) : app.backoffSeconds * 1_000 * NS;
      delays.set(configOf(app), { from: now, ns: Math.min(mostMs * NS, wanted), mostMs });
    },
    advance(app, now) {
      const delay = delays.get(configOf(app));
      if (delay) delays.set(configOf(app), { ...delay, from: now });
    },
    reset: (app) => void delays.delete(configOf(app)),
    deadline(config) {
      const delay = delays.get(config);
      return delay && delay.from + Math.ceil(delay.ns / NS);
    },
    cleanUp(now) {
      for (const [config, { from, mostMs }] of delays) if (now > from + mostMs) delays.delete(config);
    },
  };
}
