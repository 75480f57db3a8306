/** A new node is not ready until its conditions say so. Kubernetes 1.36, plugin/pkg/admission/nodetaint/admission.go. */
import type { Admit } from "../api-server.ts";
import { granted } from "../server/errors.ts";
import { NOT_READY } from "./taint-keys.ts";

export const admitNode: Admit = (object) => {
  if (object.kind !== "Node") return granted(object);
  const taints = object.spec.taints ?? [];
  if (taints.some(({ key, effect }) => key === NOT_READY && effect === "NoSchedule")) return granted(object);
  return granted({
    ...object,
    spec: { ...object.spec, taints: [...taints, { key: NOT_READY, effect: "NoSchedule" }] },
  });
};
