/**
 * How objects go: at once, after a grace period (pods on a node), or when their finalizers are gone. Kubernetes 1.36, apiserver,
 * pkg/registry/rest/delete.go and pkg/registry/core/pod/strategy.go (CheckGracefulDelete).
 */
import type { Kind, KubernetesObject, ObjectOf } from "../api/kinds.ts";
import type { Pod } from "../api/pod.ts";
import type { Answer, DeleteOptions } from "../api-server.ts";
import { isFinished } from "../pods.ts";
import type { Server } from "./creating.ts";
import { conflict, forbidden, granted, notFound, refused } from "./errors.ts";

/** What the garbage collector waits for before an owner goes (Foreground), or lets go of first (Orphan). */
export const FOREGROUND = "foregroundDeletion";
export const ORPHAN = "orphan";

/** The grace period that a pod is given, in seconds: none while no kubelet has it, or when it has ended. */
function graceOf(pod: Pod, { gracePeriodSeconds }: DeleteOptions): number {
  if (!pod.spec.nodeName || isFinished(pod)) return 0;
  const wished = gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 0;
  return wished < 0 ? 1 : wished;
}

function marked<T extends KubernetesObject>(object: T, at: number, grace: number, finalizers?: string[]): T {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      deletionTimestamp: at,
      deletionGracePeriodSeconds: grace,
      generation: metadata.generation + (metadata.deletionTimestamp === undefined ? 1 : 0),
      ...(finalizers ? { finalizers } : {}),
    },
  };
}

/** A second, shorter period takes the place of the first; a longer one does not. */
function isGoingSooner({ metadata }: Pod, grace: number): boolean {
  return metadata.deletionTimestamp !== undefined && (metadata.deletionGracePeriodSeconds ?? 0) <= grace;
}

function deletePod({ store, loop }: Server, pod: Pod, options: DeleteOptions): Pod {
  const grace = graceOf(pod, options);
  if (grace > 0 && isGoingSooner(pod, grace)) return pod;
  const going = marked(pod, loop.now() + grace * 1_000, grace);
  if (grace > 0 || pod.metadata.finalizers?.length) {
    store.put(going);
    return going;
  }
  store.remove("Pod", pod.metadata.name, pod.metadata.namespace);
  return going;
}

/** The finalizers that the propagation policy asks for, beside the object's own. */
function finalizersFor({ metadata }: KubernetesObject, { propagationPolicy }: DeleteOptions): string[] {
  const own = (metadata.finalizers ?? []).filter((name) => name !== FOREGROUND && name !== ORPHAN);
  if (propagationPolicy === "Foreground") return [...own, FOREGROUND];
  if (propagationPolicy === "Orphan") return [...own, ORPHAN];
  return own;
}

/** plugin/pkg/admission/namespace/lifecycle, immortalNamespaces. */
const IMMORTAL = new Set(["default", "kube-public", "kube-system"]);

export function deleteObject<K extends Kind>(
  server: Server,
  object: ObjectOf<K> | undefined,
  missing: { kind: K; name: string },
  options: DeleteOptions,
): Answer<ObjectOf<K>> {
  if (!object) return refused(notFound(missing.kind, missing.name));
  const { name, namespace, uid } = object.metadata;
  if (object.kind === "Namespace" && IMMORTAL.has(name))
    return refused(forbidden("Namespace", name, "this namespace may not be deleted"));
  if (options.uid !== undefined && options.uid !== uid) {
    const why = `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${uid}`;
    return refused(conflict(missing.kind, name, why));
  }
  if (object.kind === "Pod") return granted(deletePod(server, object as Pod, options) as ObjectOf<K>);
  const finalizers = finalizersFor(object, options);
  if (finalizers.length === 0 && object.kind !== "Namespace") {
    server.store.remove(object.kind, name, namespace);
    return granted(object);
  }
  const going = marked(object, server.loop.now(), 0, finalizers);
  server.store.put(going);
  return granted(going);
}

/** What was only waiting for its last finalizer goes when that is taken off. */
export const isReleased = ({ metadata }: KubernetesObject) =>
  metadata.deletionTimestamp !== undefined &&
  (metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
  !metadata.finalizers?.length;
