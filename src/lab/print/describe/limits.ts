/** The descriptions of namespaces and what bounds them, and of budgets and priorities. */
import type {
  LimitRange,
  LimitRangeItem,
  Namespace,
  PodDisruptionBudget,
  PriorityClass,
  ResourceQuota,
} from "../../../simulator/kubernetes/api/core.ts";
import { printDate } from "../instant.ts";
import { printLabels, printSelector } from "../columns/column.ts";
import { annotationLines, type Describe, field, inner, labelLines, nameLines, tableLines } from "./lines.ts";

const rulesFor = (header: readonly string[]) => header.map((cell) => "-".repeat(cell.length));
const lineOf = (cells: readonly string[]) => cells.join("\t");

const QUOTA_HEADER = ["Resource", "Used", "Hard"];

const quotaRows = ({ status }: ResourceQuota): string[] =>
  Object.keys(status.hard ?? {})
    .toSorted()
    .map((name) => lineOf([name, status.used?.[name] ?? "0", status.hard?.[name] ?? "0"]));

/** What kubectl says of a scope. */
const SCOPES: Record<string, string> = {
  Terminating:
    "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
  NotTerminating:
    "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
  BestEffort:
    "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
  NotBestEffort:
    "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
};

function scopeLines({ spec }: ResourceQuota, mark: string): string[] {
  const scopes = (spec.scopes ?? []).toSorted();
  if (scopes.length === 0) return [];
  const known = scopes.flatMap((scope) => SCOPES[scope] ?? []);
  return [field("Scopes", scopes.join(", ")), ...known.map((text) => `${mark} ${text}`)];
}

export const describeQuota: Describe<ResourceQuota> = (quota) => [
  ...nameLines(quota.metadata),
  ...scopeLines(quota, " *"),
  lineOf(QUOTA_HEADER),
  lineOf(rulesFor(QUOTA_HEADER)),
  ...quotaRows(quota),
];

const LIMIT_HEADER = ["Type", "Resource", "Min", "Max", "Default Request", "Default Limit", "Max Limit/Request Ratio"];

/** One row a resource; kubectl takes them as a Go map gives them, in no order. */
function limitRows({
  type,
  min = {},
  max = {},
  default: limit = {},
  defaultRequest = {},
  maxLimitRequestRatio = {},
}: LimitRangeItem): string[] {
  const lists = [min, max, defaultRequest, limit, maxLimitRequestRatio];
  const names = new Set(lists.flatMap((list) => Object.keys(list)));
  return [...names].toSorted().map((name) => lineOf([type, name, ...lists.map((list) => list[name] ?? "-")]));
}

export const describeLimitRange: Describe<LimitRange> = ({ metadata, spec }) => [
  ...nameLines(metadata),
  lineOf(LIMIT_HEADER),
  lineOf(rulesFor(LIMIT_HEADER)),
  ...spec.limits.flatMap(limitRows),
];

/** Why a namespace is still there that is meant to go. */
function conditionLines(conditions: Namespace["status"]["conditions"] = [], epoch: number): string[] {
  if (conditions.length === 0) return [];
  const rows = conditions.map(({ type, status, lastTransitionTime = 0, reason = "", message = "" }) => [
    type,
    status,
    printDate(lastTransitionTime + epoch),
    reason,
    message,
  ]);
  return ["Conditions:", ...tableLines(["Type", "Status", "LastTransitionTime", "Reason", "Message"], rows)];
}

export const describeNamespace: Describe<Namespace> = ({ metadata, status }, { store, epoch }) => {
  const byName = (a: ResourceQuota, b: ResourceQuota) => (a.metadata.name < b.metadata.name ? -1 : 1);
  const quotas = store.list("ResourceQuota", metadata.name).toSorted(byName);
  const ranges = store.list("LimitRange", metadata.name);
  const bounded = quotas.flatMap((quota) => [
    field("Name", quota.metadata.name),
    ...scopeLines(quota, "*"),
    lineOf(QUOTA_HEADER),
    "--------\t---\t---",
    ...quotaRows(quota),
  ]);
  const limited = [LIMIT_HEADER, rulesFor(LIMIT_HEADER)].map(lineOf);
  const rows = ranges.flatMap(({ spec }) => spec.limits.flatMap(limitRows));
  return [
    field("Name", metadata.name),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("Status", status.phase),
    ...conditionLines(status.conditions, epoch),
    "",
    ...(quotas.length === 0 ? ["No resource quota."] : ["Resource Quotas", ...inner(bounded)]),
    "",
    ...(ranges.length === 0
      ? ["No LimitRange resource."]
      : ["Resource Limits", ...[...limited, ...rows].map((row) => ` ${row}`)]),
  ];
};

export const describeBudget: Describe<PodDisruptionBudget> = ({ metadata, spec, status }) => [
  ...nameLines(metadata),
  ...(spec.minAvailable === undefined
    ? spec.maxUnavailable === undefined
      ? []
      : [field("Max unavailable", spec.maxUnavailable)]
    : [field("Min available", spec.minAvailable)]),
  field("Selector", spec.selector ? printSelector(spec.selector) : "<unset>"),
  "Status:",
  ...inner(
    [
      field("Allowed disruptions", status.disruptionsAllowed),
      field("Current", status.currentHealthy),
      field("Desired", status.desiredHealthy),
      field("Total", status.expectedPods),
    ],
    2,
  ),
];

export const describePriorityClass: Describe<PriorityClass> = ({ metadata, ...priority }) => [
  field("Name", metadata.name),
  field("Value", priority.value),
  field("GlobalDefault", priority.globalDefault ?? false),
  field("PreemptionPolicy", priority.preemptionPolicy ?? "PreemptLowerPriority"),
  field("Description", priority.description ?? ""),
  field("Annotations", printLabels(metadata.annotations)),
];
