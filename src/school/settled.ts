/** Waits for the outbox to settle something. */
import type { Delivery } from "./delivery.ts";

/** Calls back with each delivery as it is settled for good; answers how to stop. */
export type Watch = (hear: (delivery: Delivery) => void) => () => void;

/** Resolves with true once `isOwed` says no, asked again whenever a delivery was settled; with false after `withinMs`. */
export async function untilSettled(isOwed: () => Promise<boolean>, watch: Watch, withinMs?: number): Promise<boolean> {
  let isLate = false;
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const stop = watch(change);
  const giveUp = () => {
    isLate = true;
    change();
  };
  const timer = withinMs === undefined ? undefined : setTimeout(giveUp, withinMs);
  try {
    for (;;) {
      // Taken before asking: what is settled meanwhile is not missed.
      const next = changed.promise;
      if (!(await isOwed())) return true;
      if (isLate) return false;
      await next;
    }
  } finally {
    clearTimeout(timer);
    stop();
  }
}
