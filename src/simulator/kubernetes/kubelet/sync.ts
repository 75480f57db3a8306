/** One look at a pod: what has to end ends, what has to start starts, and its status says so. Kubernetes 1.36, pkg/kubelet/kubelet.go (SyncPod, SyncTerminatingPod, SyncTerminatedPod). */
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import { podActions, type Kill } from "./actions.ts";
import { containerNamed, podOf, tell, type Kubelet } from "./context.ts";
import { podStatus } from "./pod-status.ts";
import { announceStop, stopContainer } from "./process.ts";
import { hostAddress } from "./addresses.ts";
import { runningContainers, type PodRecord } from "./records.ts";
import { sameValue } from "./same-value.ts";
import { tryStart } from "./starting.ts";
import { stopPod } from "./stopping.ts";
import { isStopped } from "./nodes.ts";

const DEADLINE = {
  reason: "DeadlineExceeded",
  message: "Pod was active on the node longer than the specified deadline",
};

const graceMsOf = ({ spec }: Pod) => (spec.terminationGracePeriodSeconds ?? 0) * 1_000;

export function reportPod(kubelet: Kubelet, record: PodRecord): void {
  const { world } = kubelet;
  const pod = podOf(kubelet, record);
  if (!pod || isStopped(world.store, record.node)) return;
  const status = podStatus(pod, record, { hostIP: hostAddress(world.store, record.node), now: world.loop.now() });
  if (!sameValue(status, pod.status)) world.api.updateStatus(pod, status);
}

/** Nothing of it runs any more. A deleted pod leaves the API server, a finished one stays. */
function finish(kubelet: Kubelet, record: PodRecord): void {
  record.isDone = true;
  reportPod(kubelet, record);
  const pod = podOf(kubelet, record);
  if (!pod || pod.metadata.deletionTimestamp === undefined) return;
  kubelet.records.delete(record.uid);
  const { name, namespace, uid } = record;
  kubelet.world.api.delete("Pod", name, namespace, { gracePeriodSeconds: 0, uid });
}

/** activeDeadlineSeconds counts from when the kubelet took the pod on. */
function checkDeadline(kubelet: Kubelet, pod: Pod, record: PodRecord): void {
  const { activeDeadlineSeconds } = pod.spec;
  if (activeDeadlineSeconds === undefined || record.ending || isFinished(pod)) return;
  const since = pod.status.startTime ?? record.acceptedAt;
  if (kubelet.world.loop.now() - since < activeDeadlineSeconds * 1_000) return;
  record.ending = { ...DEADLINE, graceMs: graceMsOf(pod), from: kubelet.world.loop.now() };
  tell(kubelet, pod, "Normal", DEADLINE.reason, DEADLINE.message);
}

/** Since when and with how much grace a pod is being stopped. */
type Stop = { from: number; graceMs: number };

/** Nothing while it is to run. */
function stopOf({ world }: Kubelet, pod: Pod, record: PodRecord): Stop | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  if (deletionTimestamp !== undefined) {
    const graceMs = deletionGracePeriodSeconds * 1_000;
    return { from: Math.max(deletionTimestamp - graceMs, record.resumedAt ?? Number.NEGATIVE_INFINITY), graceMs };
  }
  const own = record.ending ?? record.over;
  if (own) return own;
  return isFinished(pod) ? { from: world.loop.now(), graceMs: graceMsOf(pod) } : undefined;
}

function killContainer(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  { name, message, because, isReplaced }: Kill,
): void {
  const own = record.containers.get(name);
  const container = containerNamed(pod, name);
  if (!own?.instance || own.instance.endsAt !== undefined || !container) return;
  own.instance.isReplaced = isReplaced;
  announceStop(kubelet, pod, own, container, message);
  const probe = because === "liveness" ? container.livenessProbe : container.startupProbe;
  const ownGrace = because ? probe?.terminationGracePeriodSeconds : undefined;
  const from = kubelet.world.loop.now();
  const deadline = from + (ownGrace === undefined ? graceMsOf(pod) : ownGrace * 1_000);
  stopContainer(kubelet, pod, record, own, container, { from, deadline });
}

/** Stops what runs; nothing is started any more. */
function endPod(kubelet: Kubelet, pod: Pod, record: PodRecord, { from, graceMs }: Stop): void {
  stopPod(kubelet, pod, record, from, graceMs);
  if (runningContainers(record).length === 0) finish(kubelet, record);
  else kubelet.report(record);
}

function runPod(kubelet: Kubelet, pod: Pod, record: PodRecord): void {
  const { isOver, kill, start } = podActions(pod, (name) => record.containers.get(name)?.instance);
  if (isOver) {
    record.over = { from: kubelet.world.loop.now(), graceMs: graceMsOf(pod) };
    return endPod(kubelet, pod, record, record.over);
  }
  for (const one of kill) killContainer(kubelet, pod, record, one);
  for (const name of start) {
    const own = record.containers.get(name);
    const container = containerNamed(pod, name);
    if (own && container) tryStart(kubelet, pod, record, own, container);
  }
  kubelet.report(record);
}

export function syncPod(kubelet: Kubelet, record: PodRecord): void {
  const pod = podOf(kubelet, record);
  if (!pod) return void kubelet.records.delete(record.uid);
  if (isStopped(kubelet.world.store, record.node)) return;
  if (record.isDone) return finish(kubelet, record);
  checkDeadline(kubelet, pod, record);
  const stop = stopOf(kubelet, pod, record);
  if (!stop) {
    if (record.hasSandbox) runPod(kubelet, pod, record);
    return;
  }
  endPod(kubelet, pod, record, stop);
}
