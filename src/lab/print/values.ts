// Quantities, metrics and addresses as kubectl prints them.
import type {
  HorizontalPodAutoscaler,
  MetricStatus,
  MetricTarget,
} from "../../simulator/kubernetes/api/autoscaling.ts";
import type { ResourceList } from "../../simulator/kubernetes/api/meta.ts";

/** Resources as `describe` lists them: names and quantities, sorted. */
export function printResources(list: ResourceList = {}): [string, string][] {
  return Object.entries(list).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

type Told = { current?: string; target: string; raw: string };

function told(target: MetricTarget, known: MetricStatus | undefined, name: string): Told {
  const current = known?.resource?.name === name ? known.resource.current : undefined;
  const raw = current?.averageValue ?? "";
  if (target.averageValue !== undefined) return { ...(raw ? { current: raw } : {}), target: target.averageValue, raw };
  const percent = current?.averageUtilization;
  return { ...(percent === undefined ? {} : { current: `${percent}%` }), target: `${target.averageUtilization}%`, raw };
}

/** What a resource metric is now, undefined while unknown; and what it should be. */
export function currentAndTarget({ spec, status }: HorizontalPodAutoscaler, at: number): Told & { name: string } {
  const { name = "", target = { type: "Utilization" as const } } = spec.metrics?.[at]?.resource ?? {};
  const known = status.currentMetrics?.find(({ resource }) => resource?.name === name);
  return { name, ...told(target, known, name) };
}

/** `cpu: 40%/50%, memory: <unknown>/200Mi` */
export function printTargets(hpa: HorizontalPodAutoscaler): string {
  const cells = (hpa.spec.metrics ?? []).map((_, at) => {
    const { name, current, target } = currentAndTarget(hpa, at);
    return `${name}: ${current ?? "<unknown>"}/${target}`;
  });
  return cells.slice(0, 2).join(", ") + (cells.length > 2 ? ` + ${cells.length - 2} more...` : "") || "<none>";
}
