/**
 * The API server's objects. An object is never changed in place: a change replaces it, so whoever holds one holds a snapshot.
 * Every change goes into the trace and to the watchers, who must only take note (a controller adds a key to its queue).
 */
import type { Loop } from "../kernel/loop.ts";
import type { Trace } from "../kernel/trace.ts";
import type { Kind, KubernetesObject } from "./objects.ts";

export type ObjectOf<K extends Kind> = Extract<KubernetesObject, { kind: K }>;
export type Change = {
  verb: "added" | "modified" | "deleted";
  object: KubernetesObject;
  before: KubernetesObject | undefined;
};

export type Store = {
  get<K extends Kind>(kind: K, name: string): ObjectOf<K> | undefined;
  /** In order of creation. */
  list<K extends Kind>(kind: K): ObjectOf<K>[];
  /** Adds the object, or replaces the one of its kind and name. */
  put(object: KubernetesObject): void;
  remove(kind: Kind, name: string): void;
  /** How often an object of this kind has changed: a reader's cue that what it kept is stale. */
  changes(kind: Kind): number;
  watch(watcher: (change: Change) => void): void;
};

/** What of an object enters the trace: all of it when it is added, else what can change after that. */
function traced({ verb, object }: Change): string {
  if (verb === "added") return JSON.stringify(object);
  if (verb === "deleted") return "";
  if (object.kind === "Pod")
    return `${object.spec.nodeName} ${object.metadata.deletionTimestamp} ${JSON.stringify(object.status)}`;
  if (object.kind === "Event") return `${object.count} ${object.message}`;
  if (object.kind === "Service") return JSON.stringify(object.spec);
  const replicas = "replicas" in object.spec ? object.spec.replicas : "";
  return `${object.metadata.generation} ${replicas} ${JSON.stringify(object.status)}`;
}

export function createStore(loop: Loop, trace: Trace, limit: number): Store {
  const kinds = new Map<Kind, Map<string, KubernetesObject>>();
  const watchers: ((change: Change) => void)[] = [];
  const counts = new Map<Kind, number>();
  let size = 0;

  const named = (kind: Kind) => {
    let objects = kinds.get(kind);
    if (!objects) kinds.set(kind, (objects = new Map()));
    return objects;
  };
  const tell = (change: Change) => {
    counts.set(change.object.kind, (counts.get(change.object.kind) ?? 0) + 1);
    trace.add(`${loop.now()} ${change.verb} ${change.object.kind}/${change.object.metadata.name} ${traced(change)}`);
    for (const watcher of watchers) watcher(change);
  };

  return {
    get: <K extends Kind>(kind: K, name: string) => named(kind).get(name) as ObjectOf<K> | undefined,
    list: <K extends Kind>(kind: K) => [...named(kind).values()] as ObjectOf<K>[],
    put(object) {
      const before = named(object.kind).get(object.metadata.name);
      if (!before && ++size > limit) throw new RangeError(`The cluster holds ${limit} objects, the most allowed.`);
      named(object.kind).set(object.metadata.name, object);
      tell({ verb: before ? "modified" : "added", object, before });
    },
    remove(kind, name) {
      const object = named(kind).get(name);
      if (!object) return;
      named(kind).delete(name);
      size--;
      tell({ verb: "deleted", object, before: object });
    },
    changes: (kind) => counts.get(kind) ?? 0,
    watch: (watcher) => void watchers.push(watcher),
  };
}
