/**
 * What a client may write into metadata and status, and the server does not take from it.
 * Kubernetes 1.36, apiserver, pkg/registry/rest/create.go (BeforeCreate, FillObjectMetaSystemFields) and update.go (BeforeUpdate).
 */
import type { KubernetesObject } from "../api/kinds.ts";
import { isMap, type JsonMap } from "../patch/json.ts";

const OF_SERVER = new Set([
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "selfLink",
  "managedFields",
]);

const withoutServerMetadata = (metadata: JsonMap): JsonMap =>
  Object.fromEntries(Object.entries(metadata).filter(([field]) => !OF_SERVER.has(field)));

/** A new object as its strategy takes it: only a Node may say how it is (a kubelet that registers does). */
export function withoutServerFields(manifest: JsonMap): JsonMap {
  const { metadata, status, ...rest } = manifest;
  const own = isMap(metadata) ? withoutServerMetadata(metadata) : {};
  return { ...rest, metadata: own, ...(manifest["kind"] === "Node" && status !== undefined ? { status } : {}) };
}

/** A changed object keeps what the server wrote of it. */
export function withServerFields<T extends KubernetesObject>(after: T, { metadata }: T): T {
  const kept = Object.fromEntries(Object.entries(metadata).filter(([field]) => OF_SERVER.has(field)));
  const own = withoutServerMetadata(after.metadata as unknown as JsonMap);
  return { ...after, metadata: { ...own, ...kept } as unknown as T["metadata"] };
}
