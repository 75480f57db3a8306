/** The PodDisruptionBudgets that select a pod. Kubernetes 1.36, pkg/registry/core/pod/storage/eviction.go (getPodDisruptionBudgets). */
import type { PodDisruptionBudget } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";
import type { Store } from "../store.ts";
import { selectorError } from "../api/selector-error.ts";

export function budgetsOf(store: Pick<Store, "list">, { metadata }: Pod): PodDisruptionBudget[] {
  return store
    .list("PodDisruptionBudget", metadata.namespace)
    .filter(
      ({ spec }) => matchesSelector(metadata.labels, spec.selector) && selectorError(spec.selector) === undefined,
    );
}
