/** Whether a new object fits into its namespace's quotas. Kubernetes 1.36, apiserver, pkg/admission/plugin/resourcequota/controller.go (CheckRequest). */
import type { ResourceQuota } from "../api/core.ts";
import type { KubernetesObject } from "../api/kinds.ts";
import type { ResourceList, Time } from "../api/meta.ts";
import type { Container, Pod } from "../api/pod.ts";
import { addLists, isMore, mask, printList, withoutZeros } from "./amounts.ts";
import { statesOwn } from "./pod-resources.ts";
import { matchesScope, scopesOf } from "./scopes.ts";
import { computeUsage, resourcesAbout, usageOf } from "./usage.ts";

/** Those of cpu and memory that every container must state when a quota counts them. */
const MUST_STATE = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

export type Charge = { quota: ResourceQuota; used: ResourceList };
export type QuotaAnswer = { ok: true; charges: Charge[] } | { ok: false; why: string };

/** "must specify limits.cpu for: a,b; requests.memory for: a", or nothing. */
function missingIn(pod: Pod, counted: string[]): string | undefined {
  if (statesOwn(pod)) return undefined;
  const containers: Container[] = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const parts: string[] = [];
  for (const name of MUST_STATE.filter((one) => counted.includes(one)).toSorted()) {
    const without = containers.filter(({ resources }) => {
      return computeUsage(resources?.requests ?? {}, resources?.limits ?? {})[name] === undefined;
    });
    if (without.length > 0)
      parts.push(`${name} for: ${[...new Set(without.map((one) => one.name))].toSorted().join(",")}`);
  }
  return parts.length > 0 ? `must specify ${parts.join("; ")}` : undefined;
}

/** What keeps the quota from being asked. */
function problemWith({ metadata: { name }, status }: ResourceQuota, object: KubernetesObject, counted: string[]) {
  const missing = object.kind === "Pod" ? missingIn(object, counted) : undefined;
  if (missing !== undefined) return `failed quota: ${name}: ${missing}`;
  const isUnknown = counted.some((one) => status.used?.[one] === undefined);
  return isUnknown ? `status unknown for quota: ${name}, resources: ${counted.toSorted().join(",")}` : undefined;
}

function exceededBy({ metadata, status }: ResourceQuota, requested: ResourceList, used: ResourceList) {
  const { hard = {}, used: before = {} } = status;
  const names = Object.keys(requested).filter((name) => isMore(used[name] ?? "0", hard[name] ?? "0"));
  if (names.length === 0) return undefined;
  const [asked, had, limit] = [requested, before, hard].map((list) => printList(mask(list, names)));
  return `exceeded quota: ${metadata.name}, requested: ${asked}, used: ${had}, limited: ${limit}`;
}

/** The quotas that are about the object, each with those of its resources that are. */
function quotasAbout(quotas: ResourceQuota[], object: KubernetesObject) {
  return quotas
    .map((quota) => ({ quota, counted: resourcesAbout(object.kind, Object.keys(quota.status.hard ?? {})) }))
    .filter(
      ({ quota, counted }) => counted.length > 0 && scopesOf(quota).every((scope) => matchesScope(scope, object)),
    );
}

/** `quotas`: those of the object's namespace. Answers what each of them says once the object is there. */
export function checkQuotas(quotas: ResourceQuota[], object: KubernetesObject, now: Time): QuotaAnswer {
  const about = quotasAbout(quotas, object);
  for (const { quota, counted } of about) {
    const why = problemWith(quota, object, counted);
    if (why !== undefined) return { ok: false, why };
  }
  const usage = withoutZeros(usageOf(object, now));
  const charges: Charge[] = [];
  for (const { quota } of about) {
    const requested = mask(usage, Object.keys(quota.status.hard ?? {}));
    const used = addLists(quota.status.used ?? {}, requested);
    const why = exceededBy(quota, requested, used);
    if (why !== undefined) return { ok: false, why };
    charges.push({ quota, used });
  }
  return { ok: true, charges };
}
