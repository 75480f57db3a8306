/** What a Job makes of its pods. Kubernetes 1.36, pkg/controller/job/job_controller.go. */
import type { Job } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import type { JobGates } from "./gates.ts";

export const TRACKING_FINALIZER = "batch.kubernetes.io/job-tracking";

export const hasTrackingFinalizer = ({ metadata }: Pod) => metadata.finalizers?.includes(TRACKING_FINALIZER) ?? false;

export const isIndexed = ({ spec }: Job) => spec.completionMode === "Indexed";

export const hasLimitPerIndex = ({ spec }: Job, gates: JobGates) =>
  gates.backoffLimitPerIndex && spec.backoffLimitPerIndex !== undefined;

/** Going, but not over. */
export const isTerminating = (pod: Pod) => pod.metadata.deletionTimestamp !== undefined && !isFinished(pod);

/** Whether a pod that is going is replaced only when it has ended (onlyReplaceFailedPods). */
export const replacesOnlyFailed = ({ spec }: Job, gates: JobGates) =>
  (gates.podReplacementPolicy && spec.podReplacementPolicy === "Failed") || spec.podFailurePolicy !== undefined;

/** Whether terminating pods are counted (trackTerminatingPods). */
export const tracksTerminating = ({ spec }: Job, gates: JobGates) =>
  gates.podReplacementPolicy || gates.managedBy || spec.podFailurePolicy !== undefined;

/** A pod that is going counts as failed too, as it may never be seen to fail, unless its end is waited for. */
export function isPodFailed(pod: Pod, job: Job, gates: JobGates): boolean {
  if (pod.status.phase === "Failed") return true;
  if (replacesOnlyFailed(job, gates)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status.phase !== "Succeeded";
}

/** The name of the controller that the Job is left to, if it is not this one (managedByExternalController). */
export function externalManagerOf({ spec }: Job, gates: JobGates): string | undefined {
  const external = spec.managedBy !== undefined && spec.managedBy !== "kubernetes.io/job-controller";
  return gates.managedBy && external ? spec.managedBy : undefined;
}

/** Whether the tracking finalizer of a pod may be taken off because no Job of its own counts it any more (handleSingleOrphanPod). */
export function isReleased(
  controller: { apiVersion?: string; kind: string } | undefined,
  job: Job | undefined,
  isOver: boolean,
  gates: JobGates,
): boolean {
  if (!controller) return true;
  if (controller.kind !== "Job" || controller.apiVersion !== "batch/v1") return false;
  if (!job) return true;
  return externalManagerOf(job, gates) === undefined && isOver;
}
