/** Which pods of a Job go when there are too many. Kubernetes 1.36, pkg/controller/job/job_controller.go (activePodsForRemoval). */
import type { Job } from "../api/batch.ts";
import type { ContainerStatus, Pod } from "../api/pod.ts";
import { isReady, readyCondition } from "../pods.ts";
import { completionIndexOf } from "./index-annotations.ts";
import { completionsOf } from "./indexes.ts";
import { isIndexed } from "./job-pods.ts";

const PHASES: Record<string, number> = { Pending: 0, Unknown: 1, Running: 2 };
const rankOfPhase = ({ status }: Pod) => PHASES[status.phase ?? ""] ?? 0;

const most = (statuses: ContainerStatus[] = []) => Math.max(0, ...statuses.map(({ restartCount }) => restartCount));
const restartsOf = ({ status }: Pod) => most(status.containerStatuses);
const sidecarRestartsOf = ({ spec, status }: Pod) => {
  const sidecars = spec?.initContainers
    ?.filter(({ restartPolicy }) => restartPolicy === "Always")
    .map(({ name }) => name);
  return most(status.initContainerStatuses?.filter(({ name }) => sidecars?.includes(name)));
};
const readySince = (pod: Pod) => readyCondition(pod)?.lastTransitionTime ?? Number.POSITIVE_INFINITY;
const createdAt = ({ metadata }: Pod) => metadata.creationTimestamp ?? Number.POSITIVE_INFINITY;

/** Later first, the unknown before all; equal infinities are equal. */
const byTime = (a: number, b: number) => (a === b ? 0 : b - a);

/** pkg/controller/controller_utils.go (ActivePods.Less): unassigned, pending, not ready, lately ready, often restarted, young. */
const RULES: ((a: Pod, b: Pod) => number)[] = [
  (a, b) => Number(Boolean(a.spec?.nodeName)) - Number(Boolean(b.spec?.nodeName)),
  (a, b) => rankOfPhase(a) - rankOfPhase(b),
  (a, b) => Number(isReady(a)) - Number(isReady(b)),
  (a, b) => (isReady(a) && isReady(b) ? byTime(readySince(a), readySince(b)) : 0),
  (a, b) => restartsOf(b) - restartsOf(a),
  (a, b) => sidecarRestartsOf(b) - sidecarRestartsOf(a),
  (a, b) => byTime(createdAt(a), createdAt(b)),
];

/** Negative when `a` goes before `b`. */
export function compareActivePods(a: Pod, b: Pod): number {
  for (const rule of RULES) {
    const order = rule(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

const sortKey = (pod: Pod) => completionIndexOf(pod) ?? -1;
export const byCompletionIndex = (a: Pod, b: Pod) => sortKey(a) - sortKey(b);

/** All but the last of those with one index; all of those without. */
function split(same: Pod[]): { remove: Pod[]; left: Pod[] } {
  if (same[0] && sortKey(same[0]) === -1) return { remove: same, left: [] };
  const sorted = same.toSorted(compareActivePods);
  return { remove: sorted.slice(0, -1), left: sorted.slice(-1) };
}

/**
 * Pods without an index or with one that is too high go, and of each index all but one (appendDuplicatedIndexPodsForRemoval).
 * Those with an index that is too high come before those of the last index.
 */
export function duplicatedIndexPods(pods: Pod[], completions: number): { remove: Pod[]; left: Pod[] } {
  const sorted = pods.toSorted(byCompletionIndex);
  const within = sorted.filter((pod) => sortKey(pod) < completions);
  const keys = [...new Set(within.map(sortKey))];
  const groups = keys.map((key) => split(within.filter((pod) => sortKey(pod) === key)));
  const tooHigh = { remove: sorted.slice(within.length), left: [] };
  const inOrder = groups.toSpliced(Math.max(0, groups.length - 1), 0, tooHigh);
  return { remove: inOrder.flatMap(({ remove }) => remove), left: inOrder.flatMap(({ left }) => left) };
}

/** At least `atLeast` of the active pods, in the order they go. */
export function podsForRemoval(job: Job, active: Pod[], atLeast: number): Pod[] {
  const { remove, left } = isIndexed(job)
    ? duplicatedIndexPods(active, completionsOf(job))
    : { remove: [], left: active };
  const more = Math.max(0, atLeast - remove.length);
  return more === 0 ? remove : [...remove, ...left.toSorted(compareActivePods).slice(0, more)];
}
