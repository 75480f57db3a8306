/**
 * Every pod tolerates a node that is not ready or not reachable for five minutes, unless it says otherwise.
 * Kubernetes 1.36, plugin/pkg/admission/defaulttolerationseconds/admission.go.
 */
import type { Toleration } from "../api/pod.ts";
import type { Admit } from "../api-server.ts";
import { granted } from "../server/errors.ts";
import { NOT_READY, UNREACHABLE } from "../node-lifecycle/taint-keys.ts";

const SECONDS = 300;

const speaksOf = ({ key, effect }: Toleration, taint: string) =>
  (!key || key === taint) && (!effect || effect === "NoExecute");

function missing(tolerations: Toleration[], key: string): Toleration[] {
  if (tolerations.some((one) => speaksOf(one, key))) return [];
  return [{ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: SECONDS }];
}

export const admitDefaultTolerations: Admit = (object) => {
  if (object.kind !== "Pod") return granted(object);
  const own = object.spec.tolerations ?? [];
  const added = [...missing(own, NOT_READY), ...missing(own, UNREACHABLE)];
  if (added.length === 0) return granted(object);
  return granted({ ...object, spec: { ...object.spec, tolerations: [...own, ...added] } });
};
