/**
 * Who owns what: a controller adopts objects without a controller that its selector matches, and lets go of its own that it no longer matches.
 * Kubernetes 1.36, pkg/controller/controller_ref_manager.go (ClaimObject).
 */
import type { Kind, KubernetesObject, ObjectOf } from "./api/kinds.ts";
import type { LabelSelector } from "./api/meta.ts";
import { matchesSelector } from "./api/selector.ts";
import { controlledBy, controllerOf } from "./metadata.ts";
import { keyOf, splitKey } from "./keys.ts";
import type { Store } from "./store.ts";
import type { World } from "./world.ts";

export type Claim = "own" | "adopt" | "release" | "leave";

/** What a controller does with an object that it looks at. */
export function claimOf(owner: KubernetesObject, selector: LabelSelector | undefined, object: KubernetesObject): Claim {
  const matches = matchesSelector(object.metadata.labels, selector);
  const going = owner.metadata.deletionTimestamp !== undefined;
  const controller = controllerOf(object);
  if (controller) {
    if (controller.uid !== owner.metadata.uid) return "leave";
    if (matches) return "own";
    return going ? "leave" : "release";
  }
  if (going || !matches || object.metadata.deletionTimestamp !== undefined) return "leave";
  return object.metadata.namespace === owner.metadata.namespace ? "adopt" : "leave";
}

/** Adopts and releases among `objects`; answers those that are the owner's afterwards. */
export function claim<T extends KubernetesObject>(
  { api }: World,
  owner: KubernetesObject,
  selector: LabelSelector | undefined,
  objects: T[],
): T[] {
  const claimed: T[] = [];
  for (const object of objects) {
    const { ownerReferences = [] } = object.metadata;
    const withOwners = (owners: typeof ownerReferences) =>
      api.update({ ...object, metadata: { ...object.metadata, ownerReferences: owners } });
    switch (claimOf(owner, selector, object)) {
      case "own":
        claimed.push(object);
        break;
      case "adopt": {
        const answer = withOwners([...ownerReferences, ...controlledBy(owner)]);
        if (answer.ok) claimed.push(answer.object);
        break;
      }
      case "release":
        withOwners(ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid));
        break;
      case "leave":
        break;
    }
  }
  return claimed;
}

export type Orphans<K extends Kind> = { in(namespace: string): ObjectOf<K>[] };

/** The objects of a kind that have no controller, kept up to date: few, so that looking for them costs nothing. */
export function watchOrphans<K extends Kind>(store: Store, kind: K): Orphans<K> {
  const keys = new Set<string>();
  store.watch(({ object, verb }) => {
    if (object.kind !== kind) return;
    if (verb === "deleted" || controllerOf(object)) keys.delete(keyOf(object));
    else keys.add(keyOf(object));
  });
  return {
    in: (namespace) =>
      [...keys].flatMap((key) => {
        const [name, own] = splitKey(key);
        const object = own === namespace ? store.get(kind, name, own) : undefined;
        return object ? [object] : [];
      }),
  };
}
