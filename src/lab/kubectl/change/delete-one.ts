/** Deletes an object that another is to take the place of, and lets time pass until it is gone. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { DeleteOptions } from "../../../simulator/kubernetes/api-server.ts";
import type { KubectlContext } from "../context.ts";
import { passUntil } from "./time.ts";

const MOST_MS = 300_000;

/** Whether it is gone. */
export function deleteAndWait(
  context: KubectlContext,
  { kind, metadata }: KubernetesObject,
  options: DeleteOptions = {},
): boolean {
  const { api, store } = context.world;
  const { name, namespace } = metadata;
  api.delete(kind, name, namespace, { propagationPolicy: "Background", ...options });
  return passUntil(context, MOST_MS, () => store.get(kind, name, namespace) === undefined);
}
