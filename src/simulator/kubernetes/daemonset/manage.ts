/** One pod on each node that should have one. Kubernetes 1.36, pkg/controller/daemon/daemon_controller.go (manage, podsShouldBeOnNode). */
import type { DaemonSet } from "../api/apps.ts";
import type { Node } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isAvailable, isReady } from "../pods.ts";
import { allowsSurge } from "./counts.ts";
import { fitOf } from "./nodes.ts";
import { HASH } from "./pod-draft.ts";

export type DaemonEvent = { type: "Normal" | "Warning"; reason: string; message: string };

/** Names of nodes that want a pod, pods that go. */
export type Wishes = { create: string[]; remove: Pod[] };

export type DaemonInputs = {
  set: DaemonSet;
  nodes: Node[];
  /** By the node that they are on or meant for; without those that have ended and are going. */
  podsByNode: ReadonlyMap<string, Pod[]>;
  /** Of the newest revision. */
  hash: string;
  now: Time;
};

export type DaemonHands = {
  say(event: DaemonEvent): void;
  /** How long to wait before a failed pod of this node may go; 0 when it may go now. */
  waitForFailed(node: string): number;
  again(inMs: number): void;
};

const isGoing = ({ metadata }: Pod) => metadata.deletionTimestamp !== undefined;

/** Those with a node first, then the older; by name when of one age (podByCreationTimestampAndPhase). */
export function byAge(a: Pod, b: Pod): number {
  const unbound = Number(!a.spec.nodeName) - Number(!b.spec.nodeName);
  const age = (a.metadata.creationTimestamp ?? 0) - (b.metadata.creationTimestamp ?? 0);
  return unbound || age || (a.metadata.name < b.metadata.name ? -1 : 1);
}

/** Pods that have ended go, to be made anew; failed ones not too quickly. */
function mayGo(pod: Pod, node: string, hands: DaemonHands): boolean {
  const what = `daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${node}`;
  if (pod.status.phase === "Succeeded") {
    const message = `Found succeeded ${what}, will try to delete it`;
    hands.say({ type: "Normal", reason: "SucceededDaemonPod", message });
    return true;
  }
  const waitMs = hands.waitForFailed(node);
  if (waitMs > 0) {
    hands.again(waitMs);
    return false;
  }
  hands.say({ type: "Warning", reason: "FailedDaemonPod", message: `Found failed ${what}, will try to kill it` });
  return true;
}

/**
 * With surge two pods may be on a node: an old one that is ready, and a new one that is not available yet. Of either kind the oldest stays.
 */
function surplusOfSurge({ set, hash, now }: DaemonInputs, running: Pod[]): Pod[] {
  const isNew = ({ metadata }: Pod) => metadata.labels?.[HASH] === hash;
  const newest = running.find(isNew);
  const old = running.find((pod) => !isNew(pod));
  const surplus = running.filter((pod) => pod !== newest && pod !== old);
  if (!newest || !old) return surplus;
  const isReplaced = !isReady(old) || isAvailable(newest, set.spec.minReadySeconds ?? 0, now);
  return isReplaced ? [...surplus, old] : surplus;
}

function onFittingNode(
  inputs: DaemonInputs,
  node: string,
  pods: Pod[],
  shouldRun: boolean,
  hands: DaemonHands,
): Wishes {
  const staying = pods.filter((pod) => !isGoing(pod));
  const hasEnded = ({ status }: Pod) => status.phase === "Failed" || status.phase === "Succeeded";
  const ended = staying.filter((pod) => hasEnded(pod) && mayGo(pod, node, hands));
  const running = staying.filter((pod) => !hasEnded(pod)).toSorted(byAge);
  if (!allowsSurge(inputs.set)) return { create: [], remove: [...ended, ...running.slice(1)] };
  if (running.length > 1) return { create: [], remove: [...ended, ...surplusOfSurge(inputs, running)] };
  return { create: running.length === 0 && shouldRun ? [node] : [], remove: ended };
}

function onNode(inputs: DaemonInputs, node: Node, hands: DaemonHands): Wishes {
  const { name } = node.metadata;
  const { shouldRun, shouldContinue } = fitOf(inputs.set, node);
  const pods = inputs.podsByNode.get(name);
  if (shouldRun && !pods) return { create: [name], remove: [] };
  if (shouldContinue) return onFittingNode(inputs, name, pods ?? [], shouldRun, hands);
  return { create: [], remove: (pods ?? []).filter((pod) => !isGoing(pod)) };
}

/** Pods that were meant for nodes that are no more, and that no kubelet has. */
function strandedPods({ nodes, podsByNode }: DaemonInputs): Pod[] {
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  const lost = [...podsByNode].filter(([node]) => !known.has(node));
  return lost.flatMap(([, pods]) => pods.filter(({ spec }) => !spec.nodeName));
}

export function manageDaemons(inputs: DaemonInputs, hands: DaemonHands): Wishes {
  const wishes = inputs.nodes.map((node) => onNode(inputs, node, hands));
  return {
    create: wishes.flatMap(({ create }) => create),
    remove: [...wishes.flatMap(({ remove }) => remove), ...strandedPods(inputs)],
  };
}
