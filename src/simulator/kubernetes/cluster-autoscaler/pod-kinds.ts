/** What kind of pod it is to the autoscaler. Kubernetes autoscaler 1.36.1, utils/pod/pod.go, utils/drain/drain.go, core/utils/expendable.go. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { controllerOf } from "../metadata.ts";

const DAEMONSET_POD = "cluster-autoscaler.kubernetes.io/daemonset-pod";
const MIRROR = "kubernetes.io/config.mirror";
const SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";
const SAFE_LOCAL_VOLUMES = "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";

export const isDaemonSetPod = (pod: Pod) =>
  controllerOf(pod)?.kind === "DaemonSet" || pod.metadata.annotations?.[DAEMONSET_POD] === "true";

export const isMirrorPod = ({ metadata }: Pod) => metadata.annotations?.[MIRROR] !== undefined;

/** "true", "false", "on-completion", or nothing. */
export const safeToEvict = ({ metadata }: Pod) => metadata.annotations?.[SAFE_TO_EVICT];

/** hostPath, or emptyDir on disk, unless the pod says that the volume may be lost. */
export function hasLocalStorage({ metadata, spec }: Pod): boolean {
  const safe = (metadata.annotations?.[SAFE_LOCAL_VOLUMES] ?? "").split(",");
  return (spec.volumes ?? []).some(({ name, hostPath, emptyDir }) => {
    const onDisk = emptyDir !== undefined && (emptyDir as { medium?: string } | null)?.medium !== "Memory";
    return (hostPath !== undefined || onDisk) && !safe.includes(name);
  });
}

/** Finished for good. */
export function isTerminal({ spec, status }: Pod): boolean {
  const { phase } = status;
  if (phase === "Failed") return true;
  return phase === "Succeeded" && (spec.restartPolicy === "Never" || spec.restartPolicy === "OnFailure");
}

const DEFAULT_GRACE_SECONDS = 30;
const EXTRA_MS = 30_000;

/** Has been going for longer than its grace period and half a minute: as good as gone. */
export function isLongTerminating({ metadata, spec }: Pod, now: Time): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  const graceMs = (spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1_000;
  return metadata.deletionTimestamp + graceMs + EXTRA_MS < now;
}

/** Of so low a priority that nobody scales for it. */
export const isExpendable = ({ spec }: Pod, cutoff: number) => spec.priority !== undefined && spec.priority < cutoff;
