/** Whether a pod stands in the way of its node's removal. Kubernetes autoscaler 1.36.1, simulator/drainability/rules. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { controllerOf } from "../metadata.ts";
import type { Disruptions } from "./disruptions.ts";
import {
  hasLocalStorage,
  isDaemonSetPod,
  isLongTerminating,
  isMirrorPod,
  isTerminal,
  safeToEvict,
} from "./pod-kinds.ts";
import type { AutoscalerSettings } from "./settings.ts";

export type BlockingReason =
  | "ControllerNotFound"
  | "MinReplicasReached"
  | "NotReplicated"
  | "LocalStorageRequested"
  | "NotSafeToEvictAnnotation"
  | "UnmovableKubeSystemPod"
  | "NotEnoughPdb";

/** The pod is left where it is (skip), moved (drain), waited for, or in the way. */
export type Verdict =
  | { outcome: "skip" | "drain" | "wait" }
  | { outcome: "block"; reason: BlockingReason; message: string };

/** `replicas` of a controller that is there; nothing when the controller is gone. */
export type Owner = { replicas?: number };

export type DrainContext = {
  now: Time;
  disruptions: Disruptions;
  /** Nothing to go by (upstream: no listers) when this is not given. */
  ownerOf?(kind: string, name: string, namespace: string): Owner | undefined;
  settings: AutoscalerSettings["scaleDown"];
};

type Rule = (pod: Pod, context: DrainContext) => Verdict | undefined;

const block = (reason: BlockingReason, message: string): Verdict => ({ outcome: "block", reason, message });

const REPLICATED = new Set(["ReplicationController", "Job", "ReplicaSet", "StatefulSet"]);
/** Those whose replicas are held against --min-replica-count. */
const COUNTED = new Set(["ReplicationController", "ReplicaSet"]);
const NAMES: Record<string, string> = {
  DaemonSet: "daemonset",
  Job: "job",
  ReplicaSet: "replication controller",
  ReplicationController: "replication controller",
  StatefulSet: "statefulset",
};

/** replicacount: the controller is gone, or would rather keep its few pods. */
const byReplicaCount: Rule = (pod, { ownerOf, settings }) => {
  const owner = controllerOf(pod);
  const kind = owner && NAMES[owner.kind];
  if (!owner || !kind || !ownerOf || !settings.skipNodesWithCustomControllerPods) return undefined;
  const { namespace, name } = pod.metadata;
  const found = ownerOf(owner.kind, owner.name, namespace);
  if (!found) return block("ControllerNotFound", `${kind} for ${namespace}/${name} is not available`);
  const { minReplicaCount: min } = settings;
  const enough = !COUNTED.has(owner.kind) || found.replicas === undefined || found.replicas >= min;
  const text = `${kind} for ${namespace}/${name} has too few replicas spec: ${found.replicas} min: ${min}`;
  return enough ? undefined : block("MinReplicasReached", text);
};

const replicated: Rule = (pod, { settings }) => {
  const owner = controllerOf(pod);
  const known = owner !== undefined && (!settings.skipNodesWithCustomControllerPods || REPLICATED.has(owner.kind));
  const { namespace, name } = pod.metadata;
  return known ? undefined : block("NotReplicated", `${namespace}/${name} is not replicated`);
};

/** A pod of kube-system that no budget covers; after an hour it may go. */
const system: Rule = (pod, { settings, disruptions, now }) => {
  const { namespace, name, creationTimestamp } = pod.metadata;
  const blocks = settings.skipNodesWithSystemPods && namespace === "kube-system" && disruptions.left(pod).length === 0;
  if (!blocks) return undefined;
  if (now > creationTimestamp + settings.systemPodDisruptionMs) return { outcome: "drain" };
  const text = `non-daemonset, non-mirrored, non-pdb-assigned kube-system pod present: ${name}`;
  return block("UnmovableKubeSystemPod", text);
};

const notSafeToEvict: Rule = (pod) =>
  safeToEvict(pod) === "false"
    ? block("NotSafeToEvictAnnotation", `pod annotated as not safe to evict present: ${pod.metadata.name}`)
    : undefined;

const localStorage: Rule = (pod, { settings }) =>
  settings.skipNodesWithLocalStorage && hasLocalStorage(pod)
    ? block("LocalStorageRequested", `pod with local storage present: ${pod.metadata.name}`)
    : undefined;

const budget: Rule = (pod, { disruptions }) => {
  const { namespace, name } = pod.metadata;
  return disruptions.left(pod).some((left) => left < 1)
    ? block("NotEnoughPdb", `not enough pod disruption budget to move ${namespace}/${name}`)
    : undefined;
};

/** rules.Default: the first that has something to say decides. */
const RULES: Rule[] = [
  (pod) => (isMirrorPod(pod) ? { outcome: "skip" } : undefined),
  (pod, { now }) => (isLongTerminating(pod, now) ? { outcome: "skip" } : undefined),
  byReplicaCount,
  (pod) => (isDaemonSetPod(pod) ? { outcome: "drain" } : undefined),
  (pod) => (safeToEvict(pod) === "true" ? { outcome: "drain" } : undefined),
  (pod) => (isTerminal(pod) ? { outcome: "drain" } : undefined),
  (pod) => (safeToEvict(pod) === "on-completion" ? { outcome: "wait" } : undefined),
  replicated,
  system,
  notSafeToEvict,
  localStorage,
  budget,
];

export function drainability(pod: Pod, context: DrainContext): Verdict {
  for (const rule of RULES) {
    const verdict = rule(pod, context);
    if (verdict) return verdict;
  }
  return { outcome: "drain" };
}

export type PodsToMove = {
  pods: Pod[];
  daemonSetPods: Pod[];
  /** May not be evicted, but will end by themselves. */
  onCompletion: Pod[];
  blocking?: { pod: Pod; reason: BlockingReason; message: string };
};

/** GetPodsToMove: up to the first that is in the way. */
export function podsToMove(pods: readonly Pod[], context: DrainContext): PodsToMove {
  const move: PodsToMove = { pods: [], daemonSetPods: [], onCompletion: [] };
  for (const pod of pods) {
    const verdict = drainability(pod, context);
    if (verdict.outcome === "block")
      return { ...move, blocking: { pod, reason: verdict.reason, message: verdict.message } };
    if (verdict.outcome === "wait") move.onCompletion.push(pod);
    if (verdict.outcome === "drain") (isDaemonSetPod(pod) ? move.daemonSetPods : move.pods).push(pod);
  }
  return move;
}
