/** A pod comes to its node: it is admitted or turned away, its volumes are mounted, its sandbox is made. Kubernetes 1.36, pkg/kubelet/kubelet.go (HandlePodAdditions, SyncPod). */
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import { adoptPod, hasRun } from "./adopting.ts";
import { hostAddress, type PodAddresses } from "./addresses.ts";
import { refusalOf, type Refusal } from "./admission.ts";
import { podOf, tell, type Kubelet } from "./context.ts";
import { CHECK_MS, needsPull } from "./images.ts";
import { isStopped } from "./nodes.ts";
import { createPodRecord, type PodRecord } from "./records.ts";
import { mountProblem } from "./references.ts";
import { reportPod } from "./sync.ts";

/** Of the time until the first containers run, the part in which the sandbox is made when an image is to be pulled after it. */
const SANDBOX_PART = 0.2;

/** The first containers to run: the init containers come first, one at a time. */
const firstContainers = ({ spec }: Pod) =>
  spec.initContainers?.length ? spec.initContainers.slice(0, 1) : spec.containers;

/** A mount that failed is tried again after half a second, and each time after twice as long (pkg/util/goroutinemap/exponentialbackoff). */
const MOUNT_RETRY = { firstMs: 500, mostMs: 122_000 };

/** Its volumes are mounted and its sandbox is made: addresses first, then containers. */
function openSandbox(
  kubelet: Kubelet,
  record: PodRecord,
  addresses: PodAddresses,
  retryMs = MOUNT_RETRY.firstMs,
): void {
  const pod = podOf(kubelet, record);
  if (!pod || record.isDone || record.ending || pod.metadata.deletionTimestamp !== undefined) return;
  const { store, loop } = kubelet.world;
  const problem = mountProblem(store, pod);
  if (problem) {
    if (!isStopped(store, record.node)) tell(kubelet, pod, "Warning", "FailedMount", problem);
    const next = Math.min(retryMs * 2, MOUNT_RETRY.mostMs);
    return loop.after(retryMs, () => openSandbox(kubelet, record, addresses, next));
  }
  record.hasSandbox = true;
  record.podIP = pod.spec.hostNetwork ? hostAddress(store, record.node) : addresses.take(record.node);
  return kubelet.sync(record);
}

/** The node does not take the pod. */
function reject(kubelet: Kubelet, pod: Pod, { reason, message }: Refusal): void {
  const { api, loop } = kubelet.world;
  tell(kubelet, pod, "Warning", reason, message);
  const status = { ...pod.status, phase: "Failed" as const, reason, message: `Pod was rejected: ${message}` };
  api.updateStatus(pod, { ...status, startTime: loop.now() });
}

/** The pods that the kubelet has taken on and that are not through. */
function admitted(kubelet: Kubelet, node: string): Pod[] {
  const pods = kubelet.world.store.podsOn(node);
  return pods.filter((pod) => kubelet.records.has(pod.metadata.uid) && !isFinished(pod));
}

/** How the time to start is spent: on the sandbox, then on pulling or looking up the image. */
function partsOf(kubelet: Kubelet, pod: Pod, node: string): { sandboxMs: number; pullMs: number } {
  const { world } = kubelet;
  const { startMs: start, pullMs: pull } = world.behaviourOf(pod);
  const startMs = world.random.between(...start);
  const least = Math.round(startMs * SANDBOX_PART);
  const pullMs = pull ? world.random.between(...pull) : startMs - least;
  const first = firstContainers(pod);
  if (first.some((container) => needsPull(kubelet, node, container)))
    return { sandboxMs: pull ? startMs : least, pullMs };
  const checks = first.some(({ imagePullPolicy }) => imagePullPolicy === "Always");
  return { sandboxMs: startMs - (checks ? Math.min(CHECK_MS, startMs - least) : 0), pullMs };
}

/** The kubelet of the node `name` takes on a pod that was bound to it at `boundAt`. */
export function acceptPod(kubelet: Kubelet, pod: Pod, name: string, boundAt: number, addresses: PodAddresses): void {
  const { world } = kubelet;
  const { loop, store } = world;
  const now = loop.now();
  if (hasRun(pod)) return kubelet.sync(adoptPod(kubelet, pod, name));
  const node = store.get("Node", name);
  const refusal = node && pod.metadata.deletionTimestamp === undefined && refusalOf(pod, admitted(kubelet, name), node);
  if (refusal) return reject(kubelet, pod, refusal);
  const { sandboxMs, pullMs } = partsOf(kubelet, pod, name);
  const record = createPodRecord(pod, name, now, pullMs);
  kubelet.records.set(record.uid, record);
  kubelet.sync(record);
  if (record.isDone) return undefined;
  reportPod(kubelet, record);
  const { activeDeadlineSeconds } = pod.spec;
  if (activeDeadlineSeconds !== undefined) loop.after(activeDeadlineSeconds * 1_000, () => kubelet.sync(record));
  return loop.at(Math.max(now, boundAt + sandboxMs), () => openSandbox(kubelet, record, addresses));
}
