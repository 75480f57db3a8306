/** An HPA's description. Kubernetes 1.36, kubectl, pkg/describe/describe.go (describeHorizontalPodAutoscalerV2). */
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
  ScalingRules,
} from "../../../simulator/kubernetes/api/autoscaling.ts";
import { currentOf } from "../targets.ts";
import { annotationLines, dated, type Describe, field, inner, labelLines, nameLines, tableLines } from "./lines.ts";

const UNKNOWN = "<unknown>";
type Now = MetricValueStatus | undefined;

/** Of a resource. What is in percent is set off by one level. */
function resourceLine(what: string, target: MetricTarget, now: Now): string {
  if (target.averageValue !== undefined) return field(what, `${now?.averageValue ?? UNKNOWN} / ${target.averageValue}`);
  const percent = now?.averageUtilization;
  const is = percent === undefined ? UNKNOWN : `${percent}% (${now?.averageValue})`;
  const wanted = target.averageUtilization === undefined ? "<auto>" : `${target.averageUtilization}%`;
  return field(`${what}  (as a percentage of request)`, `${is} / ${wanted}`);
}

function valueLine(what: string, target: MetricTarget, now: Now): string {
  if (target.averageValue !== undefined)
    return field(`${what} (target average value)`, `${now?.averageValue ?? UNKNOWN} / ${target.averageValue}`);
  return field(`${what} (target value)`, `${now?.value ?? UNKNOWN} / ${target.value}`);
}

function metricLine(spec: MetricSpec, status: MetricStatus | undefined): string {
  const now = currentOf(status);
  const { resource, containerResource, pods, object, external } = spec;
  if (resource) return resourceLine(`resource ${resource.name} on pods`, resource.target, now);
  if (containerResource) {
    const { name, container, target } = containerResource;
    return resourceLine(`resource ${name} of container "${container}" on pods`, target, now);
  }
  if (pods)
    return field(`"${pods.metric.name}" on pods`, `${now?.averageValue ?? UNKNOWN} / ${pods.target.averageValue}`);
  if (object) {
    const { kind, name } = object.describedObject;
    return valueLine(`"${object.metric.name}" on ${kind}/${name}`, object.target, now);
  }
  return external
    ? valueLine(`"${external.metric.name}"`, external.target, now)
    : `<unknown metric type "${spec.type}">`;
}

function ruleLines(direction: string, rules: ScalingRules | undefined): string[] {
  if (!rules) return [];
  const { stabilizationWindowSeconds, selectPolicy = "Max", policies = [] } = rules;
  const window =
    stabilizationWindowSeconds === undefined ? [] : [`Stabilization Window: ${stabilizationWindowSeconds} seconds`];
  const each = policies.map(
    ({ type, value, periodSeconds }) => `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds`,
  );
  const chosen = each.length === 0 ? [] : [`Select Policy: ${selectPolicy}`, "Policies:", ...inner(each)];
  return [`  ${direction}:`, ...inner([...window, ...chosen], 2)];
}

function conditionLines({ status }: HorizontalPodAutoscaler): string[] {
  const { conditions = [] } = status;
  if (conditions.length === 0) return [];
  const rows = conditions.map(({ type, status: is, reason = "", message = "" }) => [type, is, reason, message]);
  return ["Conditions:", ...tableLines(["Type", "Status", "Reason", "Message"], rows)];
}

export const describeAutoscaler: Describe<HorizontalPodAutoscaler> = (hpa, view) => {
  const { metadata, spec, status } = hpa;
  const { kind, name } = spec.scaleTargetRef;
  return [
    ...nameLines(metadata),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    ...dated("CreationTimestamp", metadata.creationTimestamp, view),
    field("Reference", `${kind}/${name}`),
    field("Metrics", "( current / target )"),
    ...inner((spec.metrics ?? []).map((metric, at) => metricLine(metric, status.currentMetrics?.[at]))),
    field("Min replicas", spec.minReplicas ?? "<unset>"),
    field("Max replicas", spec.maxReplicas),
    ...(spec.behavior
      ? [
          "Behavior:",
          ...ruleLines("Scale Up", spec.behavior.scaleUp),
          ...ruleLines("Scale Down", spec.behavior.scaleDown),
        ]
      : []),
    field(`${kind} pods`, `${status.currentReplicas ?? 0} current / ${status.desiredReplicas ?? 0} desired`),
    ...conditionLines(hpa),
  ];
};
