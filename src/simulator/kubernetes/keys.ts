/** What an object is known by within its kind. */
import { RESOURCES, type KubernetesObject } from "./api/kinds.ts";

/** "namespace/name", or the name alone for what is cluster-wide: what controllers put into their queues. */
export function keyOf({ kind, metadata }: KubernetesObject): string {
  return RESOURCES[kind].namespaced ? `${metadata.namespace}/${metadata.name}` : metadata.name;
}

/** The two parts of a key, in the order in which the store asks for them. */
export function splitKey(key: string): [name: string, namespace: string] {
  const slash = key.indexOf("/");
  return slash < 0 ? [key, ""] : [key.slice(slash + 1), key.slice(0, slash)];
}
