/** What a StatefulSet asks of its pods. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_utils.go. */
import type { StatefulSet } from "../api/apps.ts";
import { scaledValue } from "../api/int-or-string.ts";
import type { IntOrString } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isAvailable, isReady } from "../pods.ts";

/** A pod that is only planned has no phase. */
export const isCreated = ({ status }: Pod) => status.phase !== undefined;
export const isTerminating = ({ metadata }: Pod) => metadata.deletionTimestamp !== undefined;
export const isRunningAndReady = (pod: Pod) => pod.status.phase === "Running" && isReady(pod);

/** For an instant, in the set's own terms. */
export function availabilityAt({ spec }: StatefulSet, now: number) {
  const isUp = (pod: Pod) => isAvailable(pod, spec.minReadySeconds ?? 0, now);
  return { isUp, isUnavailable: (pod: Pod) => !isUp(pod) || isTerminating(pod) };
}

export const allowsBurst = ({ spec }: StatefulSet) => spec.podManagementPolicy === "Parallel";

/** How many pods an update may take down at once: a percentage is rounded down, to no less than one. */
export const maxUnavailableOf = (maxUnavailable: IntOrString | undefined, replicas: number) =>
  Math.max(1, scaledValue(maxUnavailable ?? 1, replicas, false));
