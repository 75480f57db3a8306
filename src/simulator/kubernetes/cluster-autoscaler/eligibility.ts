/** Which nodes come into question for removal at all. Kubernetes autoscaler 1.36.1, core/scaledown/eligibility/eligibility.go. */
import type { Node } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import type { NodeInfo } from "../scheduler/node-info.ts";
import type { UnremovableReason } from "./removal.ts";
import type { AutoscalerSettings } from "./settings.ts";
import { utilizationOf } from "./utilization.ts";

export const SCALE_DOWN_DISABLED = "cluster-autoscaler.kubernetes.io/scale-down-disabled";

export const isScaleDownDisabled = ({ metadata }: Node) => metadata.annotations?.[SCALE_DOWN_DISABLED] === "true";

/** Why the node stays, whatever its pods would say; nothing when they are to be asked. `deleting`: it is on its way out already. */
export function ineligibleReason(
  info: NodeInfo,
  {
    settings,
    now,
    deleting,
    autoscaled,
  }: {
    settings: AutoscalerSettings["scaleDown"];
    now: Time;
    deleting: boolean;
    autoscaled: boolean;
  },
): UnremovableReason | undefined {
  if (deleting) return "CurrentlyBeingDeleted";
  if (isScaleDownDisabled(info.node)) return "ScaleDownDisabledAnnotation";
  if (!autoscaled) return "NotAutoscaled";
  const { ignoreDaemonSetsUtilization: ignoreDaemonSets, ignoreMirrorPodsUtilization: ignoreMirrorPods } = settings;
  const used = utilizationOf(info, { ignoreDaemonSets, ignoreMirrorPods, now });
  if (!used) return "UnexpectedError";
  return used.utilization > settings.utilizationThreshold ? "NotUnderutilized" : undefined;
}
