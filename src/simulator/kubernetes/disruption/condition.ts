/** A budget's one condition, DisruptionAllowed. Kubernetes 1.36, component-helpers, apps/poddisruptionbudget/helpers.go. */
import type { Condition, Time } from "../api/meta.ts";
import { withCondition } from "../pods.ts";
import type { BudgetStatus } from "./status.ts";

const DISRUPTION_ALLOWED = "DisruptionAllowed";

export const disruptionAllowedIn = ({ conditions }: BudgetStatus) =>
  conditions?.find(({ type }) => type === DISRUPTION_ALLOWED);

/** What the condition must say for this many disruptions. */
const wanted = (allowed: number): Pick<Condition, "status" | "reason"> =>
  allowed > 0 ? { status: "True", reason: "SufficientPods" } : { status: "False", reason: "InsufficientPods" };

/** Of metav1.Condition, whose message and observed generation are always there. */
function setCondition(status: BudgetStatus, next: Pick<Condition, "status" | "reason" | "message">, now: Time) {
  const observed = status.observedGeneration === undefined ? {} : { observedGeneration: status.observedGeneration };
  const condition = { type: DISRUPTION_ALLOWED, message: "", ...next, ...observed };
  return { ...status, conditions: withCondition(status.conditions, condition, now) };
}

export const withDisruptionAllowed = (status: BudgetStatus, now: Time): BudgetStatus =>
  setCondition(status, wanted(status.disruptionsAllowed), now);

/** failSafe: when the numbers cannot be had, nothing may be evicted. */
export const withSyncFailed = (status: BudgetStatus, message: string, now: Time): BudgetStatus =>
  setCondition({ ...status, disruptionsAllowed: 0 }, { status: "False", reason: "SyncFailed", message }, now);

export function isConditionUpToDate(status: BudgetStatus, generation: number): boolean {
  const condition = disruptionAllowedIn(status);
  if (!condition || status.observedGeneration !== generation) return false;
  const { status: said, reason } = wanted(status.disruptionsAllowed);
  return condition.status === said && condition.reason === reason;
}
