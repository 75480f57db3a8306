/** When pods that are ready become available. Kubernetes 1.36, pkg/controller/controller_utils.go (FindMinNextPodAvailabilityCheck). */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isReady, readyCondition } from "../pods.ts";

/** In how many milliseconds the pod becomes available by itself; nothing when it is so already, or is not ready. */
export function untilAvailable(pod: Pod, minReadySeconds: number, now: Time): number | undefined {
  const since = readyCondition(pod)?.lastTransitionTime;
  if (!isReady(pod) || minReadySeconds <= 0 || since === undefined) return undefined;
  const left = since + minReadySeconds * 1_000 - now;
  return left > 0 ? left : undefined;
}

/**
 * In how many milliseconds, counted from `now`, the next of the pods becomes available, of those that were not when the status was made (`countedAt`);
 * 0 when that instant has come in the meantime, nothing when there is none to wait for.
 */
export function untilNextAvailable(
  pods: Pod[],
  minReadySeconds: number,
  countedAt: Time,
  now: Time,
): number | undefined {
  let next: number | undefined;
  for (const pod of pods) {
    const left = untilAvailable(pod, minReadySeconds, countedAt);
    if (left !== undefined && (next === undefined || left < next)) next = left;
  }
  return next === undefined ? undefined : Math.max(0, countedAt + next - now);
}
