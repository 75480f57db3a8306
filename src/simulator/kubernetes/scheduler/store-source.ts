/** What plugins look up, from the store; lists are kept until their kind changes. */
import type { Kind, ObjectOf } from "../api/kinds.ts";
import type { Service } from "../api/core.ts";
import type { Store } from "../store.ts";
import type { ObjectSource } from "./listers.ts";

function keptUntilChanged<K extends Kind, T>(store: Store, kind: K, read: (all: ObjectOf<K>[]) => T): () => T {
  let changes = -1;
  let kept: T;
  return () => {
    if (changes !== store.changes(kind)) {
      changes = store.changes(kind);
      kept = read(store.list(kind));
    }
    return kept;
  };
}

const NONE: readonly Service[] = [];

export function sourceOf(store: Store): ObjectSource {
  const services = keptUntilChanged(store, "Service", (all) => Map.groupBy(all, ({ metadata }) => metadata.namespace));
  return {
    namespaces: keptUntilChanged(store, "Namespace", (all) => all),
    services: (namespace) => services().get(namespace) ?? NONE,
    replicaSet: (name, namespace) => store.get("ReplicaSet", name, namespace),
    statefulSet: (name, namespace) => store.get("StatefulSet", name, namespace),
  };
}
