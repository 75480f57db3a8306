/** Specs of pods and templates. Kubernetes 1.36, pkg/apis/core/validation/validation.go (ValidatePodSpec). */
import type { PodSpec, Toleration, TopologySpreadConstraint } from "../../api/pod.ts";
import { checkAffinity } from "./affinity.ts";
import { checkContainers } from "./containers.ts";
import { checkLabels, checkSelector } from "./metadata.ts";
import type { Problems } from "./problems.ts";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const MAX_INT32 = 2 ** 31 - 1;
const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

const OPERATORS = ["Equal", "Exists"];

function checkOperator(path: string, { key, operator, value, effect }: Toleration, problems: Problems): void {
  if (!key && operator !== "Exists")
    problems.invalid(
      `${path}.operator`,
      operator ?? "",
      'operator must be Exists when `key` is empty, which means "match all values and all keys"',
    );
  if (operator === "Exists" && value)
    problems.invalid(
      `${path}.operator`,
      { key, operator, value, effect },
      "value must be empty when `operator` is 'Exists'",
    );
  if (operator && !OPERATORS.includes(operator)) problems.unsupported(`${path}.operator`, operator, OPERATORS);
}

function checkToleration(path: string, toleration: Toleration, problems: Problems): void {
  const { effect, tolerationSeconds } = toleration;
  checkOperator(path, toleration, problems);
  if (tolerationSeconds !== undefined && effect !== "NoExecute")
    problems.invalid(`${path}.effect`, effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set");
  if (effect && !EFFECTS.includes(effect)) problems.unsupported(`${path}.effect`, effect, EFFECTS);
}

const UNSATISFIABLE = ["DoNotSchedule", "ScheduleAnyway"];

function checkSpread(path: string, constraint: TopologySpreadConstraint, problems: Problems): void {
  const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
  if (!(maxSkew > 0)) problems.invalid(`${path}.maxSkew`, maxSkew ?? 0, "must be greater than zero");
  if (!topologyKey) problems.required(`${path}.topologyKey`, "can not be empty");
  if (!UNSATISFIABLE.includes(whenUnsatisfiable))
    problems.unsupported(`${path}.whenUnsatisfiable`, whenUnsatisfiable ?? "", UNSATISFIABLE);
  if (minDomains !== undefined && minDomains <= 0)
    problems.invalid(`${path}.minDomains`, minDomains, "must be greater than zero");
  checkSelector(`${path}.labelSelector`, constraint.labelSelector ?? {}, problems);
}

/** The simulation's own bound: the API has none, but a status is written for each start of each of them. */
const MOST_CONTAINERS = 100;

function checkDeadline(path: string, seconds: number | undefined, problems: Problems): void {
  if (seconds !== undefined && (seconds < 1 || seconds > MAX_INT32))
    problems.invalid(path, seconds, `must be between 1 and ${MAX_INT32}, inclusive`);
}

function checkAllContainers(path: string, { containers, initContainers = [] }: PodSpec, problems: Problems): void {
  const names = new Set<string>();
  if (containers.length === 0) problems.required(`${path}.containers`);
  problems.tooMany(`${path}.containers`, containers.length, MOST_CONTAINERS);
  problems.tooMany(`${path}.initContainers`, initContainers.length, MOST_CONTAINERS);
  checkContainers(`${path}.containers`, containers, names, problems);
  checkContainers(`${path}.initContainers`, initContainers, names, problems);
}

export function checkPodSpec(path: string, spec: PodSpec, problems: Problems): void {
  checkAllContainers(path, spec, problems);
  if (!spec.restartPolicy) problems.required(`${path}.restartPolicy`);
  else if (!RESTART_POLICIES.includes(spec.restartPolicy))
    problems.unsupported(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES);
  checkLabels(`${path}.nodeSelector`, spec.nodeSelector, problems);
  problems.notNegative(`${path}.terminationGracePeriodSeconds`, spec.terminationGracePeriodSeconds);
  checkDeadline(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, problems);
  checkAffinity(`${path}.affinity`, spec.affinity, problems);
  for (const [i, toleration] of (spec.tolerations ?? []).entries())
    checkToleration(`${path}.tolerations[${i}]`, toleration, problems);
  for (const [i, constraint] of (spec.topologySpreadConstraints ?? []).entries())
    checkSpread(`${path}.topologySpreadConstraints[${i}]`, constraint, problems);
}
