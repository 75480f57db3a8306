/**
 * Which pods go first when a ReplicaSet shrinks. Kubernetes 1.36, pkg/controller/replicaset/replica_set.go (getPodsToDelete) and
 * pkg/controller/controller_utils.go (ActivePodsWithRanks.Less), with PodDeletionCost and LogarithmicScaleDown on as by default.
 */
import type { Time } from "../api/meta.ts";
import type { Pod, PodPhase } from "../api/pod.ts";
import { isActive, isReady, readyCondition } from "../pods.ts";

const COST = "controller.kubernetes.io/pod-deletion-cost";
/** The range of a 32-bit integer; a cost outside it counts as none. */
const MOST_COST = 2 ** 31;
const PHASES: Record<PodPhase, number> = { Pending: 0, Unknown: 1, Running: 2, Succeeded: 0, Failed: 0 };
const NANOSECONDS = 1e6;

/** `rank`: how many active pods of the same owner are on the pod's node. */
export type Ranked = { pod: Pod; rank: number; now: Time };
type Compare = (a: Ranked, b: Ranked) => number;

/** Ages in nanoseconds are equal when their binary logarithms are, rounded down (logarithmicRankDiff). */
function ageBucket(at: Time, now: Time): number {
  const age = (now - at) * NANOSECONDS;
  return age > 0 ? Math.floor(Math.log2(age)) : -1;
}

/** The younger first, one without a time before all; of one bucket, the smaller uid. */
function byAge(a: Ranked, b: Ranked, timeOf: (pod: Pod) => Time | undefined): number {
  const [atA, atB] = [timeOf(a.pod), timeOf(b.pod)];
  if (atA === atB) return 0;
  if (atA === undefined || atB === undefined) return atA === undefined ? -1 : 1;
  return ageBucket(atA, a.now) - ageBucket(atB, b.now) || order(a.pod.metadata.uid, b.pod.metadata.uid);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** GetDeletionCostFromPodAnnotations: neither a plus sign nor zeros before a positive number; 0 for what is no number. */
function costOf({ metadata }: Pod): number {
  const text = metadata.annotations?.[COST] ?? "";
  const cost = /^(0|[1-9]\d*|-\d+)$/.test(text) ? Number(text) : 0;
  return cost >= -MOST_COST && cost < MOST_COST ? cost : 0;
}

const most = (restarts: number[]) => Math.max(0, ...restarts);

const restartsOf = ({ status }: Pod) => most((status.containerStatuses ?? []).map(({ restartCount }) => restartCount));

function sidecarRestartsOf({ spec, status }: Pod): number {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  const named = new Set(sidecars.map(({ name }) => name));
  const statuses = (status.initContainerStatuses ?? []).filter(({ name }) => named.has(name));
  return most(statuses.map(({ restartCount }) => restartCount));
}

const readySince = (pod: Pod) => readyCondition(pod)?.lastTransitionTime;

/** A phase that nothing set yet counts as pending. */
const phaseOf = ({ status }: Pod) => (status.phase === undefined ? 0 : PHASES[status.phase]);

/** In this order: unassigned, pending, not ready, cheap, doubled up on a node, lately ready, restarted often, young. */
const RULES: Compare[] = [
  (a, b) => Number(Boolean(a.pod.spec.nodeName)) - Number(Boolean(b.pod.spec.nodeName)),
  (a, b) => phaseOf(a.pod) - phaseOf(b.pod),
  (a, b) => Number(isReady(a.pod)) - Number(isReady(b.pod)),
  (a, b) => costOf(a.pod) - costOf(b.pod),
  (a, b) => b.rank - a.rank,
  (a, b) => (isReady(a.pod) && isReady(b.pod) ? byAge(a, b, readySince) : 0),
  (a, b) => restartsOf(b.pod) - restartsOf(a.pod),
  (a, b) => sidecarRestartsOf(b.pod) - sidecarRestartsOf(a.pod),
  (a, b) => byAge(a, b, ({ metadata }) => metadata.creationTimestamp),
];

/** Less than 0 when `a` goes before `b`; 0 when neither does. */
export const compareForDeletion: Compare = (a, b) => {
  for (const rule of RULES) {
    const difference = rule(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** `count` of the active `pods`, in the order they go. `related` are the pods of all ReplicaSets of the same owner, which count as doubled up. */
export function podsToDelete(pods: Pod[], related: Pod[], count: number, now: Time): Pod[] {
  if (count >= pods.length) return pods;
  const onNode = new Map<string, number>();
  for (const pod of related) {
    const node = pod.spec.nodeName ?? "";
    if (isActive(pod)) onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  const ranked = pods.map((pod) => ({ pod, rank: onNode.get(pod.spec.nodeName ?? "") ?? 0, now }));
  return ranked
    .toSorted(compareForDeletion)
    .slice(0, count)
    .map(({ pod }) => pod);
}
