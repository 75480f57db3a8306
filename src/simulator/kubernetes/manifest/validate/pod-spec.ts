/** Specs of pods and templates. Kubernetes 1.36, pkg/apis/core/validation/validation.go (ValidatePodSpec). */
import type { PodSpec, Toleration, TopologySpreadConstraint } from "../../api/pod.ts";
import { checkContainers } from "./containers.ts";
import { checkLabels } from "./metadata.ts";
import type { Problems } from "./problems.ts";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
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
}

export function checkPodSpec(path: string, spec: PodSpec, problems: Problems): void {
  const names = new Set<string>();
  if (spec.containers.length === 0) problems.required(`${path}.containers`);
  checkContainers(`${path}.containers`, spec.containers, names, problems);
  checkContainers(`${path}.initContainers`, spec.initContainers ?? [], names, problems);
  if (!spec.restartPolicy) problems.required(`${path}.restartPolicy`);
  else if (!RESTART_POLICIES.includes(spec.restartPolicy))
    problems.unsupported(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES);
  checkLabels(`${path}.nodeSelector`, spec.nodeSelector, problems);
  problems.notNegative(`${path}.terminationGracePeriodSeconds`, spec.terminationGracePeriodSeconds);
  for (const [i, toleration] of (spec.tolerations ?? []).entries())
    checkToleration(`${path}.tolerations[${i}]`, toleration, problems);
  for (const [i, constraint] of (spec.topologySpreadConstraints ?? []).entries())
    checkSpread(`${path}.topologySpreadConstraints[${i}]`, constraint, problems);
}
