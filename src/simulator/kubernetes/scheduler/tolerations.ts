/** Taints and who bears them. Kubernetes 1.36, api/core/v1/toleration.go; the operators Lt and Gt (TaintTolerationComparisonOperators) are alpha, and off unless asked for. */
import type { Taint } from "../api/core.ts";
import type { Toleration } from "../api/pod.ts";

/** Both are whole numbers, and the taint's is beyond the toleration's. */
function compares(operator: "Lt" | "Gt", bound: string, value: string): boolean {
  const isNumber = (text: string) => /^(0|-?[1-9]\d*)$/.test(text);
  if (!isNumber(bound) || !isNumber(value)) return false;
  return operator === "Lt" ? Number(value) < Number(bound) : Number(value) > Number(bound);
}

/** Does the toleration speak of this taint at all? An absent effect or key speaks of any. */
const names = ({ effect, key }: Toleration, taint: Taint) =>
  (!effect || effect === taint.effect) && (!key || key === taint.key);

type Match = (value: string, own: string, numbers: boolean) => boolean;

const MATCHES = new Map<string, Match>([
  ["Equal", (value, own) => value === own],
  ["Exists", () => true],
  ["Lt", (value, own, numbers) => numbers && compares("Lt", value, own)],
  ["Gt", (value, own, numbers) => numbers && compares("Gt", value, own)],
]);

export function tolerates(toleration: Toleration, taint: Taint, numbers = false): boolean {
  const matches = MATCHES.get(toleration.operator || "Equal");
  if (!names(toleration, taint)) return false;
  return matches?.(toleration.value ?? "", taint.value ?? "", numbers) ?? false;
}

export const toleratesTaint = (tolerations: Toleration[] | undefined, taint: Taint, numbers = false) =>
  (tolerations ?? []).some((toleration) => tolerates(toleration, taint, numbers));

/** DoNotScheduleTaintsFilterFunc. */
export const keepsPodsOff = ({ effect }: Taint) => effect === "NoSchedule" || effect === "NoExecute";

/** Whether a pod with these tolerations may be put where these taints are. */
export const bearsTaints = (tolerations: Toleration[] | undefined, taints: Taint[] | undefined, numbers = false) =>
  (taints ?? []).every((taint) => !keepsPodsOff(taint) || toleratesTaint(tolerations, taint, numbers));
