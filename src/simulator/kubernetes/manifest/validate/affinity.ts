/** Where a pod wants to be, and beside what. Kubernetes 1.36, pkg/apis/core/validation/validation.go (validateAffinity and below). */
import type {
  Affinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
} from "../../api/pod.ts";
import { checkLabelName, checkSelector } from "./metadata.ts";
import type { Problems } from "./problems.ts";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

function checkWeight(path: string, weight: number | undefined, problems: Problems): void {
  if (!weight || weight < 0 || weight > 100)
    problems.invalid(`${path}.weight`, weight ?? 0, "must be in the range 1-100");
}

/** What number of values an operator does not take. */
type Count = { isWrong(count: number): boolean; how: "required" | "forbidden"; detail: string };

const SOME: Count = {
  isWrong: (count) => count === 0,
  how: "required",
  detail: "must be specified when `operator` is 'In' or 'NotIn'",
};
const NONE: Count = {
  isWrong: (count) => count > 0,
  how: "forbidden",
  detail: "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
};
const ONE: Count = {
  isWrong: (count) => count !== 1,
  how: "required",
  detail: "must be specified single value when `operator` is 'Lt' or 'Gt'",
};

const COUNTS = new Map<string, Count>([
  ["In", SOME],
  ["NotIn", SOME],
  ["Exists", NONE],
  ["DoesNotExist", NONE],
  ["Gt", ONE],
  ["Lt", ONE],
]);

function checkValues(path: string, { operator, values = [] }: NodeSelectorRequirement, problems: Problems): void {
  const count = COUNTS.get(operator);
  if (!count) problems.invalid(`${path}.operator`, operator ?? "", "not a valid selector operator");
  else if (count.isWrong(values.length)) problems[count.how](`${path}.values`, count.detail);
}

function checkNodeTerm(path: string, term: NodeSelectorTerm | undefined, problems: Problems): void {
  for (const [i, requirement] of (term?.matchExpressions ?? []).entries()) {
    const at = `${path}.matchExpressions[${i}]`;
    checkValues(at, requirement, problems);
    checkLabelName(`${at}.key`, requirement.key ?? "", problems);
  }
}

function checkNodeAffinity(path: string, affinity: Affinity["nodeAffinity"], problems: Problems): void {
  const required = affinity?.[REQUIRED];
  const terms = required?.nodeSelectorTerms ?? [];
  const at = `${path}.${REQUIRED}.nodeSelectorTerms`;
  if (required && terms.length === 0) problems.required(at, "must have at least one node selector term");
  for (const [i, term] of terms.entries()) checkNodeTerm(`${at}[${i}]`, term, problems);
  for (const [i, { weight, preference }] of (affinity?.[PREFERRED] ?? []).entries()) {
    checkWeight(`${path}.${PREFERRED}[${i}]`, weight, problems);
    checkNodeTerm(`${path}.${PREFERRED}[${i}].preference`, preference, problems);
  }
}

function checkPodTerm(path: string, term: Partial<PodAffinityTerm> | undefined, problems: Problems): void {
  const { labelSelector, namespaceSelector, topologyKey = "" } = term ?? {};
  checkSelector(`${path}.labelSelector`, labelSelector ?? {}, problems);
  checkSelector(`${path}.namespaceSelector`, namespaceSelector ?? {}, problems);
  if (!topologyKey) problems.required(`${path}.topologyKey`, "can not be empty");
  checkLabelName(`${path}.topologyKey`, topologyKey, problems);
}

function checkPodAffinity(path: string, affinity: PodAffinity | undefined, problems: Problems): void {
  for (const [i, term] of (affinity?.[REQUIRED] ?? []).entries())
    checkPodTerm(`${path}.${REQUIRED}[${i}]`, term, problems);
  for (const [i, { weight, podAffinityTerm }] of (affinity?.[PREFERRED] ?? []).entries()) {
    checkWeight(`${path}.${PREFERRED}[${i}]`, weight, problems);
    checkPodTerm(`${path}.${PREFERRED}[${i}].podAffinityTerm`, podAffinityTerm, problems);
  }
}

export function checkAffinity(path: string, affinity: Affinity | undefined, problems: Problems): void {
  checkNodeAffinity(`${path}.nodeAffinity`, affinity?.nodeAffinity, problems);
  checkPodAffinity(`${path}.podAffinity`, affinity?.podAffinity, problems);
  checkPodAffinity(`${path}.podAntiAffinity`, affinity?.podAntiAffinity, problems);
}
