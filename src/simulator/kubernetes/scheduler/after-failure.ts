/** What is done for a pod that fits nowhere (PostFilter), and what is said of it. */
import type { Pod } from "../api/pod.ts";
import { countTexts } from "./fit-error.ts";
import type { Cycle } from "./framework.ts";
import type { NodeRejection } from "./schedule-one.ts";

/**
 * `message` is what FailedScheduling ends in; `nominatedNode` the node that the pod is promised. A pod that loses its nomination had one and
 * can be helped there no more.
 */
export type AfterFailure = { message: string; nominatedNode?: string; losesNomination?: boolean };

/** `rejected` are the nodes that were looked at, with why not. */
export type OnUnschedulable = (pod: Pod, rejected: readonly NodeRejection[], cycle: Cycle) => AfterFailure;

/** Where all pods have one priority preemption finds no victims; the words are upstream's (framework/preemption/preemption.go). */
export const withoutPreemption: OnUnschedulable = (_, rejected, { snapshot: { nodes } }) => {
  const helpful = rejected.filter(({ rejection }) => rejection.code === "Unschedulable").length;
  const texts = nodes.map((_node, at) =>
    at < helpful ? "No preemption victims found for incoming pod" : "Preemption is not helpful for scheduling",
  );
  const message = `no new claims to deallocate, preemption: 0/${nodes.length} nodes are available: ${countTexts(texts)}.`;
  return { message, losesNomination: true };
};
