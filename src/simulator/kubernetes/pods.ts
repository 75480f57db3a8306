/** What a pod's status says. Kubernetes 1.36, pkg/api/v1/pod/util.go and pkg/controller/controller_utils.go. */
import { controllerOf } from "./metadata.ts";
import type { Condition, Pod, PodSpec, ReplicaSet, Resources } from "./objects.ts";
import type { Store } from "./store.ts";

/** FilterActivePods: neither finished nor going. */
export const isActive = (pod: Pod) =>
  pod.status.phase !== "Succeeded" && pod.status.phase !== "Failed" && pod.metadata.deletionTimestamp === undefined;

export const readyCondition = (pod: Pod) => pod.status.conditions.find((condition) => condition.type === "Ready");

export const isReady = (pod: Pod) => readyCondition(pod)?.status === "True";

/** IsPodAvailable: ready for at least minReadySeconds. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = readyCondition(pod);
  if (ready?.status !== "True") return false;
  return minReadySeconds === 0 || ready.lastTransitionTime + minReadySeconds * 1_000 <= now;
}

/** What the pod's containers request together: millicores and bytes, 0 where nothing is said. */
export function requestsOf(spec: PodSpec): Required<Resources> {
  const total = { cpu: 0, memory: 0 };
  for (const { resources } of spec.containers) {
    total.cpu += resources.requests.cpu ?? 0;
    total.memory += resources.requests.memory ?? 0;
  }
  return total;
}

/** The conditions with one of them set; its transition time stays when its status does. */
export function withCondition(
  conditions: Condition[],
  next: Omit<Condition, "lastTransitionTime">,
  now: number,
): Condition[] {
  const old = conditions.find((condition) => condition.type === next.type);
  const condition = { ...next, lastTransitionTime: old?.status === next.status ? old.lastTransitionTime : now };
  return old ? conditions.map((other) => (other === old ? condition : other)) : [...conditions, condition];
}

/** The pods, gone or not, whose controller is this ReplicaSet. */
export const podsOf = (store: Store, replicaSet: ReplicaSet) =>
  store.list("Pod").filter((pod) => controllerOf(pod)?.uid === replicaSet.metadata.uid);
