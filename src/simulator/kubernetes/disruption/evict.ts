/** The eviction subresource of a pod: a deletion that asks the pod's budget first. Kubernetes 1.36, pkg/registry/core/pod/storage/eviction.go. */
import type { PodDisruptionBudget } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import type { Answer, ApiError, DeleteOptions } from "../api-server.ts";
import { isFinished, isReady, withCondition } from "../pods.ts";
import { notFound, refused } from "../server/errors.ts";
import type { World } from "../world.ts";
import { budgetsOf } from "./budgets.ts";
import { grantDisruption } from "./grant.ts";
import { DISRUPTION_TARGET } from "./stale-target.ts";

const EVICTING = {
  type: DISRUPTION_TARGET,
  status: "True" as const,
  reason: "EvictionByEvictionAPI",
  message: "Eviction API: evicting",
};

const SEVERAL_BUDGETS: ApiError = {
  code: 500,
  reason: "",
  message: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
};

/** canIgnorePDB: what disturbs nobody when it goes, because it serves nobody or is going already. */
const isBeyondBudgets = (pod: Pod) =>
  isFinished(pod) || pod.status.phase === "Pending" || pod.metadata.deletionTimestamp !== undefined;

/** A pod that is not ready may go without being counted, when the policy says so or enough others are healthy. */
function isFree(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (isReady(pod)) return false;
  if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return true;
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
}

/** Spends a disruption of the pod's budget, if it has one and needs one; the error when that is refused. */
function askBudgets({ loop, store, api }: World, pod: Pod): ApiError | undefined {
  if (isBeyondBudgets(pod)) return undefined;
  const [budget, ...others] = budgetsOf(store, pod);
  if (!budget) return undefined;
  if (others.length > 0) return SEVERAL_BUDGETS;
  if (isFree(pod, budget)) return undefined;
  const answer = grantDisruption(budget, pod.metadata.name, loop.now());
  if (!answer.ok) return answer.error;
  api.updateStatus(budget, answer.object);
  return undefined;
}

export function evictPod(world: World, name: string, namespace: string, options: DeleteOptions = {}): Answer<Pod> {
  const { loop, store, api } = world;
  const pod = store.get("Pod", name, namespace);
  if (!pod) return refused(notFound("Pod", name));
  // A deletion that is for another pod of this name must not cost a disruption.
  if (options.uid !== undefined && options.uid !== pod.metadata.uid) return api.delete("Pod", name, namespace, options);
  const error = askBudgets(world, pod);
  if (error) return refused(error);
  const { status } = pod;
  api.updateStatus(pod, { ...status, conditions: withCondition(status.conditions, EVICTING, loop.now()) });
  return api.delete("Pod", name, namespace, options);
}
