/**
 * What is owned goes with its owner, a moment later. Kubernetes 1.36, pkg/controller/garbagecollector/garbagecollector.go: in the background by default,
 * before the owner when it waits in the foreground; or is let go of. Only controllers' references are followed: the simulator has no others.
 */
import type { Kind, KubernetesObject } from "../api/kinds.ts";
import { createQueue, INFORMER_LAG_MS } from "../../kernel/queue.ts";
import { controllerOf } from "../metadata.ts";
import { keyOf, splitKey } from "../keys.ts";
import type { World } from "../world.ts";
import { FOREGROUND, ORPHAN } from "./deleting.ts";

/** The kinds that something can own. */
const OWNED: Kind[] = ["ReplicaSet", "Job", "Pod", "ControllerRevision", "EndpointSlice", "PersistentVolumeClaim"];

/** The kinds that own something. */
const OWNERS = new Set<string>(["CronJob", "DaemonSet", "Deployment", "Job", "ReplicaSet", "Service", "StatefulSet"]);

const dependentsOf = ({ store }: World, uid: string): KubernetesObject[] =>
  OWNED.flatMap((kind) => store.controlledBy(kind, uid) as KubernetesObject[]);

function without(object: KubernetesObject, finalizer: string): KubernetesObject {
  const finalizers = (object.metadata.finalizers ?? []).filter((name) => name !== finalizer);
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

function letGo(world: World, dependent: KubernetesObject, uid: string): void {
  const ownerReferences = (dependent.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
  world.api.update({ ...dependent, metadata: { ...dependent.metadata, ownerReferences } } as KubernetesObject);
}

/** Deletes what is not going yet. A dependent's own dependents go before it when its owner waits for all of them. */
function removeAll(world: World, dependents: KubernetesObject[], policy: "Background" | "Foreground"): void {
  for (const { kind, metadata } of dependents) {
    if (metadata.deletionTimestamp !== undefined) continue;
    world.api.delete(kind, metadata.name, metadata.namespace, { propagationPolicy: policy });
  }
}

function attend(world: World, owner: KubernetesObject): void {
  const { finalizers = [], uid } = owner.metadata;
  const dependents = dependentsOf(world, uid);
  if (finalizers.includes(ORPHAN)) {
    for (const dependent of dependents) letGo(world, dependent, uid);
    world.api.update(without(owner, ORPHAN));
  } else if (finalizers.includes(FOREGROUND)) {
    if (dependents.length === 0) world.api.update(without(owner, FOREGROUND));
    else removeAll(world, dependents, "Foreground");
  }
}

/** The object that is meant to control this one, if that is still there; nothing when it is meant to have none. */
function ownerOf({ store }: World, object: KubernetesObject): { uid: string; owner?: KubernetesObject } | undefined {
  const { kind, name, uid } = controllerOf(object) ?? {};
  if (!uid || !name || !OWNERS.has(kind ?? "")) return undefined;
  const owner = store.get(kind as Kind, name, object.metadata.namespace);
  return owner?.metadata.uid === uid ? { uid, owner } : { uid };
}

/** A pod owns claims, if it has any (StatefulSets whose claims go with their pods). */
const mayOwn = (object: KubernetesObject) =>
  OWNERS.has(object.kind) || (object.kind === "Pod" && (object.spec.volumes?.length ?? 0) > 0);

/** The one thing that a Node owns, and without being its controller. */
function dropLease({ api, store, loop }: World, node: string, uid: string): void {
  const lease = store.get("Lease", node, "kube-node-lease");
  if (!lease?.metadata.ownerReferences?.some((owner) => owner.uid === uid)) return;
  loop.after(INFORMER_LAG_MS, () => void api.delete("Lease", node, "kube-node-lease", { uid: lease.metadata.uid }));
}

export function startGarbageCollector(world: World): void {
  const { store, loop } = world;
  /** The owner is looked for once more, as it may have come only after what it owns (attemptToDeleteItem asks the API). */
  const isOrphan = (object: KubernetesObject) => ownerOf(world, object)?.owner === undefined;
  const orphaned = createQueue(loop, (uid) =>
    removeAll(world, dependentsOf(world, uid).filter(isOrphan), "Background"),
  );
  const waiting = createQueue(loop, (word) => {
    const [kind, key] = word.split(" ") as [Kind, string];
    const owner = store.get(kind, ...splitKey(key));
    if (owner?.metadata.deletionTimestamp !== undefined) attend(world, owner);
  });

  const tellOwner = (object: KubernetesObject) => {
    const { owner } = ownerOf(world, object) ?? {};
    if (owner?.metadata.finalizers?.includes(FOREGROUND)) waiting.add(`${owner.kind} ${keyOf(owner)}`);
  };

  /** An owner may be gone by the time that its controller's last call is answered. */
  const askForOwner = (object: KubernetesObject) => {
    const owned = ownerOf(world, object);
    if (owned && !owned.owner) orphaned.add(owned.uid);
  };

  store.watch(({ verb, object }) => {
    const { metadata } = object;
    if (verb === "added") askForOwner(object);
    if (verb === "deleted") {
      if (mayOwn(object)) orphaned.add(metadata.uid);
      if (object.kind === "Node") dropLease(world, metadata.name, metadata.uid);
      tellOwner(object);
    } else if (metadata.deletionTimestamp !== undefined && metadata.finalizers?.length && object.kind !== "Pod") {
      waiting.add(`${object.kind} ${keyOf(object)}`);
    }
  });
}
