/** The conditions of a HorizontalPodAutoscaler's status. */
import type { Condition, Time } from "../api/meta.ts";

export type ConditionChange = Omit<Condition, "type" | "lastTransitionTime"> & {
  type: "AbleToScale" | "ScalingActive" | "ScalingLimited" | "ScaledToZero";
};

/** In place when there is one of its type, otherwise at the end; the time moves only with the status. Kubernetes 1.36, horizontal.go (setConditionInList). */
export function setCondition(conditions: Condition[], change: ConditionChange, now: Time): Condition[] {
  const index = conditions.findIndex(({ type }) => type === change.type);
  const existing = conditions[index];
  if (existing === undefined) return [...conditions, { ...change, lastTransitionTime: now }];
  const lastTransitionTime = existing.status === change.status ? existing.lastTransitionTime : now;
  return conditions.with(index, { ...change, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) });
}

/** One after the other, as upstream: of two with one type the later stands. */
export function setConditions(conditions: Condition[], changes: ConditionChange[], now: Time): Condition[] {
  return changes.reduce((list, change) => setCondition(list, change, now), conditions);
}
