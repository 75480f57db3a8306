/**
 * Waiting longer after each failure: restarts of containers and pulls of images. Kubernetes 1.36, client-go, util/flowcontrol/backoff.go, with
 * the kubelet's durations (pkg/kubelet/kubelet.go, newCrashLoopBackOff, and the image back-off beside it).
 */

/** What is remembered between failures; nothing before the first. */
export type BackOff = { delayMs: number; updatedAt: number };

export type BackOffLimits = { initialMs: number; maxMs: number };

export const CRASH_LOOP: BackOffLimits = { initialMs: 10_000, maxMs: 300_000 };
export const IMAGE_PULL: BackOffLimits = { initialMs: 10_000, maxMs: 300_000 };

/** What has been quiet for more than twice the longest delay begins anew. */
const hasExpired = (entry: BackOff, eventAt: number, { maxMs }: BackOffLimits) => eventAt - entry.updatedAt > 2 * maxMs;

/** IsInBackOffSince: until when to wait after a failure at `failedAt`; nothing when there is no need. */
export function waitsUntil(
  entry: BackOff | undefined,
  failedAt: number,
  now: number,
  limits: BackOffLimits,
): number | undefined {
  if (!entry || hasExpired(entry, failedAt, limits)) return undefined;
  return now - failedAt < entry.delayMs ? failedAt + entry.delayMs : undefined;
}

/** IsInBackOffSinceUpdate: until when to wait after the last call of `nextBackOff`. */
export function waitsSinceUpdate(entry: BackOff | undefined, now: number, limits: BackOffLimits): number | undefined {
  if (!entry || hasExpired(entry, now, limits)) return undefined;
  return now - entry.updatedAt < entry.delayMs ? entry.updatedAt + entry.delayMs : undefined;
}

/** Next: the delay doubles, up to the longest; `eventAt` is when what it is about ended. */
export function nextBackOff(entry: BackOff | undefined, eventAt: number, now: number, limits: BackOffLimits): BackOff {
  const isFresh = !entry || hasExpired(entry, eventAt, limits);
  return { delayMs: isFresh ? limits.initialMs : Math.min(entry.delayMs * 2, limits.maxMs), updatedAt: now };
}
