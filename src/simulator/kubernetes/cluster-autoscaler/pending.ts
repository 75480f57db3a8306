/** Which pods nodes are added for. Kubernetes autoscaler 1.36.1, core/podlistprocessor, core/static_autoscaler.go. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { conditionOf, isFinished } from "../pods.ts";
import { priorityOf } from "../scheduler/pod-info.ts";
import { isDaemonSetPod, isExpendable, isMirrorPod } from "./pod-kinds.ts";
import type { Simulation } from "./simulation.ts";

/** The scheduler has looked at it and found no node. */
export function isUnschedulable(pod: Pod): boolean {
  const scheduled = conditionOf(pod, "PodScheduled");
  return (
    !pod.spec.nodeName &&
    !isFinished(pod) &&
    pod.metadata.deletionTimestamp === undefined &&
    scheduled?.status === "False" &&
    scheduled.reason === "Unschedulable"
  );
}

/** FilterRecreatablePods: those that do not belong to the node itself. */
const isRecreatable = (pod: Pod) => !isDaemonSetPod(pod) && !isMirrorPod(pod);

/** CurrentlyDrainedNodes: what will have to go elsewhere, as if it were pending already. */
export function drainedPods(simulation: Simulation, draining: readonly string[]): Pod[] {
  return draining
    .flatMap((name) => simulation.node(name)?.pods ?? [])
    .map(({ pod }) => pod)
    .filter((pod) => pod.metadata.deletionTimestamp === undefined && isRecreatable(pod))
    .map((pod) => {
      const { nodeName: _, ...spec } = pod.spec;
      return { ...pod, spec };
    });
}

/**
 * FilterOutSchedulable: those for which there is no room, the most important asked first. Those for which there is are put there, so that
 * nobody else counts on the room.
 */
export function withoutRoom(simulation: Simulation, pods: readonly Pod[]): Pod[] {
  const ordered = pods.toSorted((a, b) => priorityOf(b) - priorityOf(a));
  return ordered.filter((pod) => simulation.placeAnywhere(pod) === undefined);
}

/** FilterOutDaemonSetPods: a new node gets its own. */
export const withoutDaemonSets = (pods: readonly Pod[]) => pods.filter((pod) => !isDaemonSetPod(pod));

/** The default chain of processors. */
export function podsToHelp(
  simulation: Simulation,
  unschedulable: readonly Pod[],
  { draining, cutoff }: { draining: readonly string[]; cutoff: number },
): Pod[] {
  const wanted = unschedulable.filter((pod) => !isExpendable(pod, cutoff));
  const all = [...wanted, ...drainedPods(simulation, draining)];
  return withoutDaemonSets(withoutRoom(simulation, all));
}

const NEW_MS = 2_000;

/** allPodsAreNew: more may be on their way, so the next scan decides. */
export const allAreNew = (pods: readonly Pod[], now: Time) =>
  pods.every(({ metadata }) => metadata.creationTimestamp + NEW_MS > now);
