/** A ReplicaSet's status. Kubernetes 1.36, pkg/controller/replicaset/replica_set_utils.go (calculateStatus). */
import type { ReplicaSet } from "../api/apps.ts";
import type { Condition, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { matchesLabels } from "../api/selector.ts";
import { isAvailable, isReady } from "../pods.ts";

const FAILURE = "ReplicaFailure";

function failure(replicaSet: ReplicaSet, pods: number, message: string, now: Time): Condition {
  const difference = pods - (replicaSet.spec.replicas ?? 0);
  const reason = difference < 0 ? "FailedCreate" : difference > 0 ? "FailedDelete" : "";
  return { type: FAILURE, status: "True", reason, message, lastTransitionTime: now };
}

/** The first failure stays until a sync goes well. */
function conditionsOf(replicaSet: ReplicaSet, pods: number, message: string | undefined, now: Time): Condition[] {
  const conditions = replicaSet.status.conditions ?? [];
  const old = conditions.some(({ type }) => type === FAILURE);
  if (message !== undefined && !old) return [...conditions, failure(replicaSet, pods, message, now)];
  return message === undefined && old ? conditions.filter(({ type }) => type !== FAILURE) : conditions;
}

/**
 * `active` are the pods that count, `terminating` those on their way out; `message` is what went wrong with making or removing pods, if anything did.
 * As the API server writes it: counts of 0 are left out but for `replicas` and `terminatingReplicas`.
 */
export function calculateStatus(
  replicaSet: ReplicaSet,
  active: Pod[],
  terminating: Pod[],
  message: string | undefined,
  now: Time,
): ReplicaSet["status"] {
  const { spec, status, metadata } = replicaSet;
  const labels = spec.template.metadata?.labels;
  const labeled = active.filter((pod) => matchesLabels(pod.metadata.labels, labels)).length;
  const ready = active.filter(isReady).length;
  const available = active.filter((pod) => isAvailable(pod, spec.minReadySeconds ?? 0, now)).length;
  const conditions = conditionsOf(replicaSet, active.length, message, now);
  const observed = metadata.generation ?? status.observedGeneration;
  return {
    replicas: active.length,
    ...(labeled > 0 && { fullyLabeledReplicas: labeled }),
    ...(ready > 0 && { readyReplicas: ready }),
    ...(available > 0 && { availableReplicas: available }),
    terminatingReplicas: terminating.length,
    ...(observed && { observedGeneration: observed }),
    ...(conditions.length > 0 && { conditions }),
  };
}
