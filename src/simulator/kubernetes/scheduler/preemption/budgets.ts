/** Which victims a PodDisruptionBudget would not give up. Kubernetes 1.36, plugins/defaultpreemption (filterPodsWithPDBViolation). */
import type { PodDisruptionBudget } from "../../api/core.ts";
import type { LabelSelector } from "../../api/meta.ts";
import type { Pod } from "../../api/pod.ts";
import { matchesSelector } from "../../api/selector.ts";

const isEmpty = ({ matchLabels, matchExpressions }: LabelSelector) =>
  Object.keys(matchLabels ?? {}).length + (matchExpressions?.length ?? 0) === 0;

/** One that finds nothing by an empty selector, and that has not already granted this pod. */
function covers({ metadata, spec, status }: PodDisruptionBudget, pod: Pod): boolean {
  if (metadata.namespace !== pod.metadata.namespace || !spec.selector || isEmpty(spec.selector)) return false;
  return (
    matchesSelector(pod.metadata.labels, spec.selector) && status?.disruptedPods?.[pod.metadata.name] === undefined
  );
}

/** Takes a pod out of every budget that covers it, in the order asked; answers whether one of them was used up. */
export function createAllowance(budgets: readonly PodDisruptionBudget[]): (pod: Pod) => boolean {
  const left = new Map(budgets.map((budget) => [budget, budget.status?.disruptionsAllowed ?? 0]));
  return (pod) => {
    if (Object.keys(pod.metadata.labels ?? {}).length === 0) return false;
    let violated = false;
    for (const [budget, allowed] of left) {
      if (!covers(budget, pod)) continue;
      left.set(budget, allowed - 1);
      violated ||= allowed <= 0;
    }
    return violated;
  };
}
