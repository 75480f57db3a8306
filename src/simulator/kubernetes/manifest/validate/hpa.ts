/** HorizontalPodAutoscalers. Kubernetes 1.36, pkg/apis/autoscaling/validation/validation.go. */
import type { HorizontalPodAutoscaler, ScalingPolicy, ScalingRules } from "../../api/autoscaling.ts";
import { quantityOf } from "../../api/quantity.ts";
import { checkMetric } from "./hpa-metric.ts";
import type { Problems } from "./problems.ts";

function checkBounds({ minReplicas, maxReplicas = 0 }: HorizontalPodAutoscaler["spec"], problems: Problems): void {
  if (minReplicas !== undefined && minReplicas < 1)
    problems.invalid("spec.minReplicas", minReplicas, "must be greater than or equal to 1");
  if (maxReplicas === 0) problems.required("spec.maxReplicas", "must be set and greater than 0");
  else if (maxReplicas < 0) problems.invalid("spec.maxReplicas", maxReplicas, "must be greater than or equal to 1");
  if (minReplicas !== undefined && maxReplicas < minReplicas)
    problems.invalid("spec.maxReplicas", maxReplicas, "must be greater than or equal to `minReplicas`");
}

/** MaxPeriodSeconds and MaxStabilizationWindowSeconds. */
const MOST_SECONDS = { period: 1_800, window: 3_600 };

function checkPeriod(path: string, seconds: number, problems: Problems): void {
  if (seconds <= 0) problems.invalid(path, seconds, "must be greater than zero");
  if (seconds > MOST_SECONDS.period)
    problems.invalid(path, seconds, `must be less than or equal to ${MOST_SECONDS.period}`);
}

function checkPolicy(path: string, policy: Partial<ScalingPolicy>, problems: Problems): void {
  const { type, value = 0, periodSeconds = 0 } = policy;
  if (type !== "Pods" && type !== "Percent") problems.unsupported(`${path}.type`, type ?? "", ["Percent", "Pods"]);
  if (value <= 0) problems.invalid(`${path}.value`, value, "must be greater than zero");
  checkPeriod(`${path}.periodSeconds`, periodSeconds, problems);
}

const SELECT_POLICIES = ["Disabled", "Max", "Min"];

function checkWindow(path: string, seconds: number, problems: Problems): void {
  if (seconds < 0) problems.invalid(path, seconds, "must be greater than or equal to zero");
  if (seconds > MOST_SECONDS.window)
    problems.invalid(path, seconds, `must be less than or equal to ${MOST_SECONDS.window}`);
}

function checkRules(path: string, rules: ScalingRules | undefined, problems: Problems): void {
  if (!rules) return;
  const { stabilizationWindowSeconds = 0, selectPolicy, policies = [], tolerance } = rules;
  checkWindow(`${path}.stabilizationWindowSeconds`, stabilizationWindowSeconds, problems);
  if (selectPolicy !== undefined && !SELECT_POLICIES.includes(selectPolicy))
    problems.unsupported(`${path}.selectPolicy`, selectPolicy, SELECT_POLICIES);
  if (policies.length === 0) problems.required(`${path}.policies`, "must specify at least one Policy");
  for (const [i, policy] of policies.entries()) checkPolicy(`${path}.policies[${i}]`, policy, problems);
  if (quantityOf(tolerance) < 0) problems.invalid(`${path}.tolerance`, tolerance, "must be greater than or equal to 0");
}

function checkMetrics({ metrics = [], minReplicas }: HorizontalPodAutoscaler["spec"], problems: Problems): void {
  for (const [i, metric] of metrics.entries()) checkMetric(`spec.metrics[${i}]`, metric, problems);
  if (minReplicas === 0 && !metrics.some(({ type }) => type === "Object" || type === "External"))
    problems.forbidden(
      "spec.metrics",
      "must specify at least one Object or External metric to support scaling to zero replicas",
    );
}

export function checkHpa({ spec }: HorizontalPodAutoscaler, problems: Problems): void {
  const { scaleTargetRef } = spec;
  checkBounds(spec, problems);
  checkMetrics(spec, problems);
  checkRules("spec.behavior.scaleUp", spec.behavior?.scaleUp, problems);
  checkRules("spec.behavior.scaleDown", spec.behavior?.scaleDown, problems);
  if (!scaleTargetRef?.kind) problems.required("spec.scaleTargetRef.kind");
  if (!scaleTargetRef?.name) problems.required("spec.scaleTargetRef.name");
}
