/** Which ReplicaSets and pods have to do with each other. Kubernetes 1.36, pkg/controller/replicaset/replica_set.go and client-go listers. */
import type { ReplicaSet } from "../api/apps.ts";
import type { LabelSelector } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";
import { controllerOf } from "../metadata.ts";

/** Those of the same controller, the ReplicaSet itself among them; none for one without a controller (getReplicaSetsWithSameController). */
export function sameController(replicaSet: ReplicaSet, all: ReplicaSet[]): ReplicaSet[] {
  const owner = controllerOf(replicaSet)?.uid;
  return owner === undefined ? [] : all.filter((other) => controllerOf(other)?.uid === owner);
}

/** The pods that a ReplicaSet of the same controller selects, each once (getIndirectlyRelatedPods). */
export function relatedPods(replicaSet: ReplicaSet, all: ReplicaSet[], pods: Pod[]): Pod[] {
  const family = sameController(replicaSet, all);
  return pods.filter((pod) =>
    family.some(
      ({ metadata, spec }) =>
        metadata.namespace === pod.metadata.namespace && matchesSelector(pod.metadata.labels, spec.selector),
    ),
  );
}

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector) =>
  Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

/** The ReplicaSets that may want a pod without a controller: an empty selector wants none (GetPodReplicaSets). */
export function replicaSetsFor({ metadata }: Pod, all: ReplicaSet[]): ReplicaSet[] {
  return all.filter(
    (replicaSet) =>
      replicaSet.metadata.namespace === metadata.namespace &&
      replicaSet.spec.selector !== undefined &&
      !isEmpty(replicaSet.spec.selector) &&
      matchesSelector(metadata.labels, replicaSet.spec.selector),
  );
}
