/** Finding services and nodes as the Engine does: by name, identity, or the beginning of an identity that only one has. */
import type { Node, Service } from "../objects.ts";
import type { Store } from "../store.ts";

function find<T extends { id: string }>(objects: T[], nameOf: (object: T) => string, name: string): T | undefined {
  const exact = objects.find(({ id }) => id === name) ?? objects.find((object) => nameOf(object) === name);
  if (exact || name === "") return exact;
  const [first, second] = objects.filter(({ id }) => id.startsWith(name));
  return second ? undefined : first;
}

export const findService = (store: Store, name: string): Service | undefined =>
  find(store.services(), ({ spec }) => spec.name, name);

export const findNode = (store: Store, name: string): Node | undefined =>
  find(store.nodes(), ({ hostname }) => hostname, name);
