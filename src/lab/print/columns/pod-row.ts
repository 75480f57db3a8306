/** READY, STATUS and RESTARTS of a pod. Kubernetes 1.36, pkg/printers/internalversion/printers.go (printPod). */
import type { ContainerStatus, Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { printAge } from "../age.ts";

type Row = { ready: number; total: number; status: string; restarts: number; lastRestart: number | undefined };

const isTrue = ({ status }: Pod, type: string) =>
  (status.conditions ?? []).some((condition) => condition.type === type && condition.status === "True");

/** The later of two instants. */
const later = (a: number | undefined, b: number | undefined) => (a === undefined || (b ?? a) > a ? (b ?? a) : a);

const finishedBefore = ({ lastState }: ContainerStatus) => lastState?.terminated?.finishedAt;

/** What the phase, or who set a reason, calls it. */
function wordOfPod({ status }: Pod): string {
  const gated = (status.conditions ?? []).some(
    ({ type, reason }) => type === "PodScheduled" && reason === "SchedulingGated",
  );
  return gated ? "SchedulingGated" : status.reason || (status.phase ?? "");
}

const wordOfEnd = ({ reason, signal, exitCode }: NonNullable<NonNullable<ContainerStatus["state"]>["terminated"]>) =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);

type Initialised = {
  word?: string;
  ready: number;
  restarts: number;
  sidecars: number;
  lastRestart?: number | undefined;
  lastSidecar?: number | undefined;
};

/** Init containers one after the other, until one that is not done. */
function readInit(pod: Pod): Initialised {
  const read: Initialised = { ready: 0, restarts: 0, sidecars: 0 };
  const own = pod.spec.initContainers ?? [];
  const isSidecar = ({ name }: ContainerStatus) => own.find((one) => one.name === name)?.restartPolicy === "Always";
  for (const [at, status] of (pod.status.initContainerStatuses ?? []).entries()) {
    const sidecar = isSidecar(status);
    countRestarts(read, status, sidecar);
    if (status.state?.terminated?.exitCode === 0) continue;
    if (!sidecar || !status.started) {
      read.word = `Init:${wordOfInit(status, at, own.length)}`;
      break;
    }
    if (status.ready) read.ready++;
  }
  return read;
}

function countRestarts(read: Initialised, status: ContainerStatus, sidecar: boolean): void {
  read.restarts += status.restartCount;
  read.lastRestart = later(read.lastRestart, finishedBefore(status));
  if (!sidecar) return;
  read.sidecars += status.restartCount;
  read.lastSidecar = later(read.lastSidecar, finishedBefore(status));
}

function wordOfInit({ state = {} }: ContainerStatus, at: number, count: number): string {
  if (state.terminated) return wordOfEnd(state.terminated);
  const reason = state.waiting?.reason;
  return reason && reason !== "PodInitializing" ? reason : `${at}/${count}`;
}

type Running = {
  word: string | undefined;
  error: string;
  ready: number;
  restarts: number;
  lastRestart: number | undefined;
};

/** The other containers, the last first: the first one's word stands. */
function readContainers({ status }: Pod, before: number | undefined): Running {
  const read: Running = { word: undefined, error: "", ready: 0, restarts: 0, lastRestart: before };
  for (const container of (status.containerStatuses ?? []).toReversed()) {
    const { state = {} } = container;
    read.restarts += container.restartCount;
    read.lastRestart = later(read.lastRestart, finishedBefore(container));
    if (state.waiting?.reason) read.word = state.waiting.reason;
    else if (state.terminated) {
      read.word = wordOfEnd(state.terminated);
      if (state.terminated.exitCode !== 0) read.error = read.word;
    } else if (container.ready && state.running) read.ready++;
  }
  return read;
}

/** A pod of which one container has completed is still running, or has failed, or is not ready. */
function afterCompleted(pod: Pod, word: string, { error, ready }: Running): string {
  if (word !== "Completed") return word;
  if (ready > 0 && isTrue(pod, "Ready")) return "Running";
  return error || (ready > 0 ? "NotReady" : word);
}

const isOver = ({ status }: Pod) => status.phase === "Succeeded" || status.phase === "Failed";

function readRow(pod: Pod): Row {
  const { spec, metadata, status } = pod;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  const total = spec.containers.length + sidecars.length;
  const init = readInit(pod);
  const row: Row = {
    total,
    ready: init.ready,
    status: init.word ?? wordOfPod(pod),
    restarts: init.restarts,
    lastRestart: init.lastRestart,
  };
  if (init.word === undefined || isTrue(pod, "Initialized")) {
    const running = readContainers(pod, init.lastSidecar);
    row.ready += running.ready;
    row.restarts = init.sidecars + running.restarts;
    row.lastRestart = running.lastRestart;
    row.status = afterCompleted(pod, running.word ?? row.status, running);
  }
  if (metadata.deletionTimestamp === undefined) return row;
  if (status.reason === "NodeLost") return { ...row, status: "Unknown" };
  return isOver(pod) ? row : { ...row, status: "Terminating" };
}

/** What `kubectl get pods` says of a pod in one word. */
export const podStatus = (pod: Pod) => readRow(pod).status;

/** `1/1`: containers that are ready, of all. */
export function podReady(pod: Pod): string {
  const { ready, total } = readRow(pod);
  return `${ready}/${total}`;
}

/** `3 (5m ago)` */
export function podRestarts(pod: Pod, now: number): string {
  const { restarts, lastRestart } = readRow(pod);
  const when = restarts > 0 && lastRestart !== undefined ? ` (${printAge(now - lastRestart)} ago)` : "";
  return `${restarts}${when}`;
}
