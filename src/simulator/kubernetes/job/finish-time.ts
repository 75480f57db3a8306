/** When a pod ended. Kubernetes 1.36, pkg/controller/job/backoff_utils.go (getFinishedTime). */
import type { Time } from "../api/meta.ts";
import type { ContainerStatus, Pod } from "../api/pod.ts";
import { readyCondition } from "../pods.ts";

function latestFinish(statuses: ContainerStatus[]): Time | undefined {
  const times = statuses.map(({ state }) => state?.terminated?.finishedAt);
  return times.reduce<Time | undefined>(
    (latest, time) => (latest === undefined || time === undefined ? undefined : Math.max(latest, time)),
    Number.NEGATIVE_INFINITY,
  );
}

/** When the last container ended, sidecars included; nothing while one runs or when none is known. */
function fromContainers({ spec, status }: Pod): Time | undefined {
  const sidecars = new Set(
    spec?.initContainers?.filter((one) => one.restartPolicy === "Always").map(({ name }) => name),
  );
  const initStatuses = status.initContainerStatuses?.filter(({ name }) => sidecars.has(name)) ?? [];
  const statuses = [...(status.containerStatuses ?? []), ...initStatuses];
  return statuses.length === 0 ? undefined : latestFinish(statuses);
}

function fromReadyCondition(pod: Pod): Time | undefined {
  const ready = readyCondition(pod);
  return ready?.status === "False" ? ready.lastTransitionTime : undefined;
}

function fromDeletion({ metadata }: Pod): Time | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined;
  return metadata.deletionTimestamp - (metadata.deletionGracePeriodSeconds ?? 0) * 1_000;
}

/** By its containers, else since it is no longer ready, else since it was asked to go, else since it exists. */
export const finishedAt = (pod: Pod): Time =>
  fromContainers(pod) ??
  fromReadyCondition(pod) ??
  fromDeletion(pod) ??
  pod.metadata.creationTimestamp ??
  Number.NEGATIVE_INFINITY;

type Truncate = (time: Time) => Time;

function endInWholeSeconds(status: ContainerStatus, truncate: Truncate): ContainerStatus {
  const terminated = status.state?.terminated;
  if (terminated?.finishedAt === undefined) return status;
  return { ...status, state: { terminated: { ...terminated, finishedAt: truncate(terminated.finishedAt) } } };
}

/**
 * An ended pod as the API shows it to controllers: metav1.Time is written as RFC 3339, in whole seconds, so a back-off may end up to a second
 * sooner than its failure would have it. `epoch` is in milliseconds since 1970 at simulated time 0.
 */
export function inWholeSeconds(pod: Pod, epoch: number): Pod {
  const truncate: Truncate = (time) => Math.floor((time + epoch) / 1_000) * 1_000 - epoch;
  const { containerStatuses, conditions } = pod.status;
  return {
    ...pod,
    status: {
      ...pod.status,
      ...(containerStatuses && { containerStatuses: containerStatuses.map((one) => endInWholeSeconds(one, truncate)) }),
      ...(conditions && {
        conditions: conditions.map((one) =>
          one.lastTransitionTime === undefined ? one : { ...one, lastTransitionTime: truncate(one.lastTransitionTime) },
        ),
      }),
    },
  };
}
