/** LimitRanges: what containers get that say nothing, and what they may say. Kubernetes 1.36, plugin/pkg/admission/limitranger/admission.go. */
import type { LimitRange, LimitRangeItem } from "../api/core.ts";
import type { ResourceList } from "../api/meta.ts";
import type { Container, Pod } from "../api/pod.ts";
import { quantityOf } from "../api/quantity.ts";
import { canonical, isMore } from "./amounts.ts";
import { podTotal } from "./pod-resources.ts";

const ANNOTATION = "kubernetes.io/limit-ranger";

/** SetDefaults_LimitRangeItem (pkg/apis/core/v1/defaults.go): the default limit is the maximum, the default request the default limit, else the minimum. */
export function withItemDefaults(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== "Container") return item;
  const limits = { ...item.max, ...item.default };
  return { ...item, default: limits, defaultRequest: { ...item.min, ...limits, ...item.defaultRequest } };
}

/** What is missing of `given` and taken from `defaults`, by name. */
const missing = (given: ResourceList | undefined, defaults: ResourceList) =>
  Object.entries(defaults)
    .filter(([name]) => given?.[name] === undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

type Defaults = { requests: ResourceList; limits: ResourceList };

function filled(container: Container, what: string, defaults: Defaults, notes: string[]): Container {
  const { requests, limits } = container.resources ?? {};
  const newRequests = missing(requests, defaults.requests);
  const newLimits = missing(limits, defaults.limits);
  const names = (list: [string, string][]) => list.map(([name]) => name).join(", ");
  if (newRequests.length > 0) notes.push(`${names(newRequests)} request for ${what} ${container.name}`);
  if (newLimits.length > 0) notes.push(`${names(newLimits)} limit for ${what} ${container.name}`);
  if (newRequests.length === 0 && newLimits.length === 0) return container;
  return {
    ...container,
    resources: {
      ...container.resources,
      requests: { ...requests, ...Object.fromEntries(newRequests) },
      limits: { ...limits, ...Object.fromEntries(newLimits) },
    },
  };
}

/** The pod with the range's defaults, and a note of them in an annotation. */
export function withDefaults(pod: Pod, { spec }: LimitRange): Pod {
  const items = spec.limits.filter(({ type }) => type === "Container");
  const defaults: Defaults = {
    requests: Object.assign({}, ...items.map(({ defaultRequest }) => defaultRequest)) as ResourceList,
    limits: Object.assign({}, ...items.map((item) => item.default)) as ResourceList,
  };
  const notes: string[] = [];
  const containers = pod.spec.containers.map((one) => filled(one, "container", defaults, notes));
  const initContainers = pod.spec.initContainers?.map((one) => filled(one, "init container", defaults, notes));
  if (notes.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join("; ")}` };
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: { ...pod.spec, containers, ...(initContainers ? { initContainers } : {}) },
  };
}

type Stated = { requests: ResourceList; limits: ResourceList };
type Rule = (name: string, type: string, bound: string, stated: Stated) => string | undefined;

const least: Rule = (name, type, bound, { requests, limits }) => {
  const [request, limit] = [requests[name], limits[name]];
  const rule = `minimum ${name} usage per ${type} is ${canonical(bound)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  if (isMore(bound, request)) return `${rule}, but request is ${canonical(request)}`;
  return limit !== undefined && isMore(bound, limit) ? `${rule}, but limit is ${canonical(limit)}` : undefined;
};

const most: Rule = (name, type, bound, { requests, limits }) => {
  const [request, limit] = [requests[name], limits[name]];
  const rule = `maximum ${name} usage per ${type} is ${canonical(bound)}`;
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (isMore(limit, bound)) return `${rule}, but limit is ${canonical(limit)}`;
  return request !== undefined && isMore(request, bound) ? `${rule}, but request is ${canonical(request)}` : undefined;
};

/** For claims, which have no limits. */
const mostRequested: Rule = (name, type, bound, { requests }) => {
  const request = requests[name];
  const rule = `maximum ${name} usage per ${type} is ${canonical(bound)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  return isMore(request, bound) ? `${rule}, but request is ${canonical(request)}` : undefined;
};

const mostRatio: Rule = (name, type, bound, { requests, limits }) => {
  const [request, limit] = [quantityOf(requests[name]), quantityOf(limits[name])];
  const rule = `${name} max limit to request ratio per ${type} is ${canonical(bound)}`;
  if (request === 0) return `${rule}, but no request is specified or request is 0`;
  if (limit === 0) return `${rule}, but no limit is specified or limit is 0`;
  return limit / request > quantityOf(bound)
    ? `${rule}, but provided ratio is ${(limit / request).toFixed(6)}`
    : undefined;
};

function broken(rule: Rule, bounds: ResourceList | undefined, type: string, stated: Stated): string[] {
  return Object.entries(bounds ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, bound]) => rule(name, type, bound, stated) ?? []);
}

const brokenBy = ({ min, max, maxLimitRequestRatio, type }: LimitRangeItem, stated: Stated): string[] => [
  ...broken(least, min, type, stated),
  ...broken(most, max, type, stated),
  ...broken(mostRatio, maxLimitRequestRatio, type, stated),
];

/** What the pod breaks of the range, in words. */
export function problemsOf(pod: Pod, { spec }: LimitRange): string[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const each = containers.map(({ resources }) => ({ requests: {}, limits: {}, ...resources }));
  return spec.limits.flatMap((item) => {
    if (item.type === "Container") return each.flatMap((stated) => brokenBy(item, stated));
    if (item.type !== "Pod") return [];
    return brokenBy(item, { requests: podTotal(pod, "requests"), limits: podTotal(pod, "limits") });
  });
}

export function claimProblemsOf(requests: ResourceList, { spec }: LimitRange): string[] {
  const stated = { requests, limits: {} };
  return spec.limits
    .filter(({ type }) => type === "PersistentVolumeClaim")
    .flatMap(({ min, max, type }) => [
      ...broken(least, min, type, stated),
      ...broken(mostRequested, max, type, stated),
    ]);
}
