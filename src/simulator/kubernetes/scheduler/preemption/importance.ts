/** Which of two pods matters more. Kubernetes 1.36, pkg/scheduler/util/utils.go. */
import type { Time } from "../../api/meta.ts";
import type { Pod } from "../../api/pod.ts";
import { priorityOf } from "../pod-info.ts";

/** GetPodStartTime: what has no start yet starts now. */
export const startOf = ({ status }: Pod, now: Time): Time => status?.startTime ?? now;

/** MoreImportantPod, as an order: the higher priority first, then the older. */
export const byImportance = (now: Time) => (a: Pod, b: Pod) =>
  priorityOf(b) - priorityOf(a) || startOf(a, now) - startOf(b, now);

/** GetEarliestPodStartTime: of those with the highest priority. */
export function earliestStart(pods: readonly Pod[], now: Time): Time {
  const highest = Math.max(...pods.map(priorityOf));
  return Math.min(...pods.filter((pod) => priorityOf(pod) === highest).map((pod) => startOf(pod, now)));
}
