/** The admission step of ResourceQuotas, the last of all: refuses what exceeds one, and charges what does not. apiserver, pkg/admission/plugin/resourcequota. */
import { RESOURCES } from "../api/kinds.ts";
import type { Admit } from "../api-server.ts";
import { forbidden, granted, refused } from "../server/errors.ts";
import type { World } from "../world.ts";
import { isEqual } from "./amounts.ts";
import { checkQuotas } from "./check.ts";

export function admitQuota({ store, api, loop }: World): Admit {
  return (object) => {
    const { kind, metadata } = object;
    if (!RESOURCES[kind].namespaced || kind === "Event") return granted(object);
    const quotas = store.list("ResourceQuota", metadata.namespace);
    if (quotas.length === 0) return granted(object);
    const answer = checkQuotas(quotas, object, loop.now());
    if (!answer.ok) return refused(forbidden(kind, metadata.name, answer.why));
    for (const { quota, used } of answer.charges)
      if (!isEqual(used, quota.status.used)) api.updateStatus(quota, { ...quota.status, used });
    return granted(object);
  };
}
