/** A term of pod affinity or anti-affinity and whom it means. Kubernetes 1.36, kube-scheduler, framework/types.go (AffinityTerm). */
import { labelOf } from "../api/label.ts";
import type { Labels, LabelSelector } from "../api/meta.ts";
import type { Pod, PodAffinityTerm } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";

export type AffinityTerm = {
  selector: LabelSelector | undefined;
  topologyKey: string;
  namespaces: ReadonlySet<string>;
  namespaceSelector: LabelSelector | undefined;
};

type Requirements = NonNullable<LabelSelector["matchExpressions"]>;

function wanted(keys: string[] | undefined, labels: Labels | undefined, operator: "In" | "NotIn"): Requirements {
  return (keys ?? []).flatMap((key) => {
    const value = labelOf(labels, key);
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
}

/** matchLabelKeys and mismatchLabelKeys: the pod's own values join the selector (pkg/registry/core/pod/strategy.go does so when the pod is created). */
function withLabelKeys(term: PodAffinityTerm, labels: Labels | undefined): LabelSelector | undefined {
  const { labelSelector, matchLabelKeys, mismatchLabelKeys } = term;
  if (!labelSelector || (!matchLabelKeys && !mismatchLabelKeys)) return labelSelector;
  const more = [...wanted(matchLabelKeys, labels, "In"), ...wanted(mismatchLabelKeys, labels, "NotIn")];
  return { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...more] };
}

/** A term that names no namespaces and selects none means those of its own pod. */
export function affinityTerm(pod: Pod, term: PodAffinityTerm): AffinityTerm {
  const { namespaces = [], namespaceSelector, topologyKey } = term;
  const own = namespaces.length === 0 && namespaceSelector === undefined;
  return {
    selector: withLabelKeys(term, pod.metadata.labels),
    topologyKey,
    namespaces: new Set(own ? [pod.metadata.namespace] : namespaces),
    namespaceSelector,
  };
}

/** Whether a term means pods with these labels in this namespace, whose own labels are `namespaceLabels`. */
export function termMatches(
  { namespaces, namespaceSelector, selector }: AffinityTerm,
  { namespace, labels }: { namespace: string; labels: Labels | undefined },
  namespaceLabels: Labels | undefined,
): boolean {
  if (!namespaces.has(namespace) && !matchesSelector(namespaceLabels, namespaceSelector)) return false;
  return matchesSelector(labels, selector);
}

export const isEmptySelector = ({ matchLabels, matchExpressions }: LabelSelector) =>
  Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;

/**
 * A term of the pod that is being placed: the namespaces that its selector finds join those it names, so that it can be asked about
 * a pod without that pod's namespace at hand (mergeAffinityTermNamespacesIfNotEmpty). One that selects all stays.
 */
export function resolveTerm<T extends AffinityTerm>(
  term: T,
  namespacesOf: (selector: LabelSelector) => readonly string[],
): T {
  const { namespaceSelector, namespaces } = term;
  if (!namespaceSelector || isEmptySelector(namespaceSelector)) return term;
  return {
    ...term,
    namespaces: new Set([...namespaces, ...namespacesOf(namespaceSelector)]),
    namespaceSelector: undefined,
  };
}
