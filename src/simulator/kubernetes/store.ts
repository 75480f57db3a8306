/**
 * The API server's objects. An object is never changed in place: a change replaces it, so whoever holds one holds a snapshot.
 * Every change goes into the trace and to the watchers, who must only take note (a controller adds a key to its queue).
 */
import type { Loop } from "../kernel/loop.ts";
import type { Trace } from "../kernel/trace.ts";
import { RESOURCES, type Kind, type KubernetesObject, type ObjectOf } from "./api/kinds.ts";
import type { Pod } from "./api/pod.ts";
import { keyOf } from "./keys.ts";
import { controllerOf } from "./metadata.ts";
import { traced, type Change } from "./change.ts";

export type Store = {
  /** The namespace is "default" when none is said, and of no account for what is cluster-wide. */
  get<K extends Kind>(kind: K, name: string, namespace?: string): ObjectOf<K> | undefined;
  /** In order of creation: those of a namespace, or all. */
  list<K extends Kind>(kind: K, namespace?: string): ObjectOf<K>[];
  /** Those whose controller has this uid, in order of creation. */
  controlledBy<K extends Kind>(kind: K, uid: string): ObjectOf<K>[];
  /** The pods that are bound to a node, in order of binding. */
  podsOn(node: string): Pod[];
  /** Adds the object, or replaces the one of its kind, namespace and name. */
  put(object: KubernetesObject): void;
  remove(kind: Kind, name: string, namespace?: string): void;
  /** How many changes of the whole store there had been when an object was stored: its resourceVersion. */
  versionOf(object: KubernetesObject): number | undefined;
  /** How often an object of this kind has changed: a reader's cue that what it kept is stale. */
  changes(kind: Kind): number;
  /** Answers how to stop watching. */
  watch(watcher: (change: Change) => void): () => void;
};

/** Objects by some word they share, kept up to date. */
function createIndex(wordOf: (object: KubernetesObject) => string | undefined) {
  const groups = new Map<string, Map<string, KubernetesObject>>();
  const drop = (word: string, key: string) => {
    const group = groups.get(word);
    group?.delete(key);
    if (group?.size === 0) groups.delete(word);
  };
  return {
    replace(key: string, before: KubernetesObject | undefined, after: KubernetesObject | undefined) {
      const was = before && wordOf(before);
      const is = after && wordOf(after);
      if (was !== undefined && was !== is) drop(was, key);
      if (is === undefined || !after) return;
      let group = groups.get(is);
      if (!group) groups.set(is, (group = new Map()));
      group.set(key, after);
    },
    of: (word: string): KubernetesObject[] => [...(groups.get(word)?.values() ?? [])],
  };
}

const ownerWord = (object: KubernetesObject) => {
  const owner = controllerOf(object);
  return owner && `${object.kind} ${owner.uid}`;
};
const nodeWord = (object: KubernetesObject) => (object.kind === "Pod" ? object.spec.nodeName : undefined);

export function createStore(loop: Loop, trace: Trace, limit: number): Store {
  const kinds = new Map<Kind, Map<string, KubernetesObject>>();
  const watchers = new Set<(change: Change) => void>();
  const counts = new Map<Kind, number>();
  const indexes = { owner: createIndex(ownerWord), node: createIndex(nodeWord) };
  /** Beside the objects, as what is decided does not depend on it. */
  const versions = new WeakMap<KubernetesObject, number>();
  let version = 0;
  let size = 0;

  const keyed = (kind: Kind) => {
    let objects = kinds.get(kind);
    if (!objects) kinds.set(kind, (objects = new Map()));
    return objects;
  };
  const place = (kind: Kind, name: string, namespace = "default") =>
    RESOURCES[kind].namespaced ? `${namespace}/${name}` : name;
  const index = (key: string, before: KubernetesObject | undefined, after: KubernetesObject | undefined) => {
    const unique = `${(after ?? before)?.kind} ${key}`;
    indexes.owner.replace(unique, before, after);
    indexes.node.replace(unique, before, after);
  };
  const tell = (change: Change) => {
    counts.set(change.object.kind, (counts.get(change.object.kind) ?? 0) + 1);
    trace.add(`${loop.now()} ${change.verb} ${change.object.kind}/${keyOf(change.object)} ${traced(change)}`);
    for (const watcher of watchers) watcher(change);
  };

  return {
    get: <K extends Kind>(kind: K, name: string, namespace?: string) =>
      keyed(kind).get(place(kind, name, namespace)) as ObjectOf<K> | undefined,
    list: <K extends Kind>(kind: K, namespace?: string) => {
      const all = [...keyed(kind).values()] as ObjectOf<K>[];
      return namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
    },
    controlledBy: <K extends Kind>(kind: K, uid: string) => indexes.owner.of(`${kind} ${uid}`) as ObjectOf<K>[],
    podsOn: (node) => indexes.node.of(node) as Pod[],
    put(object) {
      const key = keyOf(object);
      const before = keyed(object.kind).get(key);
      if (!before && ++size > limit) throw new RangeError(`The cluster holds ${limit} objects, the most allowed.`);
      keyed(object.kind).set(key, object);
      versions.set(object, ++version);
      index(key, before, object);
      tell({ verb: before ? "modified" : "added", object, before });
    },
    remove(kind, name, namespace) {
      const key = place(kind, name, namespace);
      const object = keyed(kind).get(key);
      if (!object) return;
      keyed(kind).delete(key);
      size--;
      index(key, object, undefined);
      tell({ verb: "deleted", object, before: object });
    },
    versionOf: (object) => versions.get(object),
    changes: (kind) => counts.get(kind) ?? 0,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
