/**
 * When Marathon wants offers (core/launchqueue/impl/ReviveOffersState.scala, ReviveOffersStreamLogic.scala): it suppresses them while nothing
 * waits to be launched, asks for all again, refused ones too, when something new waits, and repeats that once; at most every five seconds.
 */
import type { Master } from "../master/master.ts";
import type { World } from "../world.ts";
import { configOf, isScheduled, type Instance } from "./instances.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Tracker } from "./tracker.ts";

/** --min_revive_offers_interval */
const INTERVAL_MS = 5_000;

/** A revive is repeated at the second tick after it. */
const TICKS_TO_REPEAT = 2;

/** `version` grows with each instance that newly waits, so that a further one is noticed. */
type Want = { isWanted: boolean; version: number };

export type Reviving = {
  /** The delay of a configuration was begun, prolonged or taken back. */
  delayChanged(config: string): void;
};

export function startReviving(
  world: World,
  parts: { framework: string; master: Master; tracker: Tracker; limiter: RateLimiter },
): Reviving {
  const { loop } = world;
  const { framework, master, tracker, limiter } = parts;
  const waiting = new Map<string, { config: string; version: number }>();
  let version = 0;
  let last: Want = { isWanted: false, version: 0 };
  let nextAt = 0;
  let isPlanned = false;
  let repeatIn = 0;

  const current = (): Want => {
    const now = loop.now();
    const allowed = [...waiting.values()].filter(({ config }) => (limiter.deadline(config) ?? 0) <= now);
    return { isWanted: allowed.length > 0, version: Math.max(0, ...allowed.map((want) => want.version)) };
  };

  const revive = (soon: boolean) => {
    repeatIn = TICKS_TO_REPEAT;
    master.revive(framework, soon);
  };

  const issue = () => {
    isPlanned = false;
    nextAt = loop.now() + INTERVAL_MS;
    const next = current();
    if (next.isWanted && !last.isWanted) revive(false);
    else if (next.isWanted && next.version > last.version) revive(true);
    else if (!next.isWanted && last.isWanted) master.suppress(framework);
    last = next;
  };

  const changed = () => {
    const next = current();
    const isNews = next.isWanted !== last.isWanted || (next.isWanted && next.version > last.version);
    if (!isNews || isPlanned) return;
    isPlanned = true;
    loop.at(Math.max(loop.now(), nextAt), issue);
  };

  /** When a delay of this configuration ends, its instances want offers anew. */
  const delayEnded = (config: string) => {
    // It was prolonged: that has its own end.
    if ((limiter.deadline(config) ?? 0) > loop.now()) return;
    version++;
    for (const want of waiting.values()) if (want.config === config) want.version = version;
    changed();
  };

  const note = (instance: Instance, isGone: boolean) => {
    const wants = !isGone && isScheduled(instance);
    if (!wants) waiting.delete(instance.id);
    else if (!waiting.has(instance.id))
      waiting.set(instance.id, { config: configOf(instance.spec), version: ++version });
    changed();
  };

  const tick = () => {
    loop.after(INTERVAL_MS, tick);
    if (repeatIn === 0) return;
    repeatIn--;
    if (repeatIn === 0 && last.isWanted) master.revive(framework, true);
  };

  tracker.subscribe(({ instance, isGone }) => note(instance, isGone));
  loop.after(INTERVAL_MS, tick);
  master.suppress(framework);

  return {
    delayChanged(config) {
      loop.at(Math.max(loop.now(), limiter.deadline(config) ?? 0), () => delayEnded(config));
      changed();
    },
  };
}
