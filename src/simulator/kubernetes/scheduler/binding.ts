/** What the scheduler writes: bindings, and why not. Kubernetes 1.36, pkg/scheduler/schedule_one.go, pkg/registry/core/pod/storage (BindingREST). */
import type { PodStatus, Pod } from "../api/pod.ts";
import { conditionOf, withCondition } from "../pods.ts";
import type { World } from "../world.ts";
import { withTopology } from "./topology-labels.ts";

export const SOURCE = "default-scheduler";
/** NoteLengthLimit of events. */
const LONGEST = 1_024;
const CUT = " ...";

/** The pod as it is on its node. A promise of a node is off then. */
export function boundPod(pod: Pod, nodeName: string, now: number): Pod {
  const { nominatedNodeName: _, ...status } = pod.status;
  const conditions = withCondition(status.conditions, { type: "PodScheduled", status: "True" }, now);
  return { ...pod, spec: { ...pod.spec, nodeName }, status: { ...status, conditions } };
}

/** Binds the pod if it is still there and free; answers whether it did. */
export function bind({ store, loop, record }: World, pod: Pod, nodeName: string): boolean {
  const { name, namespace, uid, deletionTimestamp } = pod.metadata;
  const fresh = store.get("Pod", name, namespace);
  if (fresh?.metadata.uid !== uid || fresh.spec.nodeName || deletionTimestamp !== undefined) return false;
  if (fresh.metadata.deletionTimestamp !== undefined) return false;
  store.put(boundPod(withTopology(store, fresh, nodeName), nodeName, loop.now()));
  const message = `Successfully assigned ${namespace}/${name} to ${nodeName}`;
  record({ about: pod, reason: "Scheduled", message, source: SOURCE });
  return true;
}

const cutShort = (message: string) =>
  message.length <= LONGEST ? message : message.slice(0, LONGEST - CUT.length) + CUT;

/** FailedScheduling, and the condition that says so; nothing is written when the status says it already. */
export function reportFailure(
  { api, loop, record }: World,
  pod: Pod,
  message: string,
  promised: string | undefined,
): void {
  record({ about: pod, type: "Warning", reason: "FailedScheduling", message: cutShort(message), source: SOURCE });
  const { nominatedNodeName, ...status } = pod.status;
  const old = conditionOf(pod, "PodScheduled");
  const isSaid = old?.status === "False" && old.reason === "Unschedulable" && old.message === message;
  if (isSaid && nominatedNodeName === promised) return;
  const condition = { type: "PodScheduled", status: "False" as const, reason: "Unschedulable", message };
  const next: PodStatus = { ...status, conditions: withCondition(status.conditions, condition, loop.now()) };
  api.updateStatus(pod, promised ? { ...next, nominatedNodeName: promised } : next);
}
