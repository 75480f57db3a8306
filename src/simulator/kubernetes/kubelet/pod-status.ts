/** A pod's whole status, from what its containers do. Kubernetes 1.36, pkg/kubelet/kubelet_pods.go (generateAPIPodStatus) and pkg/kubelet/status/status_manager.go (mergePodStatus). */
import type { Condition } from "../api/meta.ts";
import type { Container, ContainerStatus, Pod, PodPhase, PodSpec, PodStatus } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import { containerStatus } from "./container-status.ts";
import { podConditions } from "./conditions.ts";
import { phaseOf } from "./phase.ts";
import { runningContainers, type ContainerRecord, type PodRecord } from "./records.ts";

const UNSEEN = (name: string): ContainerRecord => ({ name, runs: 0 });

function statuses(pod: Pod, containers: Container[], isInit: boolean, record: PodRecord): ContainerStatus[] {
  return containers.map((container) =>
    containerStatus(pod, container, isInit, record.containers.get(container.name) ?? UNSEEN(container.name)),
  );
}

const isTerminalPhase = (next: PodPhase) => next === "Failed" || next === "Succeeded";

/** HasAnyActiveRegularContainerStarted: the pod is past its init containers. `isKnown` says whether the runtime has such a container. */
export const hasActiveRegular = ({ containers }: PodSpec, isKnown: (name: string) => boolean) =>
  containers.some(({ name }) => isKnown(name));

/** What the containers say; a pod is not said to be over while anything of it runs. */
function ownPhase(pod: Pod, record: PodRecord, all: ContainerStatus[], isOver: boolean): PodPhase {
  if (record.ending) return isOver ? "Failed" : (pod.status.phase ?? "Pending");
  const hasInitialized = hasActiveRegular(pod.spec, (name) => record.containers.get(name)?.instance !== undefined);
  const isTerminal = isOver && (pod.metadata.deletionTimestamp !== undefined || record.isDone === true);
  const next = phaseOf(pod.spec, all, { isTerminal, hasInitialized });
  return !isOver && isTerminalPhase(next) ? (pod.status.phase ?? "Pending") : next;
}

/** The API server's word on a finished pod is final. */
function phaseIn(pod: Pod, record: PodRecord, all: ContainerStatus[]): PodPhase {
  if (isFinished(pod)) return pod.status.phase as PodPhase;
  return ownPhase(pod, record, all, runningContainers(record).length === 0);
}

type Host = { hostIP: string; now: number };

/** Why it failed, and the condition that tells of it: both only once it has. */
function reasonOf(pod: Pod, { ending }: PodRecord, next: PodPhase): Pick<PodStatus, "reason" | "message"> {
  const { status } = pod;
  const { reason, message } = ending && next === "Failed" && !isFinished(pod) ? ending : status;
  if (status.phase !== next && !ending) return {};
  return { ...(reason ? { reason } : {}), ...(message ? { message } : {}) };
}

/** The pod's addresses, once its sandbox has one. */
function addressesOf(pod: Pod, record: PodRecord): Pick<PodStatus, "podIP" | "podIPs"> {
  const address = record.podIP ?? pod.status.podIP;
  return address === undefined ? {} : { podIP: address, podIPs: [{ ip: address }] };
}

/** An ending that is news brings a condition of its own (DisruptionTarget). */
function conditionsOf(pod: Pod, record: PodRecord, all: ContainerStatus[], next: PodPhase, now: number): Condition[] {
  const hasSandbox = record.hasSandbox && !isTerminalPhase(next);
  const conditions = podConditions(pod, all, { phase: next, hasSandbox, now });
  const disruption = next === "Failed" && !isFinished(pod) ? record.ending?.condition : undefined;
  return disruption ? [{ ...disruption, lastTransitionTime: now }, ...conditions] : conditions;
}

export function podStatus(pod: Pod, record: PodRecord, { hostIP, now }: Host): PodStatus {
  const { status, spec } = pod;
  const initContainerStatuses = statuses(pod, spec.initContainers ?? [], true, record);
  const containerStatuses = statuses(pod, spec.containers, false, record).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const all = [...initContainerStatuses, ...containerStatuses];
  const next = phaseIn(pod, record, all);
  const { reason: _, message: __, ...kept } = status;
  return {
    ...kept,
    observedGeneration: pod.metadata.generation,
    phase: next,
    ...reasonOf(pod, record, next),
    conditions: conditionsOf(pod, record, all, next, now),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...addressesOf(pod, record),
    startTime: status.startTime ?? now,
    containerStatuses,
    ...(initContainerStatuses.length > 0 ? { initContainerStatuses } : {}),
  };
}
