/** From a client's draft to an object: uid, name, time, defaults, admission. Kubernetes 1.36, apiserver, pkg/registry/generic/registry/store.go (Create). */
import type { Kind, KubernetesObject, ObjectOf } from "../api/kinds.ts";
import { RESOURCES } from "../api/kinds.ts";
import { defaultObject, NEW_STATUS } from "../api/defaults/default-object.ts";
import type { Pod } from "../api/pod.ts";
import type { Admit, Answer, ApiError, Draft, WriteOptions } from "../api-server.ts";
import type { Loop } from "../../kernel/loop.ts";
import type { Random } from "../../kernel/random.ts";
import { createMetadata, randomSuffix } from "../metadata.ts";
import { qosClassOf } from "../qos.ts";
import type { Store } from "../store.ts";
import type { Addresses } from "./service-addresses.ts";
import { alreadyExists, forbidden, granted, notFound, refused } from "./errors.ts";

export type Server = { loop: Loop; random: Random; store: Store; admission: Admit[]; addresses: Addresses };

/** MaxGeneratedNameLength: what is left of 63 characters when the suffix is taken off. */
const LONGEST_GENERATED = 58;

function metadataOf<K extends Kind>({ random, loop }: Server, draft: Draft<ObjectOf<K>> & { kind: K }) {
  const { metadata } = draft;
  const prefix = metadata.generateName ?? "";
  const name = metadata.name || `${prefix.slice(0, LONGEST_GENERATED)}${randomSuffix(random)}`;
  const namespace = RESOURCES[draft.kind].namespaced ? metadata.namespace || "default" : "";
  return createMetadata(random, loop.now(), { ...metadata, name, namespace });
}

/** PrepareForCreate of pods: Pending, with its QoS class; what has scheduling gates says so at once. */
function preparePod(pod: Pod, now: number): Pod {
  const gated = {
    type: "PodScheduled",
    status: "False" as const,
    reason: "SchedulingGated",
    message: "Scheduling is blocked due to non-empty scheduling gates",
    lastTransitionTime: now,
  };
  const conditions = pod.spec.schedulingGates?.length ? [gated] : [];
  return { ...pod, status: { phase: "Pending", conditions, qosClass: qosClassOf(pod) } };
}

/** What the kind's own strategy does before an object is stored. */
function prepare({ loop, addresses }: Server, object: KubernetesObject): Answer<KubernetesObject> {
  if (object.kind === "Pod") return granted(preparePod(object, loop.now()));
  return object.kind === "Service" ? addresses.prepare(object) : granted(object);
}

/** Whether the namespace takes new objects (plugin/pkg/admission/namespace/lifecycle). */
function namespaceProblem({ store }: Server, object: KubernetesObject): ApiError | undefined {
  const { kind, metadata } = object;
  if (!RESOURCES[kind].namespaced || kind === "Event") return undefined;
  const namespace = store.get("Namespace", metadata.namespace);
  if (!namespace) return notFound("Namespace", metadata.namespace);
  if (namespace.status.phase !== "Terminating") return undefined;
  const why = `unable to create new content in namespace ${metadata.namespace} because it is being terminated`;
  return { ...forbidden(kind, metadata.name, why), causes: [{ reason: "NamespaceTerminating", message: why }] };
}

/** Through every admission step in turn. */
function admit(server: Server, object: KubernetesObject): Answer<KubernetesObject> {
  let answer: Answer<KubernetesObject> = granted(object);
  for (const step of server.admission) {
    if (!answer.ok) return answer;
    answer = step(answer.object);
  }
  return answer;
}

/** Makes the object and puts it into the store. */
export function createObject<K extends Kind>(
  server: Server,
  draft: Draft<ObjectOf<K>> & { kind: K },
  { dryRun }: WriteOptions = {},
): Answer<ObjectOf<K>> {
  const { store } = server;
  const metadata = metadataOf(server, draft);
  const status = draft.status ?? NEW_STATUS[draft.kind];
  const given = { ...draft, metadata, ...(status === undefined ? {} : { status }) } as unknown as ObjectOf<K>;
  const object = defaultObject(given);
  const problem = namespaceProblem(server, object);
  if (problem) return refused(problem);
  const admitted = admit(server, object);
  if (!admitted.ok) return admitted;
  if (store.get(draft.kind, metadata.name, metadata.namespace))
    return refused(alreadyExists(draft.kind, metadata.name));
  const made = prepare(server, admitted.object);
  if (made.ok && !dryRun) store.put(made.object);
  return made as Answer<ObjectOf<K>>;
}
