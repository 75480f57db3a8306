/** What an HPA's metrics are and should be. Kubernetes 1.36, pkg/printers/internalversion/printers.go (formatHPAMetrics). */
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricValueStatus,
} from "../../simulator/kubernetes/api/autoscaling.ts";

const UNKNOWN = "<unknown>";

/** Of a resource: in percent of the requests, or an amount for each pod. */
function resourceText(
  { name, target }: NonNullable<MetricSpec["resource"]>,
  current: MetricValueStatus | undefined,
): string {
  if (target.averageValue !== undefined) return `${name}: ${current?.averageValue ?? UNKNOWN}/${target.averageValue}`;
  const is = current?.averageUtilization;
  const wanted = target.averageUtilization;
  return `${name}: ${is === undefined ? UNKNOWN : `${is}%`}/${wanted === undefined ? "<auto>" : `${wanted}%`}`;
}

/** Of one thing, or of one beyond the cluster. */
function valueText({ target }: NonNullable<MetricSpec["external"]>, current: MetricValueStatus | undefined): string {
  if (target.averageValue !== undefined) return `${current?.averageValue ?? UNKNOWN}/${target.averageValue} (avg)`;
  return `${current?.value ?? UNKNOWN}/${target.value}`;
}

/** What a metric is now: the one part of its status that says so. */
export function currentOf(status: MetricStatus | undefined): MetricValueStatus | undefined {
  const { resource, containerResource, pods, object, external } = status ?? {};
  return (resource ?? containerResource ?? pods ?? object ?? external)?.current;
}

function targetText(spec: MetricSpec, status: MetricStatus | undefined): string {
  const now = currentOf(status);
  const { pods } = spec;
  const resource = spec.resource ?? spec.containerResource;
  const value = spec.object ?? spec.external;
  if (resource) return resourceText(resource, now);
  if (pods) return `${now?.averageValue ?? UNKNOWN}/${pods.target.averageValue}`;
  return value ? valueText(value, now) : "<unknown type>";
}

/** `cpu: 40%/50%, memory: <unknown>/200Mi` */
export function printTargets({ spec, status }: HorizontalPodAutoscaler): string {
  const texts = (spec.metrics ?? []).map((metric, at) => targetText(metric, status.currentMetrics?.[at]));
  const more = texts.length > 2 ? ` + ${texts.length - 2} more...` : "";
  return texts.slice(0, 2).join(", ") + more || "<none>";
}
