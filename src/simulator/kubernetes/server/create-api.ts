/** The API server: what controllers and commands change the cluster through. */
import type { Kind, KubernetesObject, ObjectOf } from "../api/kinds.ts";
import type { Admit, Answer, Api, DeleteOptions, WriteOptions } from "../api-server.ts";
import { isSame } from "../canonical.ts";
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

const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

/** A DaemonSet that counts the changes of its template counts on (pkg/registry/apps/daemonset/strategy.go, PrepareForUpdate): by that its pods are told apart too. */
function withTemplateGeneration({ metadata, ...object }: KubernetesObject, before: KubernetesObject) {
  const count = before.metadata.annotations?.[TEMPLATE_GENERATION];
  if (count === undefined || object.kind !== "DaemonSet" || before.kind !== "DaemonSet") return metadata;
  const isNew = !isSame(object.spec.template, before.spec.template);
  const annotations = { ...metadata.annotations, [TEMPLATE_GENERATION]: String(Number(count) + (isNew ? 1 : 0)) };
  return { ...metadata, annotations };
}

function updateObject<T extends KubernetesObject>(
  { store, addresses }: Server,
  wanted: T,
  { dryRun }: WriteOptions = {},
): Answer<T> {
  const prepared = wanted.kind === "Service" ? addresses.prepare(wanted) : granted(wanted);
  if (!prepared.ok) return prepared;
  const object = prepared.object as T;
  const { kind } = object;
  const before = store.get(kind, object.metadata.name, object.metadata.namespace);
  if (!before || before.metadata.uid !== object.metadata.uid) return refused(notFound(kind, object.metadata.name));
  const metadata = withTemplateGeneration(object, before);
  const generation = before.metadata.generation + (isSameSpec(before, object) ? 0 : 1);
  const status = statusOf(before);
  const after = { ...object, metadata: { ...metadata, generation }, ...(status === undefined ? {} : { status }) };
  if (dryRun) return granted(after);
  if (isReleased(after)) store.remove(kind, metadata.name, metadata.namespace);
  else store.put(after);
  return granted(after);
}

/** `evict` is the disruption controller's, which needs the whole world. */
export function createApi(loop: Loop, random: Random, store: Store, evict: Evict): Api {
  const admission: Admit[] = [];
  const server: Server = { loop, random, store, admission, addresses: createAddresses(random, store) };
  return {
    create: (draft, options) => createObject(server, draft, options),
    update: (object, options) => updateObject(server, object, options),
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
