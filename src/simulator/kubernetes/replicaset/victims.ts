/**
 * Which pods go first when a ReplicaSet shrinks. Kubernetes 1.36, pkg/controller/replicaset/replica_set.go (getPodsToDelete) and
 * pkg/controller/controller_utils.go (ActivePodsWithRanks.Less), with PodDeletionCost and LogarithmicScaleDown on as by default.
 */
import { isActive, isReady, readyCondition } from "../pods.ts";
import type { Pod } from "../objects.ts";

const COST = "controller.kubernetes.io/pod-deletion-cost";
const PHASES = { Pending: 0, Running: 2, Succeeded: 0, Failed: 0 };

type Ranked = { pod: Pod; rank: number; now: number };
type Compare = (a: Ranked, b: Ranked) => number;

/** Ages in nanoseconds are equal when their binary logarithms are, rounded down (logarithmicRankDiff). */
function ageBucket(at: number, now: number): number {
  const age = (now - at) * 1e6;
  return age > 0 ? Math.floor(Math.log2(age)) : -1;
}

/** The younger first; of one bucket, the smaller uid. */
function byAge(a: Ranked, b: Ranked, at: (pod: Pod) => number): number {
  if (at(a.pod) === at(b.pod)) return 0;
  const difference = ageBucket(at(a.pod), a.now) - ageBucket(at(b.pod), b.now);
  return difference || (a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1);
}

const costOf = (pod: Pod) => Number(pod.metadata.annotations[COST] ?? 0);
const restartsOf = (pod: Pod) => Math.max(0, ...pod.status.containerStatuses.map(({ restartCount }) => restartCount));
const readySince = (pod: Pod) => readyCondition(pod)?.lastTransitionTime ?? 0;

/** In this order: unassigned, pending, not ready, cheap, doubled up on a node, lately ready, restarted often, young. */
const RULES: Compare[] = [
  (a, b) => Number(a.pod.spec.nodeName !== undefined) - Number(b.pod.spec.nodeName !== undefined),
  (a, b) => PHASES[a.pod.status.phase] - PHASES[b.pod.status.phase],
  (a, b) => Number(isReady(a.pod)) - Number(isReady(b.pod)),
  (a, b) => costOf(a.pod) - costOf(b.pod),
  (a, b) => b.rank - a.rank,
  (a, b) => (isReady(a.pod) && isReady(b.pod) ? byAge(a, b, readySince) : 0),
  (a, b) => restartsOf(b.pod) - restartsOf(a.pod),
  (a, b) => byAge(a, b, (pod) => pod.metadata.creationTimestamp),
];

const compare: Compare = (a, b) => {
  for (const rule of RULES) {
    const order = rule(a, b);
    if (order !== 0) return order;
  }
  return 0;
};

/** `count` of the active `pods`, in the order they go. `related` are the pods of all ReplicaSets of the same owner, which count as doubled up. */
export function podsToDelete(pods: Pod[], related: Pod[], count: number, now: number): Pod[] {
  if (count >= pods.length) return pods;
  const onNode = new Map<string, number>();
  for (const { spec } of related.filter(isActive)) {
    if (spec.nodeName !== undefined) onNode.set(spec.nodeName, (onNode.get(spec.nodeName) ?? 0) + 1);
  }
  const ranked = pods.map((pod) => ({ pod, rank: onNode.get(pod.spec.nodeName ?? "") ?? 0, now }));
  return ranked
    .toSorted(compare)
    .slice(0, count)
    .map(({ pod }) => pod);
}
