/** What is asked for -> the objects of the cluster, in the order in which the server lists them, and what it says of those it has not. */
import type { KubernetesObject } from "../../simulator/kubernetes/api/kinds.ts";
import type { Store } from "../../simulator/kubernetes/store.ts";
import type { ApiResource } from "./api-resources.ts";
import { endpointsOf } from "./endpoints.ts";
import { notFound, serverError } from "./errors.ts";
import { readFieldSelector } from "./field-selector.ts";
import type { ByName, BySelector, Target } from "./requests.ts";
import { storeKind } from "./resources.ts";
import { meets, readSelector } from "./selector.ts";

export type Found = { resource: ApiResource; object: KubernetesObject };
/** `errors` are whole lines; `missing` tells those that only say that a thing is not there. */
export type Fetched = { found: Found[]; errors: string[]; missing: string[] };

/** Everything asked for. */
export function fetch(store: Store, wanted: ByName | BySelector): Fetched {
  const fetched: Fetched = { found: [], errors: [], missing: [] };
  if (wanted.by === "selector") for (const resource of wanted.resources) select(store, resource, wanted, fetched);
  else for (const target of wanted.targets) pick(store, target, fetched);
  return fetched;
}

/** One thing; nothing when there is no such thing. */
export function objectOf(store: Store, { resource, name, namespace }: Target): KubernetesObject | undefined {
  if (resource.kind === "Endpoints")
    return endpointsOf(store, namespace).find(({ metadata }) => metadata.name === name);
  const kind = storeKind(resource);
  return kind && store.get(kind, name, namespace);
}

function pick(store: Store, target: Target, fetched: Fetched): void {
  const object = objectOf(store, target);
  if (object) fetched.found.push({ resource: target.resource, object });
  else fetched.missing.push(notFound(target.resource, target.name));
}

const groupVersion = ({ apiVersion }: ApiResource) => (apiVersion.includes("/") ? apiVersion : `/${apiVersion}`);

/** Why a list was refused, as the resource's helper words it (cli-runtime, pkg/resource/selector.go). */
function refusal(resource: ApiResource, { labels, fields }: BySelector, why: string): string {
  const what = `${groupVersion(resource)}, Resource=${resource.plural}`;
  return serverError(
    "BadRequest",
    `Unable to find "${what}" that match label selector ${JSON.stringify(labels)}, field selector ${JSON.stringify(fields)}: ${why}`,
  );
}

function select(store: Store, resource: ApiResource, wanted: BySelector, fetched: Fetched): void {
  const labels = readSelector(wanted.labels);
  if (!labels.ok) return void fetched.errors.push(refusal(resource, wanted, labels.message));
  const fields = readFieldSelector(resource, wanted.fields);
  if (!fields.ok) return void fetched.errors.push(refusal(resource, wanted, fields.message));
  const objects = listOf(store, resource, wanted.namespace).filter(
    (object) => meets(object.metadata.labels, labels.requirements) && fields.matches(object),
  );
  for (const object of objects) fetched.found.push({ resource, object });
}

/** Objects by namespace, then name: the order of the keys in etcd. */
export function listOf(store: Store, resource: ApiResource, namespace?: string): KubernetesObject[] {
  const key = ({ metadata }: KubernetesObject) => `${metadata.namespace}/${metadata.name}`;
  return allOf(store, resource, namespace).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function allOf(store: Store, resource: ApiResource, namespace?: string): KubernetesObject[] {
  if (resource.kind === "Endpoints") return endpointsOf(store, namespace);
  const kind = storeKind(resource);
  if (!kind) return [];
  return resource.namespaced ? store.list(kind, namespace) : store.list(kind);
}
