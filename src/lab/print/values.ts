// Quantities, metrics and addresses as kubectl prints them.
import type { HorizontalPodAutoscaler, MetricSpec, Resources } from "../../simulator/kubernetes/objects.ts";

/** `250m`, `2`. */
export function printCpu(millicores: number): string {
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${Math.ceil(millicores)}m`;
}

/** `128Mi`, `4Gi`, or plain bytes. */
export function printMemory(bytes: number): string {
  for (const [size, unit] of [
    [1024 ** 3, "Gi"],
    [1024 ** 2, "Mi"],
    [1024, "Ki"],
  ] as const) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(Math.ceil(bytes));
}

/** Resources as `describe` lists them: names and quantities. */
export function printResources({ cpu, memory }: Resources): [string, string][] {
  const lines: [string, string][] = [];
  if (cpu !== undefined) lines.push(["cpu", printCpu(cpu)]);
  if (memory !== undefined) lines.push(["memory", printMemory(memory)]);
  return lines;
}

const quantity = (metric: MetricSpec, value: number) =>
  metric.resource.name === "cpu" ? printCpu(value) : printMemory(value);

/** What a metric is now, undefined while unknown; and what it should be. */
export function currentAndTarget(
  hpa: HorizontalPodAutoscaler,
  at: number,
): { current?: string; target: string; raw: string } {
  const metric = hpa.spec.metrics[at]!;
  const { target } = metric.resource;
  const known = hpa.status.currentMetrics.find((each) => each.name === metric.resource.name);
  const raw = known ? quantity(metric, known.averageValue) : "";
  if (target.type === "AverageValue") {
    return { ...(known ? { current: raw } : {}), target: quantity(metric, target.averageValue), raw };
  }
  const percent = known?.averageUtilization;
  const current = percent === undefined ? {} : { current: `${percent}%` };
  return { ...current, target: `${target.averageUtilization}%`, raw };
}

/** `cpu: 40%/50%, memory: <unknown>/200Mi` */
export function printTargets(hpa: HorizontalPodAutoscaler): string {
  const cells = hpa.spec.metrics.map((metric, at) => {
    const { current, target } = currentAndTarget(hpa, at);
    return `${metric.resource.name}: ${current ?? "<unknown>"}/${target}`;
  });
  return cells.slice(0, 2).join(", ") + (cells.length > 2 ? ` + ${cells.length - 2} more...` : "") || "<none>";
}

/** The address of a node, from the number in its name: nothing in the simulation uses it. */
export function nodeAddress(name: string): string {
  const number = Number(/(\d+)$/.exec(name)?.[1] ?? 0);
  return `10.10.0.${20 + (number % 200)}`;
}
