/** nodeSelector and node affinity. Kubernetes 1.36, plugins/nodeaffinity. */
import type { Node } from "../../api/core.ts";
import type { NodeAffinity, NodeSelector, NodeSelectorTerm, Pod } from "../../api/pod.ts";
import type { Check, Plugin, Status } from "../framework.ts";
import { matchesNodeAffinity, matchesNodeSelector, matchesTerm } from "../node-selector.ts";
import { proportional } from "../normalize.ts";

const never = (reason: string): Status => ({ code: "UnschedulableAndUnresolvable", reasons: [reason] });
const MISMATCH = never("node(s) didn't match Pod's node affinity/selector");
const ENFORCED = never("node(s) didn't match scheduler-enforced node affinity");
const CONFLICT = never("pod affinity terms conflict");

const requiredOf = ({ spec }: Pod) => spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;

/** The node names that a term allows, if it names any: its requirements hold together. */
function namesOf({ matchFields = [] }: NodeSelectorTerm): ReadonlySet<string> | undefined {
  let names: ReadonlySet<string> | undefined;
  for (const { key, operator, values = [] } of matchFields) {
    if (key !== "metadata.name" || operator !== "In") continue;
    const named = new Set(values);
    names = names ? names.intersection(named) : named;
  }
  return names;
}

/** The nodes that any term names, when every term names some. */
function eligibleNames(pod: Pod): ReadonlySet<string> | undefined {
  const terms = requiredOf(pod)?.nodeSelectorTerms ?? [];
  const all = new Set<string>();
  for (const term of terms) {
    const names = namesOf(term);
    if (!names) return undefined;
    for (const name of names) all.add(name);
  }
  return terms.length > 0 ? all : undefined;
}

/** The sum of the weights of the preferences that the node meets. */
export function preferenceOf(terms: PreferredTerms | undefined, node: Node): number {
  let sum = 0;
  for (const { weight, preference } of terms ?? []) if (matchesTerm(node, preference)) sum += weight;
  return sum;
}

type PreferredTerms = NonNullable<NodeAffinity["preferredDuringSchedulingIgnoredDuringExecution"]>;

export const preferredTerms = ({ spec }: Pod) =>
  spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;

/** Filter, by what the configuration asks of every pod (`enforced`) and by what the pod asks itself. */
export function nodeAffinityStatus(pod: Pod, node: Node, enforced?: NodeSelector): Status | undefined {
  if (enforced && !matchesNodeSelector(node, enforced)) return ENFORCED;
  return matchesNodeAffinity(pod, node) ? undefined : MISMATCH;
}

/** `added` is what the scheduler's configuration asks of every pod (NodeAffinityArgs.addedAffinity). */
export function nodeAffinity(added: NodeAffinity = {}): Plugin {
  const enforced = added.requiredDuringSchedulingIgnoredDuringExecution;
  const preferred = added.preferredDuringSchedulingIgnoredDuringExecution;

  const checkOf = (pod: Pod): Check => ({ filter: ({ node }) => nodeAffinityStatus(pod, node, enforced) });

  return {
    name: "NodeAffinity",
    weight: 2,
    preFilter({ pod }) {
      if (!requiredOf(pod) && !enforced && !pod.spec.nodeSelector) return undefined;
      const nodeNames = eligibleNames(pod);
      if (nodeNames?.size === 0) return CONFLICT;
      return nodeNames ? { ...checkOf(pod), nodeNames } : checkOf(pod);
    },
    preScore({ pod }) {
      const own = preferredTerms(pod);
      if (!own && !preferred) return undefined;
      return {
        score: ({ node }) => preferenceOf(preferred, node) + preferenceOf(own, node),
        normalize: (scores) => proportional(scores, false),
      };
    },
  };
}
