/** Starting a container: back-off, image, run. Kubernetes 1.36, pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod, doBackOff). */
import type { Container, Pod } from "../api/pod.ts";
import { CRASH_LOOP, nextBackOff, waitsUntil } from "./back-off.ts";
import { containerNamed, podOf, podText, tellOf, type Kubelet } from "./context.ts";
import { goDuration } from "./duration.ts";
import { needOf, pulled } from "./images.ts";
import { environmentProblem } from "./references.ts";
import { isStopped } from "./nodes.ts";
import { startContainer } from "./process.ts";
import { isRunning, type ContainerRecord, type PodRecord } from "./records.ts";

/** How often the kubelet asks the runtime what has happened (pkg/kubelet/kubelet.go, genericPlegRelistPeriod). */
export const RELIST_MS = 1_000;

/** The end that the wait is counted from: of a container that is replaced, the end before, since its own is not yet seen. */
function failedAt({ instance, lastEnd }: ContainerRecord): number | undefined {
  return (instance?.isReplaced ? lastEnd : instance?.end)?.finishedAt;
}

/** Until when the container is in its crash-loop back-off; nothing when it may start. */
function crashWait(kubelet: Kubelet, pod: Pod, own: ContainerRecord, container: Container): number | undefined {
  const since = failedAt(own);
  if (since === undefined) return undefined;
  const now = kubelet.world.loop.now();
  const { image } = container;
  const before = own.crash?.image === image ? own.crash?.backOff : undefined;
  const until = waitsUntil(before, since, now, CRASH_LOOP);
  if (until === undefined) {
    own.crash = { image, backOff: nextBackOff(before, since, now, CRASH_LOOP) };
    return undefined;
  }
  const where = `container ${own.name} in pod ${podText(pod)}`;
  tellOf(kubelet, pod, container, {
    type: "Warning",
    reason: "BackOff",
    message: `Back-off restarting failed ${where}`,
  });
  const delay = goDuration(before?.delayMs ?? 0);
  const message = `back-off ${delay} restarting failed container=${own.name} pod=${podText(pod)}`;
  own.waiting = { reason: "CrashLoopBackOff", message };
  return Math.min(until, now + RESYNC_MS);
}

/** A pod in a longer crash-loop back-off than this is looked at in between, and says so each time (pkg/kubelet/pod_workers.go, completeWork; --sync-frequency). */
const RESYNC_MS = 60_000;

/** How long the kubelet waits after an error that has no back-off of its own (pkg/kubelet/kubelet.go, backOffPeriod): that of a pull is not its pod's. */
const RETRY_MS = 10_000;

/** The image is there: the container is created, as far as what its environment refers to is there as well. */
function create(kubelet: Kubelet, pod: Pod, record: PodRecord, own: ContainerRecord, container: Container): void {
  const { store, loop } = kubelet.world;
  const message = environmentProblem(store, pod, container);
  if (message === undefined) return startContainer(kubelet, pod, record, own, container);
  own.waiting = { reason: "CreateContainerConfigError", message };
  tellOf(kubelet, pod, container, { type: "Warning", reason: "Failed", message: `Error: ${message}` });
  return syncAt(kubelet, record, own, container, loop.now() + RETRY_MS);
}

/** Does something later, unless another attempt has taken this one's place. */
function later({ world }: Kubelet, own: ContainerRecord, container: Container, at: number, run: () => void): void {
  const attempt = { image: container.image };
  own.attempt = attempt;
  world.loop.at(at, () => {
    if (own.attempt !== attempt) return;
    delete own.attempt;
    run();
  });
}

function syncAt(kubelet: Kubelet, record: PodRecord, own: ContainerRecord, container: Container, at: number): void {
  later(kubelet, own, container, at, () => kubelet.sync(record));
}

/** Its kubelet is there, and the pod neither goes nor is through. */
const isToRun = ({ world }: Kubelet, pod: Pod, { isDone, ending, node }: PodRecord) =>
  !isDone && !ending && pod.metadata.deletionTimestamp === undefined && !isStopped(world.store, node);

/** The pull that was begun is over: the container starts, unless its pod has gone or has to go. */
function afterPull(kubelet: Kubelet, record: PodRecord, own: ContainerRecord, ms: number): void {
  const pod = podOf(kubelet, record);
  const container = pod && containerNamed(pod, own.name);
  if (!container || !isToRun(kubelet, pod, record)) return;
  if (pulled(kubelet, pod, record, own, container, ms)) create(kubelet, pod, record, own, container);
  else syncAt(kubelet, record, own, container, kubelet.world.loop.now() + RELIST_MS);
  kubelet.report(record);
}

/** Another reason than the crash-loop back-off keeps it from starting: that back-off was served before. */
const isPast = ({ waiting }: ContainerRecord) => waiting !== undefined && waiting.reason !== "CrashLoopBackOff";

function fetchAndStart(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  own: ContainerRecord,
  container: Container,
): void {
  const need = needOf(kubelet, pod, record, own, container);
  if (need.kind === "present") create(kubelet, pod, record, own, container);
  else if (need.kind === "pull") {
    const at = kubelet.world.loop.now() + need.ms;
    later(kubelet, own, container, at, () => afterPull(kubelet, record, own, need.ms));
  } else if (need.until !== undefined)
    syncAt(kubelet, record, own, container, Math.min(need.until, kubelet.world.loop.now() + RETRY_MS));
}

const isUnderWay = ({ attempt }: ContainerRecord, { image }: Container) =>
  attempt !== undefined && attempt.image === image;

/** Begins with whatever comes first; to be called again when that is over. */
export function tryStart(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  own: ContainerRecord,
  container: Container,
): void {
  if (isUnderWay(own, container) || isRunning(own.instance)) return;
  const until = isPast(own) ? undefined : crashWait(kubelet, pod, own, container);
  if (own.instance) own.instance.isReplaced = false;
  if (until === undefined) fetchAndStart(kubelet, pod, record, own, container);
  else syncAt(kubelet, record, own, container, until);
}
