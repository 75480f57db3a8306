/** The ResourceQuota controller: counts anew what a namespace uses. Kubernetes 1.36, pkg/controller/resourcequota/resource_quota_controller.go. */
import type { ResourceQuota } from "../api/core.ts";
import { RESOURCES, type Kind } from "../api/kinds.ts";
import type { ResourceList, Time } from "../api/meta.ts";
import { createControllerQueue } from "../controller-queue.ts";
import type { Change } from "../change.ts";
import { keyOf } from "../keys.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";
import { addLists, isEqual, mask } from "./amounts.ts";
import { matchesScope, scopesOf } from "./scopes.ts";
import { isCounted, resourcesAbout, usageOf } from "./usage.ts";

/** --resource-quota-sync-period: how often all are counted anew. */
const RESYNC_MS = 300_000;

const KINDS = (Object.keys(RESOURCES) as Kind[]).filter((kind) => RESOURCES[kind].namespaced && kind !== "Event");

/** What the namespace uses of the quota's resources. A resource that nothing here uses keeps what it said. */
function countUsage(store: Pick<Store, "list">, quota: ResourceQuota, now: Time): ResourceList {
  const names = Object.keys(quota.spec.hard ?? {});
  const scopes = scopesOf(quota);
  let used: ResourceList = {};
  for (const kind of KINDS) {
    const about = resourcesAbout(kind, names);
    if (about.length === 0) continue;
    used = addLists(used, Object.fromEntries(about.map((name) => [name, "0"])));
    for (const object of store.list(kind, quota.metadata.namespace))
      if (scopes.every((scope) => matchesScope(scope, object)))
        used = addLists(used, mask(usageOf(object, now), about));
  }
  return { ...mask(quota.status.used ?? {}, names), ...used };
}

/** Whether the change gives something back to the namespace's quotas. */
function isReplenishing({ object, before, verb }: Change, now: Time): boolean {
  if (verb === "deleted") return true;
  if (object.kind === "Pod" && before?.kind === "Pod") return isCounted(before, now) && !isCounted(object, now);
  return object.kind === "Service" && before?.kind === "Service" && object.spec.type !== before.spec.type;
}

export function startQuotaController(world: World): void {
  const { loop, store, api } = world;

  const queue = createControllerQueue(world, (name, namespace) => {
    const quota = store.get("ResourceQuota", name, namespace);
    if (!quota) return;
    const hard = quota.spec.hard ?? {};
    const used = countUsage(store, quota, loop.now());
    const isDirty = !isEqual(hard, quota.status.hard) || !isEqual(used, quota.status.used);
    if (isDirty) api.updateStatus(quota, { hard, used });
  });

  const enqueueAll = () => {
    for (const quota of store.list("ResourceQuota")) queue.add(keyOf(quota));
    loop.after(RESYNC_MS, enqueueAll);
  };
  loop.after(RESYNC_MS, enqueueAll);

  store.watch((change) => {
    const { object, before, verb } = change;
    if (object.kind === "ResourceQuota" && verb !== "deleted") {
      const isNew = before?.kind !== "ResourceQuota" || !isEqual(before.spec.hard, object.spec.hard);
      if (isNew) queue.add(keyOf(object));
    }
    if (object.kind === "Event" || !isReplenishing(change, loop.now())) return;
    for (const quota of store.list("ResourceQuota", object.metadata.namespace)) queue.add(keyOf(quota));
  });
}
