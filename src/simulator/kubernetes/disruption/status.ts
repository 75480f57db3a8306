/**
 * What a PodDisruptionBudget's status says: how many pods there should be, are healthy, must be, and may be evicted now.
 * Kubernetes 1.36, pkg/controller/disruption/disruption.go (getExpectedPodCount, countHealthyPods, buildDisruptedPodMap, updatePdbStatus).
 */
import type { PodDisruptionBudget } from "../api/core.ts";
import { scaledValue } from "../api/int-or-string.ts";
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isReady } from "../pods.ts";

export type BudgetStatus = PodDisruptionBudget["status"];
type BudgetSpec = PodDisruptionBudget["spec"];

/** DeletionTimeout: how long a pod that may be evicted is expected to go, and counts as gone until it does. */
const DELETION_TIMEOUT_MS = 120_000;

/** Whether the budget is a share of what the controllers want, and not a number of the pods that are there. */
export const isOfScale = ({ maxUnavailable, minAvailable }: BudgetSpec) =>
  maxUnavailable !== undefined || typeof minAvailable === "string";

/** `scale`: what the pods' controllers want together; `pods`: how many there are. Percentages round up, either way. */
export function expectedPods(spec: BudgetSpec, pods: number, scale: number) {
  const { maxUnavailable, minAvailable } = spec;
  if (maxUnavailable !== undefined) {
    const desiredHealthy = Math.max(0, scale - scaledValue(maxUnavailable, scale, true));
    return { expectedPods: scale, desiredHealthy };
  }
  if (minAvailable === undefined) return { expectedPods: 0, desiredHealthy: 0 };
  if (typeof minAvailable === "number") return { expectedPods: pods, desiredHealthy: minAvailable };
  return { expectedPods: scale, desiredHealthy: scaledValue(minAvailable, scale, true) };
}

export type Disrupted = {
  disruptedPods: Record<string, Time>;
  /** When the first of them should have gone. */
  recheckAt?: Time;
  /** Those that should have gone by now and have not. */
  overdue: Pod[];
};

/** Of the pods that evictions were granted for, those that are still on their way. */
export function disruptedPodsOf(pods: Pod[], granted: Record<string, Time> | undefined, now: Time): Disrupted {
  const disruptedPods: Record<string, Time> = {};
  const overdue: Pod[] = [];
  let recheckAt: Time | undefined;
  for (const pod of pods) {
    const at = granted?.[pod.metadata.name];
    if (at === undefined || pod.metadata.deletionTimestamp !== undefined) continue;
    const expectedBy = at + DELETION_TIMEOUT_MS;
    if (expectedBy < now) overdue.push(pod);
    else {
      disruptedPods[pod.metadata.name] = at;
      recheckAt = Math.min(recheckAt ?? expectedBy, expectedBy);
    }
  }
  return { disruptedPods, overdue, ...(recheckAt === undefined ? {} : { recheckAt }) };
}

/** Ready pods that are not going and not about to be. */
export function countHealthy(pods: Pod[], disruptedPods: Record<string, Time>, now: Time): number {
  const isAboutToGo = (pod: Pod) => (disruptedPods[pod.metadata.name] ?? -Infinity) + DELETION_TIMEOUT_MS > now;
  return pods.filter((pod) => pod.metadata.deletionTimestamp === undefined && !isAboutToGo(pod) && isReady(pod)).length;
}

/** None while nothing is expected: a budget that matches no pods yet must not let the first ones go. */
export function disruptionsAllowed(currentHealthy: number, desiredHealthy: number, expected: number): number {
  return expected <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
}

/** The numbers of a budget's status over `pods`, those it selects. */
export function budgetNumbers(spec: BudgetSpec, pods: Pod[], scale: number, disrupted: Disrupted, now: Time) {
  const { expectedPods: expected, desiredHealthy } = expectedPods(spec, pods.length, scale);
  const currentHealthy = countHealthy(pods, disrupted.disruptedPods, now);
  return {
    expectedPods: expected,
    desiredHealthy,
    currentHealthy,
    disruptionsAllowed: disruptionsAllowed(currentHealthy, desiredHealthy, expected),
  };
}
