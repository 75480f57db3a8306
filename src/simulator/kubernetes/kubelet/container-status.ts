/** What a pod's status says of one container. Kubernetes 1.36, pkg/kubelet/kubelet_pods.go (convertToAPIContainerStatuses) and pkg/kubelet/prober/prober_manager.go (UpdatePodStatus). */
import { fnv32 } from "../../kernel/random.ts";
import type { Container, ContainerState, ContainerStatus, Pod } from "../api/pod.ts";
import { isSidecar, type ProbeKind } from "./behaviour.ts";
import type { ContainerRecord, ProbeResult } from "./records.ts";
import { isRestarted } from "./restart-policy.ts";

/** 64 hexadecimal digits that are always the same for the same text. */
export function hexOf(text: string): string {
  let hex = "";
  for (let i = 1; i <= 8; i++)
    hex += fnv32(text, i * 0x9e3779b1)
      .toString(16)
      .padStart(8, "0");
  return hex;
}

/** docker.io/library/nginx:1.27 for nginx:1.27: how containerd names it. */
export function fullImageName(image: string): string {
  const [first = "", ...rest] = image.split("/");
  if (rest.length === 0) return `docker.io/library/${image}`;
  return /[.:]|^localhost$/.test(first) ? image : `docker.io/${image}`;
}

const digests = new Map<string, string>();
const MOST_DIGESTS = 4_096;

function imageIdOf(image: string): string {
  let id = digests.get(image);
  if (id !== undefined) return id;
  const full = fullImageName(image);
  id = `${full.replace(/@.*$|:[^/]*$/, "")}@sha256:${hexOf(full)}`;
  if (digests.size < MOST_DIGESTS) digests.set(image, id);
  return id;
}

/** Whether its startup probe has passed, if it has one. */
export function isStarted(
  status: ContainerStatus,
  hasStartupProbe: boolean,
  startup: ProbeResult | undefined,
): boolean {
  if (!status.state?.running) return false;
  return startup === undefined ? !hasStartupProbe : startup === "success";
}

/** The status with what the probes have found; an init container that is no sidecar is ready when it has succeeded. */
export function probedStatus(
  container: Container,
  status: ContainerStatus,
  isInit: boolean,
  results: Partial<Record<ProbeKind, ProbeResult>>,
): ContainerStatus {
  const started = isStarted(status, container.startupProbe !== undefined, results.startup);
  if (isInit && !isSidecar(container))
    return { ...status, started, ready: status.ready || status.state?.terminated?.exitCode === 0 };
  const passes = results.readiness === "success" || (results.readiness === undefined && !container.readinessProbe);
  return { ...status, started, ready: started && passes };
}

/** Not started yet, running, ended, or waiting for its next start. */
function stateOf(
  pod: Pod,
  container: Container,
  record: ContainerRecord,
): Pick<ContainerStatus, "state" | "lastState"> {
  const { instance, lastEnd, waiting } = record;
  const last: ContainerState = lastEnd ? { terminated: lastEnd } : {};
  if (!instance) {
    const reason = pod.spec.initContainers?.length ? "PodInitializing" : "ContainerCreating";
    return { state: { waiting: waiting ?? { reason } }, lastState: last };
  }
  const { end, startedAt } = instance;
  if (!end) return { state: { running: { startedAt } }, lastState: last };
  const isGoing = pod.metadata.deletionTimestamp !== undefined;
  if (waiting && !isGoing && isRestarted(container, pod.spec, end.exitCode))
    return { state: { waiting }, lastState: { terminated: end } };
  return { state: { terminated: end }, lastState: last };
}

export function containerStatus(
  pod: Pod,
  container: Container,
  isInit: boolean,
  record: ContainerRecord,
): ContainerStatus {
  const { instance, runs, name } = record;
  const image = instance?.image ?? container.image;
  const status: ContainerStatus = {
    name,
    ready: false,
    restartCount: Math.max(0, runs - 1),
    ...(instance ? { containerID: instance.id } : {}),
    ...(image === undefined
      ? {}
      : { image: instance ? fullImageName(image) : image, imageID: instance ? imageIdOf(image) : "" }),
    ...stateOf(pod, container, record),
  };
  return probedStatus(container, status, isInit, instance?.results ?? {});
}
