/**
 * What the API server does to a request before it is an object: admission, then uid, name, time and generation; and how things are removed.
 * Kubernetes 1.36, apiserver, pkg/registry/generic/registry/store.go and pkg/registry/core/pod/strategy.go. A wrong request is answered, not thrown.
 */
import type { Kind, KubernetesObject, ObjectOf } from "./api/kinds.ts";
import type { ObjectMeta } from "./api/meta.ts";

/** metav1.Status: `message` is what kubectl prints after "Error from server (REASON): "; some errors of code 500 have no reason. */
export type ApiError = {
  code: number;
  reason:
    | ""
    | "AlreadyExists"
    | "BadRequest"
    | "Conflict"
    | "Forbidden"
    | "InternalError"
    | "Invalid"
    | "NotFound"
    | "TooManyRequests";
  message: string;
  causes?: { reason?: string; message: string; field?: string }[];
  /** What an invalid object is; its message says so too, for those who print that. */
  details?: { kind: string; name: string };
  retryAfterSeconds?: number;
};

export type Answer<T> = { ok: true; object: T } | { ok: false; error: ApiError };

/** An object as a client sends it: the server fills in the rest. */
export type Draft<T extends KubernetesObject> = Omit<T, "metadata" | "status"> & {
  metadata: Partial<ObjectMeta> & ({ name: string } | { generateName: string });
  status?: T extends { status: infer S } ? S : never;
};

/** Looks at a new object; may change it, or refuse it. In the order in which they are registered. */
export type Admit = (object: KubernetesObject) => Answer<KubernetesObject>;

export type DeleteOptions = {
  /** Instead of the pod's own grace period; 0 removes it at once. */
  gracePeriodSeconds?: number;
  /** What becomes of what it controls: removed after it, removed before it, or left. */
  propagationPolicy?: "Background" | "Foreground" | "Orphan";
  /** Only if it is still this one. */
  uid?: string;
};

/** `dryRun`: everything but the writing. */
export type WriteOptions = { dryRun?: boolean };

export type Api = {
  create<K extends Kind>(draft: Draft<ObjectOf<K>> & { kind: K }, options?: WriteOptions): Answer<ObjectOf<K>>;
  /** Writes metadata and spec; the generation counts up when the spec has changed. The status stays as it is in the store. */
  update<T extends KubernetesObject>(object: T, options?: WriteOptions): Answer<T>;
  /** Writes the status alone. Answers nothing when the object is gone. */
  updateStatus<T extends KubernetesObject & { status?: unknown }>(
    object: T,
    status: NonNullable<T["status"]>,
  ): T | undefined;
  delete<K extends Kind>(kind: K, name: string, namespace?: string, options?: DeleteOptions): Answer<ObjectOf<K>>;
  /** The eviction subresource of a pod: asks the PodDisruptionBudgets first. */
  evict(name: string, namespace?: string, options?: DeleteOptions): Answer<ObjectOf<"Pod">>;
  admit(step: Admit): void;
};
