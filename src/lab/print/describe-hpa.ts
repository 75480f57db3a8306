// `kubectl describe hpa`.
import type { HorizontalPodAutoscaler, ScalingRules } from "../../simulator/kubernetes/api/autoscaling.ts";
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import { printDate } from "./age.ts";
import { fieldOfLabels, printConditions, printEvents, printFields } from "./sections.ts";
import { currentAndTarget } from "./values.ts";

/** Describes an HPA as it is at `now`. */
export function describeHpa(hpa: HorizontalPodAutoscaler, events: Event[] | undefined, now: number): string {
  const { metadata, spec, status } = hpa;
  const { kind, name } = spec.scaleTargetRef;
  const pods: [string, string] = [
    `${kind} pods:`,
    `${status.currentReplicas ?? 0} current / ${status.desiredReplicas} desired`,
  ];
  const behavior = printBehavior(spec.behavior);
  const fields: [string, string][] = [
    ["Name:", metadata.name],
    ["Namespace:", metadata.namespace],
    ["Labels:", fieldOfLabels(metadata.labels)],
    ["Annotations:", fieldOfLabels(metadata.annotations, ": ")],
    ["CreationTimestamp:", printDate(metadata.creationTimestamp)],
    ["Reference:", `${kind}/${name}`],
    ["Metrics:", "( current / target )"],
    ...(spec.metrics ?? []).map((_, at) => metricField(hpa, at)),
    ["Min replicas:", String(spec.minReplicas)],
    ["Max replicas:", String(spec.maxReplicas)],
  ];
  const head =
    behavior.length === 0
      ? printFields([...fields, pods])
      : [...printFields(fields), ...behavior, ...printFields([pods])];
  return [...head, ...printConditions(status.conditions), ...printEvents(events, now)].join("\n");
}

function metricField(hpa: HorizontalPodAutoscaler, at: number): [string, string] {
  const { name, current = "<unknown>", target, raw } = currentAndTarget(hpa, at);
  if (!target.endsWith("%")) return [`  resource ${name} on pods:`, `${current} / ${target}`];
  const label = `  resource ${name} on pods  (as a percentage of request):`;
  return [label, `${current}${raw && current !== "<unknown>" ? ` (${raw})` : ""} / ${target}`];
}

function printBehavior(behavior: HorizontalPodAutoscaler["spec"]["behavior"]): string[] {
  if (!behavior) return [];
  return [
    "Behavior:",
    ...(behavior.scaleUp ? ["  Scale Up:", ...printRules(behavior.scaleUp)] : []),
    ...(behavior.scaleDown ? ["  Scale Down:", ...printRules(behavior.scaleDown)] : []),
  ];
}

function printRules({ stabilizationWindowSeconds, selectPolicy = "Max", policies = [] }: ScalingRules): string[] {
  const width = Math.max(0, ...policies.map(({ type }) => type.length)) + 2;
  return [
    ...(stabilizationWindowSeconds === undefined
      ? []
      : [`    Stabilization Window: ${stabilizationWindowSeconds} seconds`]),
    `    Select Policy: ${selectPolicy}`,
    "    Policies:",
    ...policies.map(
      ({ type, value, periodSeconds }) =>
        `      - Type: ${type.padEnd(width)}Value: ${value}  Period: ${periodSeconds} seconds`,
    ),
  ];
}
