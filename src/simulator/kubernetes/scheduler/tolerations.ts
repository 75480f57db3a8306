/** Taints and who bears them. Kubernetes 1.36, api/core/v1/toleration.go; the operators Lt and Gt are alpha and bear nothing. */
import type { Taint } from "../api/core.ts";
import type { Toleration } from "../api/pod.ts";

export function tolerates({ effect, key, operator, value }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  if (operator === "Exists") return true;
  return (!operator || operator === "Equal") && (value ?? "") === (taint.value ?? "");
}

export const toleratesTaint = (tolerations: Toleration[] | undefined, taint: Taint) =>
  (tolerations ?? []).some((toleration) => tolerates(toleration, taint));

/** DoNotScheduleTaintsFilterFunc. */
export const keepsPodsOff = ({ effect }: Taint) => effect === "NoSchedule" || effect === "NoExecute";

/** Whether a pod with these tolerations may be put where these taints are. */
export const bearsTaints = (tolerations: Toleration[] | undefined, taints: Taint[] | undefined) =>
  (taints ?? []).every((taint) => !keepsPodsOff(taint) || toleratesTaint(tolerations, taint));
