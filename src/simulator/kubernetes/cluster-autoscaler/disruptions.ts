/** What the PodDisruptionBudgets still allow, as nodes are planned to go. Kubernetes autoscaler 1.36.1, core/scaledown/pdb/basic.go. */
import type { PodDisruptionBudget } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";

export type Disruptions = {
  /** What is left of each budget that the pod is under. */
  left(pod: Pod): number[];
  /** Whether all may go at once. */
  inParallel(pods: readonly Pod[]): boolean;
  remove(pods: readonly Pod[]): void;
};

export function createDisruptions(budgets: readonly PodDisruptionBudget[]): Disruptions {
  const all = budgets.map(({ metadata, spec, status }) => ({
    metadata,
    spec,
    allowed: status.disruptionsAllowed ?? 0,
  }));
  const over = (pod: Pod) =>
    all.filter(
      ({ metadata, spec }) =>
        metadata.namespace === pod.metadata.namespace && matchesSelector(pod.metadata.labels, spec.selector),
    );
  return {
    left: (pod) => over(pod).map(({ allowed }) => allowed),
    inParallel(pods) {
      const counts = new Map<(typeof all)[number], number>();
      for (const budget of pods.flatMap(over)) counts.set(budget, (counts.get(budget) ?? 0) + 1);
      return [...counts].every(([{ allowed }, count]) => count <= allowed);
    },
    remove(pods) {
      for (const budget of pods.flatMap(over)) budget.allowed--;
    },
  };
}
