/** Which nodes a node selector means. Kubernetes 1.36, component-helpers, scheduling/corev1/nodeaffinity/nodeaffinity.go. */
import { labelOf } from "../api/label.ts";
import type { Node } from "../api/core.ts";
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, Pod } from "../api/pod.ts";
import { matchesLabels } from "../api/selector.ts";

const INTEGER = /^[+-]?\d+$/;

/** Gt and Lt compare whole numbers; what is none matches nothing. */
function compares(value: string | undefined, values: string[], holds: (a: bigint, b: bigint) => boolean): boolean {
  const [wanted] = values;
  if (value === undefined || wanted === undefined || !INTEGER.test(value) || !INTEGER.test(wanted)) return false;
  return holds(BigInt(value), BigInt(wanted));
}

function meets({ operator, values = [] }: NodeSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return compares(value, values, (a, b) => a > b);
    case "Lt":
      return compares(value, values, (a, b) => a < b);
  }
}

/** A requirement that the parser refuses (In without values, Exists with some, a bound that is no number) spoils its term. */
function isSound({ operator, values = [] }: NodeSelectorRequirement): boolean {
  switch (operator) {
    case "In":
    case "NotIn":
      return values.length > 0;
    case "Exists":
    case "DoesNotExist":
      return values.length === 0;
    case "Gt":
    case "Lt":
      return values.length === 1 && INTEGER.test(values[0] ?? "");
    default:
      return false;
  }
}

/** Of fields there is only metadata.name, with In or NotIn and one value. */
const isSoundField = ({ operator, values = [] }: NodeSelectorRequirement) =>
  (operator === "In" || operator === "NotIn") && values.length === 1;

const fieldOf = ({ metadata }: Node, key: string) => (key === "metadata.name" ? metadata.name : undefined);

/** An empty term means no node. */
export function matchesTerm(node: Node, { matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  if (!matchExpressions.every(isSound) || !matchFields.every(isSoundField)) return false;
  const { labels } = node.metadata;
  return (
    matchExpressions.every((one) => meets(one, labelOf(labels, one.key))) &&
    (!node.metadata.name || matchFields.every((one) => meets(one, fieldOf(node, one.key) ?? "")))
  );
}

/** Any of the terms; without terms no node. */
export const matchesNodeSelector = (node: Node, { nodeSelectorTerms = [] }: NodeSelector) =>
  nodeSelectorTerms.some((term) => matchesTerm(node, term));

/** RequiredNodeAffinity: the pod's nodeSelector and its required node affinity. */
export function matchesNodeAffinity({ spec }: Pod, node: Node): boolean {
  if (!matchesLabels(node.metadata.labels, spec.nodeSelector)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || matchesNodeSelector(node, required);
}
