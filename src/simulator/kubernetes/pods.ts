/** What a pod's status says. Kubernetes 1.36, pkg/api/v1/pod/util.go and pkg/controller/controller_utils.go. */
import type { Condition } from "./api/meta.ts";
import type { Pod } from "./api/pod.ts";

/** FilterActivePods: neither finished nor going. */
export const isActive = ({ status, metadata }: Pod) =>
  status.phase !== "Succeeded" && status.phase !== "Failed" && metadata.deletionTimestamp === undefined;

export const isFinished = ({ status }: Pod) => status.phase === "Succeeded" || status.phase === "Failed";

export const conditionOf = (pod: Pod, type: string) => pod.status.conditions?.find((one) => one.type === type);

export const readyCondition = (pod: Pod) => conditionOf(pod, "Ready");

export const isReady = (pod: Pod) => readyCondition(pod)?.status === "True";

/** IsPodAvailable: ready for at least minReadySeconds. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = readyCondition(pod);
  if (ready?.status !== "True") return false;
  if (minReadySeconds === 0) return true;
  return ready.lastTransitionTime !== undefined && ready.lastTransitionTime + minReadySeconds * 1_000 <= now;
}

/** The conditions with one of them set; its transition time stays when its status does. */
export function withCondition(
  conditions: Condition[] | undefined,
  next: Omit<Condition, "lastTransitionTime">,
  now: number,
): Condition[] {
  const all = conditions ?? [];
  const old = all.find((condition) => condition.type === next.type);
  const since = old?.status === next.status ? old.lastTransitionTime : now;
  const condition: Condition = { ...next, lastTransitionTime: since ?? now };
  return old ? all.map((other) => (other === old ? condition : other)) : [...all, condition];
}
