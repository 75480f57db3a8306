/** What a HorizontalPodAutoscaler follows. Kubernetes 1.36, pkg/apis/autoscaling/validation/validation.go (validateMetricSpec and below). */
import type { MetricIdentifier, MetricSpec, MetricTarget } from "../../api/autoscaling.ts";
import { quantityOf } from "../../api/quantity.ts";
import type { Problems } from "./problems.ts";

/** The type and the field that it fills; each once. */
const FIELDS = {
  ContainerResource: "containerResource",
  External: "external",
  Object: "object",
  Pods: "pods",
  Resource: "resource",
} as const;
type Type = keyof typeof FIELDS;
const TYPES = Object.keys(FIELDS);
const TARGETS = ["Utilization", "Value", "AverageValue"];

/** Parts of any of the five, all of which a manifest may have left out. */
type Source = Partial<{
  name: string;
  container: string;
  metric: Partial<MetricIdentifier>;
  target: Partial<MetricTarget>;
  describedObject: { kind?: string; name?: string };
}>;

function checkPositive(path: string, value: string | undefined, problems: Problems): void {
  if (value !== undefined && quantityOf(value) <= 0) problems.invalid(path, value, "must be positive");
}

function checkTarget(path: string, target: Partial<MetricTarget>, problems: Problems): void {
  const { type, value, averageValue, averageUtilization } = target;
  if (!type) problems.required(`${path}.type`, "must specify a metric target type");
  if (!type || !TARGETS.includes(type))
    problems.invalid(`${path}.type`, type ?? "", "must be either Utilization, Value, or AverageValue");
  checkPositive(`${path}.value`, value, problems);
  checkPositive(`${path}.averageValue`, averageValue, problems);
  if (averageUtilization !== undefined && averageUtilization < 1)
    problems.invalid(`${path}.averageUtilization`, averageUtilization, "must be greater than 0");
}

/** cpu or memory, of pods or of one of their containers. */
function checkResource(path: string, { name, target = {} }: Source, problems: Problems): void {
  const { averageUtilization, averageValue } = target;
  if (!name) problems.required(`${path}.name`, "must specify a resource name");
  checkTarget(`${path}.target`, target, problems);
  if (averageUtilization === undefined && averageValue === undefined)
    problems.required(
      `${path}.target.averageUtilization`,
      "must set either a target raw value or a target utilization",
    );
  if (averageUtilization !== undefined && averageValue !== undefined)
    problems.forbidden(`${path}.target.averageValue`, "may not set both a target raw value and a target utilization");
}

function checkContainerResource(path: string, source: Source, problems: Problems): void {
  if (!source.container) problems.required(`${path}.container`, "must specify a container");
  checkResource(path, source, problems);
}

function checkMetricAndTarget(path: string, { metric, target = {} }: Source, problems: Problems): void {
  if (!metric?.name) problems.required(`${path}.metric.name`, "must specify a metric name");
  checkTarget(`${path}.target`, target, problems);
}

function checkPods(path: string, source: Source, problems: Problems): void {
  checkMetricAndTarget(path, source, problems);
  if (source.target?.averageValue === undefined)
    problems.required(`${path}.target.averageValue`, "must specify a positive target averageValue");
}

const hasNoValue = ({ target }: Source) => target?.value === undefined && target?.averageValue === undefined;

function checkObject(path: string, source: Source, problems: Problems): void {
  const { kind, name } = source.describedObject ?? {};
  if (!kind) problems.required(`${path}.describedObject.kind`);
  if (!name) problems.required(`${path}.describedObject.name`);
  checkMetricAndTarget(path, source, problems);
  if (hasNoValue(source))
    problems.required(`${path}.target.averageValue`, "must set either a target value or averageValue");
}

function checkExternal(path: string, source: Source, problems: Problems): void {
  const { value, averageValue } = source.target ?? {};
  checkMetricAndTarget(path, source, problems);
  if (hasNoValue(source))
    problems.required(`${path}.target.averageValue`, "must set either a target value for metric or a per-pod target");
  if (value !== undefined && averageValue !== undefined)
    problems.forbidden(`${path}.target.value`, "may not set both a target value for metric and a per-pod target");
}

const CHECKS: { [T in Type]: (path: string, source: Source, problems: Problems) => void } = {
  Object: checkObject,
  External: checkExternal,
  Pods: checkPods,
  Resource: checkResource,
  ContainerResource: checkContainerResource,
};

const isType = (type: string | undefined): type is Type => type !== undefined && TYPES.includes(type);

/** Upstream looks at the type twice, and says so twice. */
function checkType(path: string, type: string | undefined, problems: Problems): void {
  if (!type) problems.required(path, "must specify a metric source type");
  if (!isType(type)) problems.unsupported(path, type ?? "", TYPES);
}

/** That the source is the one that the type names, and the only one. */
function checkPresence(path: string, type: Type, present: Type[], problems: Problems): void {
  if (!present.includes(type))
    problems.required(`${path}.${FIELDS[type]}`, "must populate information for the given metric source");
  if (present.length < 2) return;
  for (const other of present)
    if (other !== type) problems.forbidden(`${path}.${FIELDS[other]}`, "must populate the given metric source only");
}

/** Of several sources only the first is looked at more closely. */
export function checkMetric(path: string, metric: Partial<MetricSpec>, problems: Problems): void {
  const { type } = metric;
  checkType(`${path}.type`, type, problems);
  const present = (Object.keys(CHECKS) as Type[]).filter((one) => metric[FIELDS[one]]);
  const [first] = present;
  if (first) CHECKS[first](`${path}.${FIELDS[first]}`, metric[FIELDS[first]] as Source, problems);
  if (isType(type)) checkPresence(path, type, present, problems);
  else problems.unsupported(`${path}.type`, type ?? "", TYPES);
}
