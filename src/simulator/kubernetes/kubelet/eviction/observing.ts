/** Which thresholds are met, since when, and what that makes of the node's conditions. Kubernetes 1.36, pkg/kubelet/eviction/helpers.go. */
import { quantityOf } from "../../api/quantity.ts";
import { sameValue } from "../same-value.ts";
import { SIGNALS, type Threshold, type ThresholdValue } from "./thresholds.ts";

/** What there is of a signal's resource, in its units, and when that was measured. */
type Observation = { available: number; capacity: number; at?: number };
export type Observations = Record<string, Observation>;

export type ObservedAt = { threshold: Threshold; at: number }[];

/** In the signal's units: GetThresholdQuantity. */
export const amountOf = ({ quantity, percentage }: ThresholdValue, capacity: number): number =>
  quantity === undefined ? Math.trunc(capacity * percentage) : quantityOf(quantity);

/** Less is available than the threshold asks for; with `enforceMinReclaim` the least to win back comes on top. */
export function thresholdsMet(
  thresholds: Threshold[],
  observations: Observations,
  enforceMinReclaim: boolean,
): Threshold[] {
  return thresholds.filter(({ signal, value, minReclaim }) => {
    const observed = observations[signal];
    if (!observed) return false;
    const more = enforceMinReclaim && minReclaim ? amountOf(minReclaim, observed.capacity) : 0;
    return amountOf(value, observed.capacity) + more > observed.available;
  });
}

/** Those whose signal has been measured again. */
export function thresholdsUpdated(
  thresholds: Threshold[],
  observations: Observations,
  last: Observations,
): Threshold[] {
  return thresholds.filter(({ signal }) => {
    const observed = observations[signal];
    if (!observed) return false;
    const before = last[signal];
    return !before || observed.at === undefined || observed.at > (before.at ?? Number.NEGATIVE_INFINITY);
  });
}

export const mergeThresholds = (some: Threshold[], others: Threshold[]): Threshold[] => [
  ...some,
  ...others.filter((other) => !some.some((one) => sameValue(one, other))),
];

export const firstObservedAt = (thresholds: Threshold[], before: ObservedAt, now: number): ObservedAt =>
  thresholds.map((threshold) => ({
    threshold,
    at: before.find((one) => sameValue(one.threshold, threshold))?.at ?? now,
  }));

/** Those that have been met for as long as their grace period. */
export const metGracePeriod = (observedAt: ObservedAt, now: number): Threshold[] =>
  observedAt.filter(({ threshold, at }) => now - at >= threshold.graceMs).map(({ threshold }) => threshold);

/** The conditions that the thresholds stand for, each once. */
export function conditionsFor(thresholds: Threshold[]): string[] {
  return [...new Set(thresholds.flatMap(({ signal }) => SIGNALS[signal]?.condition ?? []))];
}

/** The conditions seen now, and the others as they were. */
export const conditionsObservedAt = (
  conditions: string[],
  before: Record<string, number>,
  now: number,
): Record<string, number> => ({ ...before, ...Object.fromEntries(conditions.map((condition) => [condition, now])) });

/** A condition stays for a while after it was last seen (evictionPressureTransitionPeriod). */
export const conditionsSince = (observedAt: Record<string, number>, periodMs: number, now: number): string[] =>
  Object.keys(observedAt).filter((condition) => now - (observedAt[condition] ?? 0) < periodMs);

/** Before the other: memory before everything, also before another signal of memory, and what cannot be won back behind everything. */
const isBefore = (one: Threshold, other: Threshold) =>
  SIGNALS[one.signal]?.resource === "memory" || SIGNALS[other.signal] === undefined;

/** Memory first, what cannot be won back last. The order is not total: upstream's sort inserts one after the other, and so does this. */
export function byEvictionPriority(thresholds: Threshold[]): Threshold[] {
  const inOrder: Threshold[] = [];
  for (const threshold of thresholds) {
    const before = inOrder.findLastIndex((one) => !isBefore(threshold, one));
    inOrder.splice(before + 1, 0, threshold);
  }
  return inOrder;
}

/** The first threshold whose resource can be won back, and that resource. */
export function reclaimable(thresholds: Threshold[]): { threshold: Threshold; resource: string } | undefined {
  for (const threshold of thresholds) {
    const signal = SIGNALS[threshold.signal];
    if (signal) return { threshold, resource: signal.resource };
  }
  return undefined;
}
