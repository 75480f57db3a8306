/** Node groups whose scale-up failed are left alone for a while, longer each time. Kubernetes autoscaler 1.36.1, utils/backoff/exponential_backoff.go. */
import type { Time } from "../api/meta.ts";
import type { AutoscalerSettings } from "./settings.ts";

type Entry = { durationMs: number; until: Time; failedAt: Time };

export type Backoff = {
  register(id: string, now: Time): void;
  isBackedOff(id: string, now: Time): boolean;
  /** After the reset time without a failure the next one starts from the beginning. */
  forgetStale(now: Time): void;
};

export function createBackoff({ initialMs, maxMs, resetMs }: AutoscalerSettings["backoff"]): Backoff {
  const entries = new Map<string, Entry>();
  /** Several failures at once count as one. */
  const durationAfter = (entry: Entry | undefined, now: Time): number => {
    if (!entry) return initialMs;
    return entry.until < now ? Math.min(maxMs, 2 * entry.durationMs) : entry.durationMs;
  };
  return {
    register(id, now) {
      const durationMs = durationAfter(entries.get(id), now);
      entries.set(id, { durationMs, until: now + durationMs, failedAt: now });
    },
    isBackedOff: (id, now) => (entries.get(id)?.until ?? Number.NEGATIVE_INFINITY) >= now,
    forgetStale(now) {
      for (const [id, { failedAt }] of entries) if (failedAt + resetMs < now) entries.delete(id);
    },
  };
}
