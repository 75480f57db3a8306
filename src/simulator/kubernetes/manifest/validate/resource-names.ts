/**
 * The names under which resources are asked for, limited and counted. Kubernetes 1.36, pkg/apis/core/validation/validation.go
 * (validateResourceName, validateContainerResourceName, ValidateResourceQuotaResourceName) and pkg/apis/core/helper/helpers.go.
 */
import type { LimitRange, ResourceQuota } from "../../api/core.ts";
import type { ResourceList } from "../../api/meta.ts";
import { qualifiedNameProblems } from "./metadata.ts";
import type { Problems } from "./problems.ts";

const CONTAINER = new Set(["cpu", "memory", "ephemeral-storage"]);
const STORED = ["storage", "persistentvolumeclaims"];
const COUNTED = [
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "services.nodeports",
  "services.loadbalancers",
];
const PREFIXED = ["requests", "limits"].flatMap((prefix) => [...CONTAINER].map((name) => `${prefix}.${name}`));
const STANDARD = new Set([...CONTAINER, ...STORED, ...COUNTED, ...PREFIXED, "requests.storage"]);
/** What a quota counts: all of them but storage itself. */
const QUOTA = new Set([...STANDARD].filter((name) => name !== "storage"));

const isHugePage = (name: string) => name.startsWith("hugepages-");
const isQuotaHugePage = (name: string) => isHugePage(name) || name.startsWith("requests.hugepages-");

function checkName(path: string, name: string, problems: Problems): void {
  const wrong = qualifiedNameProblems(name);
  for (const problem of wrong) problems.invalid(path, name, problem);
  if (wrong.length === 0 && !name.includes("/") && !STANDARD.has(name) && !isQuotaHugePage(name))
    problems.invalid(path, name, "must be a standard resource type or fully qualified");
}

function checkContainerName(path: string, name: string, problems: Problems): void {
  checkName(path, name, problems);
  if (!name.includes("/") && !CONTAINER.has(name) && !isHugePage(name))
    problems.invalid(path, name, "must be a standard resource for containers");
}

/** The names of what a container asks for, or may use. */
export function checkContainerNames(path: string, list: ResourceList | undefined, problems: Problems): void {
  for (const name of Object.keys(list ?? {})) checkContainerName(`${path}[${name}]`, name, problems);
}

export function checkQuota({ spec }: ResourceQuota, problems: Problems): void {
  for (const name of Object.keys(spec.hard ?? {})) {
    const path = `spec.hard[${name}]`;
    checkName(path, name, problems);
    if (!name.includes("/") && !QUOTA.has(name) && !isQuotaHugePage(name))
      problems.invalid(path, name, "must be a standard resource for quota");
  }
}

const LISTS = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] as const;

export function checkLimitRange({ spec }: LimitRange, problems: Problems): void {
  for (const [at, item] of spec.limits.entries()) {
    const check = item.type === "Pod" || item.type === "Container" ? checkContainerName : checkName;
    for (const list of LISTS)
      for (const name of Object.keys(item[list] ?? {})) check(`spec.limits[${at}].${list}[${name}]`, name, problems);
  }
}
