/** One probe's worker: what it makes of a pod's status and of the answers it gets. Kubernetes 1.36, pkg/kubelet/prober/worker.go (doProbe). */
import type { Container, ContainerStatus, Pod, PodStatus, Probe } from "../api/pod.ts";
import { isSidecar, type ProbeKind } from "./behaviour.ts";
import type { ProbeResult } from "./records.ts";
import { areAllRestarted, isRestarted } from "./restart-policy.ts";

export type Worker = {
  kind: ProbeKind;
  /** The container's instance that it knows; nothing before the first. */
  containerID?: string;
  lastResult?: ProbeResult;
  /** How often in a row it got that result. */
  resultRun: number;
  /** It has done its part until there is a new instance. */
  isOnHold: boolean;
};

/** What the verdict is before the first probe. */
export const INITIAL: Record<ProbeKind, ProbeResult> = {
  readiness: "failure",
  liveness: "success",
  startup: "unknown",
};

export const probeOf = (container: Container, kind: ProbeKind): Probe | undefined =>
  ({ liveness: container.livenessProbe, readiness: container.readinessProbe, startup: container.startupProbe })[kind];

export type Looked = {
  worker: Worker;
  keepGoing: boolean;
  /** The verdict about an instance, where there is a new one. */
  verdict?: { containerID: string; result: ProbeResult };
  /** The instance whose verdict is of no more use. */
  forget?: string;
};

type Situation = {
  pod: Pod;
  /** What the kubelet says of the pod; nothing while it does not know it. */
  status: PodStatus | undefined;
  container: Container;
  now: number;
  /** Asks the container; nothing when that itself goes wrong. */
  ask: () => ProbeResult | undefined;
  /** When the kubelet was started: what ran before then is met as it is. */
  kubeletSince?: number;
};

export const createWorker = (kind: ProbeKind): Worker => ({ kind, resultRun: 0, isOnHold: false });

/** A container's status, with the name of its instance. */
function statusOf(status: PodStatus, name: string) {
  const named = [status.containerStatuses, status.initContainerStatuses].map((list) =>
    list?.find((one) => one.name === name),
  );
  return named.find((one) => one?.containerID);
}

/** Whether probing goes on for a container that does not run: unless it has ended for good. */
function comesAgain({ pod, container, status = {} }: Situation, exitCode: number | undefined): boolean {
  if (exitCode === undefined || isRestarted(container, pod.spec, exitCode)) return true;
  const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const exitCodeOf = (name: string) => all.find((one) => one.name === name)?.state?.terminated?.exitCode;
  return areAllRestarted(pod, exitCodeOf, status);
}

/** The probe is not due: too early, or its turn is before or after the container's start-up. */
function isHeldBack({ kind }: Worker, probe: Probe, now: number, startedAt: number, started: boolean): boolean {
  if (Math.floor((now - startedAt) / 1_000) < (probe.initialDelaySeconds ?? 0)) return true;
  return started === (kind === "startup");
}

/** Counts an answer; the verdict changes when there are enough of one kind in a row. */
function countAnswer(worker: Worker, probe: Probe, result: ProbeResult): { worker: Worker; isVerdict: boolean } {
  const resultRun = worker.lastResult === result ? worker.resultRun + 1 : 1;
  const needed = result === "failure" ? probe.failureThreshold : probe.successThreshold;
  const counted = { ...worker, lastResult: result, resultRun };
  if (result !== "unknown" && resultRun < (needed ?? 0)) return { worker: counted, isVerdict: false };
  const isFinal = worker.kind === "startup" || (worker.kind === "liveness" && result === "failure");
  return { worker: isFinal ? { ...counted, isOnHold: true, resultRun: 0 } : counted, isVerdict: true };
}

/** A kubelet that has just been started takes what ran more than this before as running on. */
const RESTART_GRACE_MS = 10_000;

/** The container ran already when the kubelet was started. */
function ranBefore({ kubeletSince }: Situation, { state }: ContainerStatus): boolean {
  const since = state?.running?.startedAt;
  return kubeletSince !== undefined && since !== undefined && since < kubeletSince - RESTART_GRACE_MS;
}

/** The verdict that an instance begins with; none when it ran before the kubelet, except that a sidecar's start-up is known. */
function firstVerdict({ kind }: Worker, situation: Situation, own: ContainerStatus): ProbeResult | undefined {
  if (!ranBefore(situation, own)) return INITIAL[kind];
  const { pod, container } = situation;
  const isInit = pod.spec.initContainers?.some(({ name }) => name === container.name) ?? false;
  return isInit && isSidecar(container) && kind === "startup" && own.started ? "success" : undefined;
}

/** A new instance: its verdict begins anew, and probing goes on. */
function meet(worker: Worker, situation: Situation, own: ContainerStatus, containerID: string): Looked {
  if (worker.containerID === containerID) return { worker, keepGoing: true };
  const result = firstVerdict(worker, situation, own);
  return {
    worker: { ...worker, containerID, isOnHold: false },
    keepGoing: true,
    ...(result ? { verdict: { containerID, result } } : {}),
    ...(worker.containerID ? { forget: worker.containerID } : {}),
  };
}

/** The probe itself, of a container that runs. */
function askRunning(
  met: Looked,
  situation: Situation,
  containerID: string,
  startedAt: number,
  started: boolean,
): Looked {
  const { worker } = met;
  const { pod, container, now } = situation;
  const probe = probeOf(container, worker.kind) ?? {};
  if (pod.metadata.deletionTimestamp !== undefined && worker.kind !== "readiness")
    return { ...met, keepGoing: false, verdict: { containerID, result: "success" } };
  if (isHeldBack(worker, probe, now, startedAt, started)) return met;
  const result = situation.ask();
  if (result === undefined) return met;
  const { worker: counted, isVerdict } = countAnswer(worker, probe, result);
  return { ...met, worker: counted, ...(isVerdict ? { verdict: { containerID, result } } : {}) };
}

function probeInstance(worker: Worker, situation: Situation, own: ContainerStatus, containerID: string): Looked {
  const { state, started = false } = own;
  const met = meet(worker, situation, own, containerID);
  if (met.worker.isOnHold) return met;
  if (state?.running) return askRunning(met, situation, containerID, state.running.startedAt ?? 0, started);
  const keepGoing = comesAgain(situation, state?.terminated?.exitCode);
  return { ...met, keepGoing, verdict: { containerID, result: "failure" } };
}

/** One turn of the worker. */
export function probeOnce(worker: Worker, situation: Situation): Looked {
  const { status, container } = situation;
  if (!status) return { worker, keepGoing: true };
  if (status.phase === "Failed" || status.phase === "Succeeded") return { worker, keepGoing: false };
  const own = statusOf(status, container.name);
  return own?.containerID ? probeInstance(worker, situation, own, own.containerID) : { worker, keepGoing: true };
}
