/**
 * One scheduling cycle by the plain reading of the rules: every plugin asked about every node that is looked at. Kubernetes 1.36,
 * pkg/scheduler/schedule_one.go. It is the measure of the fast reading (fast/), which answers the same.
 */
import type { Diagnosis } from "./fit-error.ts";
import { prepare, tieSet, type Cycle, type Profile, type Rejection } from "./framework.ts";
import { addPod, cloneNodeInfo, type NodeInfo } from "./node-info.ts";
import { priorityOf, type PodInfo } from "./pod-info.ts";
import type { Snapshot } from "./snapshot.ts";

const LEAST_NODES = 100;
const LEAST_PERCENTAGE = 5;

/** How many feasible nodes are enough: all below 100 nodes, else 50 % less one for every 125 nodes, at least 5 % and 100. `percentage` 0 is unset. */
export function numFeasibleNodesToFind(nodes: number, percentage = 0): number {
  if (nodes < LEAST_NODES) return nodes;
  const share = percentage || Math.max(LEAST_PERCENTAGE, 50 - Math.trunc(nodes / 125));
  return Math.max(LEAST_NODES, Math.trunc((nodes * share) / 100));
}

/** Pods that preemption has promised a node, by its name. */
export type Nominated = ReadonlyMap<string, readonly PodInfo[]>;
export const NOBODY: Nominated = new Map();

/** Those that the pod must leave room for: nominated, not itself, of no lower priority. */
export const aheadOf = ({ pod }: PodInfo, nominated: readonly PodInfo[] | undefined) =>
  (nominated ?? []).filter(
    (other) => other.pod.metadata.uid !== pod.metadata.uid && priorityOf(other.pod) >= priorityOf(pod),
  );

/** RunFilterPluginsWithNominatedPods: the pod must fit both with the nominated pods in place and without them. */
export function filterWithNominated(cycle: Cycle, info: NodeInfo, nominated: Nominated): Rejection | undefined {
  const ahead = aheadOf(cycle.pod, nominated.get(info.name));
  if (ahead.length === 0) return cycle.filter(info);
  const copy = cloneNodeInfo(info);
  const trial = cycle.clone();
  for (const pod of ahead) {
    addPod(copy, pod);
    trial.addPod(pod, copy);
  }
  return trial.filter(copy) ?? cycle.filter(info);
}

export type NodeRejection = { node: NodeInfo; rejection: Rejection };

/** `start` is where the next cycle begins to look. */
export type Found = { feasible: NodeInfo[]; rejected: NodeRejection[]; start: number };

/** What looking needs besides the snapshot. */
export type Search = { start: number; nominated: Nominated; percentage?: number };

/** findNodesThatPassFilters: from `start` round, until enough are found. */
function search(
  cycle: Cycle,
  nodes: readonly NodeInfo[],
  { start, nominated, percentage }: Search,
): Omit<Found, "start"> {
  const wanted = numFeasibleNodesToFind(nodes.length, percentage);
  const feasible: NodeInfo[] = [];
  const rejected: NodeRejection[] = [];
  for (let i = 0; i < nodes.length && feasible.length < wanted; i++) {
    const node = nodes[(start + i) % nodes.length] as NodeInfo;
    const rejection = filterWithNominated(cycle, node, nominated);
    if (rejection) rejected.push({ node, rejection });
    else feasible.push(node);
  }
  return { feasible, rejected };
}

/** The node that the pod was promised, if it still will do. */
function nominatedNode(cycle: Cycle, { nominated }: Search): NodeInfo | undefined {
  const name = cycle.pod.pod.status?.nominatedNodeName;
  const info = name ? cycle.snapshot.byName.get(name) : undefined;
  return info && !filterWithNominated(cycle, info, nominated) ? info : undefined;
}

/** findNodesThatFitPod. */
export function findFeasible(cycle: Cycle, options: Search): Found {
  const { nodes, byName } = cycle.snapshot;
  if (cycle.refused) return { feasible: [], rejected: [], start: options.start };
  const promised = nominatedNode(cycle, options);
  if (promised) return { feasible: [promised], rejected: [], start: options.start };
  const { eligible } = cycle;
  const looked = eligible ? [...eligible.names].flatMap((name) => byName.get(name) ?? []) : nodes;
  const found = search(cycle, looked, options);
  const seen = found.feasible.length + found.rejected.length;
  return { ...found, start: nodes.length === 0 ? 0 : (options.start + seen) % nodes.length };
}

/** `best`: any of these may be chosen. `totals` by the position in `feasible`, both to be asked for at once; a single feasible node is not scored. */
export type Verdict =
  | { kind: "fits"; best: NodeInfo[]; feasible(): NodeInfo[]; totals(): number[]; start: number }
  | { kind: "none"; cycle: Cycle; rejected: NodeRejection[]; start: number };

export function verdictOf(cycle: Cycle, { feasible, rejected, start }: Found): Verdict {
  if (feasible.length === 0) return { kind: "none", cycle, rejected, start };
  const { totals } = feasible.length === 1 ? { totals: [0] } : cycle.score(feasible);
  const best = tieSet(totals).map((at) => feasible[at] as NodeInfo);
  return { kind: "fits", best, feasible: () => feasible, totals: () => totals, start };
}

export function scheduleOne(pod: PodInfo, snapshot: Snapshot, profile: Profile, options: Search): Verdict {
  const cycle = prepare(pod, snapshot, profile);
  return verdictOf(cycle, findFeasible(cycle, options));
}

export const diagnosisOf = ({ cycle, rejected }: Verdict & { kind: "none" }): Diagnosis => ({
  nodes: cycle.snapshot.nodes.length,
  rejections: rejected.map(({ rejection }) => rejection),
  cycle,
});
