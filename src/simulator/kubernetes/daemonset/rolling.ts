/** Which old daemons go, and where new ones come beside old ones. Kubernetes 1.36, pkg/controller/daemon/update.go (rollingUpdate). */
import type { Pod } from "../api/pod.ts";
import { isAvailable } from "../pods.ts";
import { updateCounts } from "./counts.ts";
import type { DaemonInputs, Wishes } from "./manage.ts";
import { fitOf } from "./nodes.ts";
import { isUpdated, templateGenerationOf } from "./pod-draft.ts";

/** The one new and the one old pod of a node; "excess" when there are more. */
type OnNode = { newPod: Pod | undefined; oldPod: Pod | undefined } | "excess";

function podsOnNode({ set, hash }: DaemonInputs, pods: Pod[]): OnNode {
  const generation = templateGenerationOf(set);
  const staying = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const fresh = staying.filter((pod) => isUpdated(pod, hash, generation));
  const old = staying.filter((pod) => !isUpdated(pod, hash, generation));
  return fresh.length > 1 || old.length > 1 ? "excess" : { newPod: fresh[0], oldPod: old[0] };
}

/** The nodes that have pods, then those that should have one. */
function withMissing({ set, nodes, podsByNode }: DaemonInputs): { byNode: Map<string, Pod[]>; desired: number } {
  const wanted = nodes.filter((node) => fitOf(set, node).shouldRun).map(({ metadata }) => metadata.name);
  const byNode = new Map(podsByNode);
  for (const name of wanted) if (!byNode.has(name)) byNode.set(name, []);
  return { byNode, desired: wanted.length };
}

type IsUp = (pod: Pod) => boolean;

/** Old pods that are down go at once; of those that are up as many as may be missing still. */
function byDeletion(states: OnNode[], maxUnavailable: number, isUp: IsUp): Wishes {
  const broken: Pod[] = [];
  const candidates: Pod[] = [];
  let unavailable = 0;
  for (const state of states) {
    if (state === "excess" || Boolean(state.newPod) === Boolean(state.oldPod)) unavailable++;
    else if (state.newPod) unavailable += isUp(state.newPod) ? 0 : 1;
    else if (state.oldPod && isUp(state.oldPod)) candidates.push(state.oldPod);
    else if (state.oldPod) {
      broken.push(state.oldPod);
      unavailable++;
    }
  }
  return { create: [], remove: [...broken, ...candidates.slice(0, Math.max(0, maxUnavailable - unavailable))] };
}

type Surge = {
  remove: Pod[];
  misplaced: Pod[];
  candidates: string[];
  allowed: string[];
  surging: number;
  available: number;
};

/** A node with an old pod alone, or with both. */
function surgeOn(
  node: string,
  { newPod, oldPod }: Exclude<OnNode, "excess">,
  surge: Surge,
  fits: boolean,
  isUp: IsUp,
): void {
  if (!oldPod) return;
  if (newPod) {
    if (isUp(newPod)) surge.remove.push(oldPod);
    else surge.surging++;
    return;
  }
  if (isUp(oldPod)) {
    if (fits) surge.candidates.push(node);
    else surge.misplaced.push(oldPod);
    return;
  }
  if (fits) surge.allowed.push(node);
  else surge.remove.push(oldPod);
}

/** New pods come first, and an old one goes when the new one beside it is up. */
function bySurge(
  inputs: DaemonInputs,
  byNode: [string, OnNode][],
  counts: { maxSurge: number; desired: number },
  isUp: IsUp,
): Wishes {
  const surge: Surge = { remove: [], misplaced: [], candidates: [], allowed: [], surging: 0, available: 0 };
  const fitting = new Set(
    inputs.nodes.filter((node) => fitOf(inputs.set, node).shouldRun).map(({ metadata }) => metadata.name),
  );
  for (const [node, state] of byNode) {
    if (state === "excess") {
      surge.surging++;
      continue;
    }
    const counted = state.oldPod ?? state.newPod;
    if (counted && isUp(counted)) surge.available++;
    surgeOn(node, state, surge, fitting.has(node), isUp);
  }
  const spare = Math.max(0, surge.available - counts.desired);
  const room = Math.max(0, counts.maxSurge - surge.surging);
  return {
    create: [...surge.allowed, ...surge.candidates.slice(0, room)],
    remove: [...surge.remove, ...surge.misplaced.slice(0, spare)],
  };
}

export function rollDaemons(inputs: DaemonInputs): Wishes {
  const { byNode, desired } = withMissing(inputs);
  const { maxSurge, maxUnavailable } = updateCounts(inputs.set, desired);
  const isUp = (pod: Pod) => isAvailable(pod, inputs.set.spec.minReadySeconds ?? 0, inputs.now);
  const states = [...byNode].map(([node, pods]): [string, OnNode] => [node, podsOnNode(inputs, pods)]);
  if (maxSurge === 0)
    return byDeletion(
      states.map(([, state]) => state),
      maxUnavailable,
      isUp,
    );
  return bySurge(inputs, states, { maxSurge, desired }, isUp);
}
