/** The scopes that narrow a quota down to some pods. Kubernetes 1.36, pkg/quota/v1/evaluator/core/pods.go (podMatchesScopeFunc). */
import type { ResourceQuota } from "../api/core.ts";
import type { KubernetesObject } from "../api/kinds.ts";
import type { Pod, PodAffinityTerm } from "../api/pod.ts";
import { qosClassOf } from "../qos.ts";

export type ScopeSelector = { scopeName: string; operator: string; values?: string[] };

/** Both ways of stating them. */
export const scopesOf = ({ spec }: ResourceQuota): ScopeSelector[] => [
  ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: "Exists" })),
  ...(spec.scopeSelector?.matchExpressions ?? []),
];

/** A pod that will end by itself; not one that is going. */
const isTerminating = ({ spec }: Pod) => (spec.activeDeadlineSeconds ?? -1) >= 0;

const isAcross = ({ namespaces, namespaceSelector }: PodAffinityTerm) =>
  (namespaces ?? []).length > 0 || namespaceSelector !== undefined;

function looksAcrossNamespaces({ spec: { affinity } }: Pod): boolean {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].some(
    (one) =>
      one?.requiredDuringSchedulingIgnoredDuringExecution?.some(isAcross) ||
      one?.preferredDuringSchedulingIgnoredDuringExecution?.some(({ podAffinityTerm }) => isAcross(podAffinityTerm)),
  );
}

function matchesPriorityClass({ spec }: Pod, { operator, values = [] }: ScopeSelector): boolean {
  const name = spec.priorityClassName || undefined;
  if (operator === "Exists") return name !== undefined;
  if (operator === "DoesNotExist") return name === undefined;
  const isListed = name !== undefined && values.includes(name);
  return operator === "In" ? isListed : operator === "NotIn" && !isListed;
}

/** Only pods have scopes; a quota with scopes is for nothing else. */
export function matchesScope(scope: ScopeSelector, object: KubernetesObject): boolean {
  if (object.kind !== "Pod") return false;
  switch (scope.scopeName) {
    case "Terminating":
      return isTerminating(object);
    case "NotTerminating":
      return !isTerminating(object);
    case "BestEffort":
      return qosClassOf(object) === "BestEffort";
    case "NotBestEffort":
      return qosClassOf(object) !== "BestEffort";
    case "PriorityClass":
      return matchesPriorityClass(object, scope);
    case "CrossNamespacePodAffinity":
      return looksAcrossNamespaces(object);
  }
  return false;
}
