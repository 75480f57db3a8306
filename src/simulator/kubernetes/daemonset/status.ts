/** What a DaemonSet's status says. Kubernetes 1.36, pkg/controller/daemon/daemon_controller.go (updateDaemonSetStatus). */
import type { DaemonSet } from "../api/apps.ts";
import { isAvailable, isReady } from "../pods.ts";
import { byAge, type DaemonInputs } from "./manage.ts";
import { fitOf } from "./nodes.ts";
import { isUpdated, templateGenerationOf } from "./pod-draft.ts";

export type DaemonSetStatus = DaemonSet["status"];

/** Of the pods of a node the oldest counts. */
export function statusOf({ set, nodes, podsByNode, hash, now }: DaemonInputs): DaemonSetStatus {
  const generation = templateGenerationOf(set);
  const states = nodes.map((node) => ({
    shouldRun: fitOf(set, node).shouldRun,
    oldest: podsByNode.get(node.metadata.name)?.toSorted(byAge)[0],
  }));
  const wanted = states.filter(({ shouldRun }) => shouldRun);
  const scheduled = wanted.map(({ oldest }) => oldest).filter((pod) => pod !== undefined);
  const available = scheduled.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, now)).length;
  return {
    ...set.status,
    desiredNumberScheduled: wanted.length,
    currentNumberScheduled: scheduled.length,
    numberMisscheduled: states.filter(({ shouldRun, oldest }) => !shouldRun && oldest).length,
    numberReady: scheduled.filter(isReady).length,
    updatedNumberScheduled: scheduled.filter((pod) => isUpdated(pod, hash, generation)).length,
    numberAvailable: available,
    numberUnavailable: wanted.length - available,
    observedGeneration: set.metadata.generation,
  };
}

const COUNTED = [
  "desiredNumberScheduled",
  "currentNumberScheduled",
  "numberMisscheduled",
  "numberReady",
  "updatedNumberScheduled",
  "numberAvailable",
  "numberUnavailable",
] as const;

/** Whether the status says something new (storeDaemonSetStatus). */
export const isNews = ({ status: old, metadata }: DaemonSet, status: DaemonSetStatus) =>
  (old.observedGeneration ?? 0) < metadata.generation ||
  COUNTED.some((field) => (old[field] ?? 0) !== (status[field] ?? 0));
