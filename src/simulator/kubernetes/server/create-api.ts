/** The API server: what controllers and commands change the cluster through. */
import type { Kind, KubernetesObject, ObjectOf } from "../api/kinds.ts";
import type { Admit, Answer, Api, DeleteOptions } from "../api-server.ts";
import type { Loop } from "../../kernel/loop.ts";
import type { Random } from "../../kernel/random.ts";
import type { Store } from "../store.ts";
import { createObject, type Server } from "./creating.ts";
import { deleteObject, isReleased } from "./deleting.ts";
import { granted, notFound, refused } from "./errors.ts";
import { createAddresses } from "./service-addresses.ts";

type Evict = (name: string, namespace: string, options: DeleteOptions) => Answer<ObjectOf<"Pod">>;

const statusOf = (object: KubernetesObject) => ("status" in object ? object.status : undefined);

/** Everything but metadata and status: what the generation counts. */
function specText(object: KubernetesObject): string {
  const { metadata: _, ...rest } = object;
  return JSON.stringify({ ...rest, status: undefined });
}

function isSameSpec(a: KubernetesObject, b: KubernetesObject): boolean {
  const specs = "spec" in a && "spec" in b && a.spec === b.spec;
  return specs || specText(a) === specText(b);
}

function updateObject<T extends KubernetesObject>({ store, addresses }: Server, wanted: T): Answer<T> {
  const prepared = wanted.kind === "Service" ? addresses.prepare(wanted) : granted(wanted);
  if (!prepared.ok) return prepared;
  const object = prepared.object as T;
  const { kind, metadata } = object;
  const before = store.get(kind, metadata.name, metadata.namespace);
  if (!before || before.metadata.uid !== metadata.uid) return refused(notFound(kind, metadata.name));
  const generation = before.metadata.generation + (isSameSpec(before, object) ? 0 : 1);
  const status = statusOf(before);
  const after = { ...object, metadata: { ...metadata, generation }, ...(status === undefined ? {} : { status }) };
  if (isReleased(after)) store.remove(kind, metadata.name, metadata.namespace);
  else store.put(after);
  return granted(after);
}

/** `evict` is the disruption controller's, which needs the whole world. */
export function createApi(loop: Loop, random: Random, store: Store, evict: Evict): Api {
  const admission: Admit[] = [];
  const server: Server = { loop, random, store, admission, addresses: createAddresses(random, store) };
  return {
    create: (draft) => createObject(server, draft),
    update: (object) => updateObject(server, object),
    updateStatus(object, status) {
      const { kind, metadata } = object;
      const before = store.get(kind, metadata.name, metadata.namespace);
      if (!before || before.metadata.uid !== metadata.uid) return undefined;
      const after = { ...before, status } as unknown as typeof object;
      store.put(after);
      return after;
    },
    delete: <K extends Kind>(kind: K, name: string, namespace = "default", options: DeleteOptions = {}) =>
      deleteObject(server, store.get(kind, name, namespace), { kind, name }, options),
    evict: (name, namespace = "default", options = {}) => evict(name, namespace, options),
    admit: (step) => void admission.push(step),
  };
}
