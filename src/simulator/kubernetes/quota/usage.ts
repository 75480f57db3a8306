/**
 * What one object uses of a quota, and which of a quota's resources are about its kind.
 * Kubernetes 1.36, pkg/quota/v1/evaluator/core/{pods,services,persistent_volume_claims,registry}.go.
 */
import type { PersistentVolumeClaim, Service } from "../api/core.ts";
import { RESOURCES, type Kind, type KubernetesObject } from "../api/kinds.ts";
import type { ResourceList, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import { podTotalWithOverhead } from "./pod-resources.ts";

const countName = (kind: Kind) => `count/${RESOURCES[kind].resource}`;

const COMPUTE = ["cpu", "memory", "ephemeral-storage"];
const POD_NAMES = new Set(["pods", ...COMPUTE.flatMap((name) => [name, `requests.${name}`, `limits.${name}`])]);
const STORAGE_CLASS = ".storageclass.storage.k8s.io/";
const CLAIM_NAMES = ["persistentvolumeclaims", "requests.storage"];

/** What was counted by these names before count/ came. */
const ALIASES: Partial<Record<Kind, string>> = {
  ConfigMap: "configmaps",
  ResourceQuota: "resourcequotas",
  Secret: "secrets",
};

/** An extended resource is one with a vendor's domain; only what is requested of it is counted. */
const isExtended = (name: string) => name.includes("/") && !name.includes("kubernetes.io/");
const isRequestedExtended = (name: string) => name.startsWith("requests.") && isExtended(name);
const isHuge = (name: string) => name.startsWith("hugepages-") || name.startsWith("requests.hugepages-");

function isAbout(kind: Kind, name: string): boolean {
  if (name === countName(kind)) return true;
  switch (kind) {
    case "Pod":
      return POD_NAMES.has(name) || isHuge(name) || isRequestedExtended(name);
    case "Service":
      return name === "services" || name === "services.loadbalancers" || name === "services.nodeports";
    case "PersistentVolumeClaim":
      return CLAIM_NAMES.some((one) => name === one || name.endsWith(STORAGE_CLASS + one));
  }
  return name === ALIASES[kind];
}

/** Of a quota's resources, those that objects of this kind use. */
export const resourcesAbout = (kind: Kind, names: string[]) => names.filter((name) => isAbout(kind, name));

/** podComputeUsageHelper. */
export function computeUsage(requests: ResourceList, limits: ResourceList): ResourceList {
  const usage: ResourceList = { pods: "1" };
  for (const [name, amount] of Object.entries(requests)) {
    if (COMPUTE.includes(name) || isHuge(name)) usage[name] = amount;
    if (COMPUTE.includes(name) || isHuge(name) || isExtended(name)) usage[`requests.${name}`] = amount;
  }
  for (const name of COMPUTE) if (limits[name] !== undefined) usage[`limits.${name}`] = limits[name];
  return usage;
}

/** QuotaV1Pod: a pod counts until it has finished, or should have gone long ago (its node may be lost). */
export function isCounted(pod: Pod, now: Time): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  if (isFinished(pod)) return false;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true;
  return now <= deletionTimestamp + deletionGracePeriodSeconds * 1_000;
}

function podUsage(pod: Pod, now: Time): ResourceList {
  if (!isCounted(pod, now)) return {};
  return computeUsage(podTotalWithOverhead(pod, "requests"), podTotalWithOverhead(pod, "limits"));
}

function serviceUsage({ spec }: Service): ResourceList {
  const isBalanced = spec.type === "LoadBalancer";
  const ports = isBalanced || spec.type === "NodePort" ? (spec.ports ?? []).length : 0;
  return { services: "1", "services.loadbalancers": isBalanced ? "1" : "0", "services.nodeports": String(ports) };
}

function claimUsage({ spec }: PersistentVolumeClaim): ResourceList {
  const storage = spec.resources?.requests?.["storage"];
  const usage: ResourceList = { persistentvolumeclaims: "1", ...(storage ? { "requests.storage": storage } : {}) };
  if (!spec.storageClassName) return usage;
  const ofClass = Object.entries(usage).map(([name, amount]) => [spec.storageClassName + STORAGE_CLASS + name, amount]);
  return { ...usage, ...Object.fromEntries(ofClass) };
}

export function usageOf(object: KubernetesObject, now: Time): ResourceList {
  const count = { [countName(object.kind)]: "1" };
  switch (object.kind) {
    case "Pod":
      return { ...count, ...podUsage(object, now) };
    case "Service":
      return { ...count, ...serviceUsage(object) };
    case "PersistentVolumeClaim":
      return { ...count, ...claimUsage(object) };
  }
  const alias = ALIASES[object.kind];
  return alias === undefined ? count : { ...count, [alias]: "1" };
}
