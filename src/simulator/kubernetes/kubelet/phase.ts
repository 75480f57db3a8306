/** A pod's phase, from what its containers do. Kubernetes 1.36, pkg/kubelet/kubelet_pods.go (getPhase). */
import type { Container, ContainerState, ContainerStatus, PodPhase, PodSpec } from "../api/pod.ts";
import { isSidecar } from "./behaviour.ts";
import { isRestarted } from "./restart-policy.ts";

/** The runtime took the container away to start all of them anew: it counts as one that will be restarted. */
const RESTARTING_ALL = "RestartingAllContainers";

type End = NonNullable<ContainerState["terminated"]>;

/** How the container ended, where it is not running: now, or before the start that it waits for. */
const endOf = ({ state, lastState }: ContainerStatus): End | undefined =>
  state?.terminated ?? (state?.waiting ? lastState?.terminated : undefined);

const isFinal = (container: Container, spec: PodSpec, end: End) =>
  !isRestarted(container, spec, end.exitCode) && end.reason !== RESTARTING_ALL;

type Found = "running" | "ended" | "waiting" | "unknown";

function found(status: ContainerStatus | undefined): Found {
  if (status?.state?.running) return "running";
  if (status && endOf(status)) return "ended";
  return status?.state?.waiting ? "waiting" : "unknown";
}

type Counts = {
  pendingInit: number;
  pendingSidecars: number;
  failedInit: number;
  running: number;
  /** Waiting for the first start, or not known of. */
  waiting: number;
  stopped: number;
  final: number;
  succeeded: number;
};

function countInit(counts: Counts, spec: PodSpec, container: Container, status: ContainerStatus | undefined): void {
  const end = status && !status.state?.running ? endOf(status) : undefined;
  if (!end) counts.pendingInit++;
  else if (end.exitCode !== 0 && isFinal(container, spec, end)) counts.failedInit++;
}

/** A sidecar that has ended is of no account: it comes again, or the pod is over. */
function countSidecar(counts: Counts, status: ContainerStatus | undefined): void {
  const what = found(status);
  if (what === "running") {
    counts.running++;
    if (!status?.started) counts.pendingSidecars++;
  } else if (what !== "ended") {
    counts.waiting++;
    if (status) counts.pendingSidecars++;
  }
}

function countEnded(counts: Counts, spec: PodSpec, container: Container, status: ContainerStatus, end: End): void {
  counts.stopped++;
  if (isFinal(container, spec, end)) counts.final++;
  if (status.state?.terminated?.exitCode === 0) counts.succeeded++;
}

function countMain(counts: Counts, spec: PodSpec, container: Container, status: ContainerStatus | undefined): void {
  const what = found(status);
  const end = status && what === "ended" ? endOf(status) : undefined;
  if (status && end) countEnded(counts, spec, container, status, end);
  else if (what === "running") counts.running++;
  else counts.waiting++;
}

function count(spec: PodSpec, statuses: ContainerStatus[]): Counts {
  const counts: Counts = {
    pendingInit: 0,
    pendingSidecars: 0,
    failedInit: 0,
    running: 0,
    waiting: 0,
    stopped: 0,
    final: 0,
    succeeded: 0,
  };
  const statusOf = ({ name }: Container) => statuses.find((status) => status.name === name);
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) countSidecar(counts, statusOf(container));
    else countInit(counts, spec, container, statusOf(container));
  }
  for (const container of spec.containers) countMain(counts, spec, container, statusOf(container));
  return counts;
}

/** Every container has ended: for good when the pod is over or none of them is restarted. */
function endedPhase({ stopped, final, succeeded }: Counts, isTerminal: boolean): PodPhase {
  if (!isTerminal && stopped !== final) return "Running";
  return stopped === succeeded ? "Succeeded" : "Failed";
}

/** `statuses` are those of init containers and containers; `isTerminal` when the pod will start nothing more. */
export function phaseOf(
  spec: PodSpec,
  statuses: ContainerStatus[],
  { isTerminal, hasInitialized }: { isTerminal: boolean; hasInitialized: boolean },
): PodPhase {
  const counts = count(spec, statuses);
  if (counts.failedInit > 0) return "Failed";
  const isInitializing = counts.pendingInit > 0 || (counts.pendingSidecars > 0 && !hasInitialized);
  if (isInitializing || counts.waiting > 0) return "Pending";
  if (counts.running > 0) return "Running";
  return counts.stopped > 0 ? endedPhase(counts, isTerminal) : "Pending";
}
