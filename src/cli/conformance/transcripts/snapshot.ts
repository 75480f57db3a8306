/** A snapshot of a real cluster -> a simulated cluster that holds just these objects, and in which nothing has happened yet. */
import { isInstant } from "../../../lab/print/api-json.ts";
import { RESOURCES, type Kind, type KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { createKubernetes, type Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import { stopNode } from "../../../simulator/kubernetes/kubelet/nodes.ts";
import type { Foreign } from "../foreign.ts";

/** The objects as they are, at an instant (Unix milliseconds), which is 0 of simulated time. */
export function loadSnapshot(items: readonly Foreign[], at: number): Kubernetes {
  // What tells of no namespaces is the nodes alone: the server has made sure of the rest.
  const isWhole = items.some(({ kind }) => kind === "Namespace");
  const kubernetes = isWhole ? emptyCluster(at) : createKubernetes({ seed: "transcript", epoch: at });
  for (const item of items) if (Object.hasOwn(RESOURCES, item.kind)) kubernetes.store.put(objectOf(item, at));
  for (const item of items) if (item.kind === "Namespace") kubernetes.store.put(objectOf(rootCertificate(item), at));
  for (const item of items) if (item.kind === "Node" && isUnheard(item)) stopNode(kubernetes.world, item.metadata.name);
  return kubernetes;
}

/** A node of which nothing is heard: its kubelet does not run. */
const isUnheard = ({ status }: Foreign): boolean =>
  (status?.conditions ?? []).some(({ type, status: is }: Foreign) => type === "Ready" && is === "Unknown");

/** What every namespace has, and what snapshots leave out (transcripts/README.md). */
const rootCertificate = ({ metadata }: Foreign): Foreign => ({
  kind: "ConfigMap",
  metadata: {
    name: "kube-root-ca.crt",
    namespace: metadata.name,
    uid: `kube-root-ca.crt of ${metadata.name}`,
    creationTimestamp: metadata.creationTimestamp,
  },
  data: { "ca.crt": "" },
});

/** A cluster without even what a server makes sure of when it starts. */
function emptyCluster(at: number): Kubernetes {
  const kubernetes = createKubernetes({ seed: "transcript", epoch: at });
  const { store } = kubernetes;
  for (const kind of Object.keys(RESOURCES) as Kind[])
    for (const { metadata } of store.list(kind)) store.remove(kind, metadata.name, metadata.namespace);
  return kubernetes;
}

/** Instants as milliseconds of simulated time, and the parts of metadata that the store counts on. */
function objectOf(item: Foreign, epoch: number): KubernetesObject {
  const object = withInstants(item, epoch);
  const { metadata } = object;
  object.metadata = { generation: 1, ...metadata, namespace: metadata.namespace ?? "" };
  return object.kind === "Event" ? eventOf(object) : object;
}

/** The store's events name their source in a word, and have both instants, whichever recorder wrote them. */
function eventOf({
  source,
  eventTime,
  series,
  reportingComponent,
  reportingInstance,
  ...event
}: Foreign): KubernetesObject {
  const host = source?.host || reportingInstance;
  const first = event.firstTimestamp ?? eventTime;
  const { count, lastObservedTime } = series ?? { count: event.count || 1, lastObservedTime: event.lastTimestamp };
  const times = { count, firstTimestamp: first, lastTimestamp: lastObservedTime ?? first };
  return { ...event, source: source?.component || reportingComponent, ...(host ? { host } : {}), ...times };
}

function withInstants(value: Foreign, epoch: number, field = ""): Foreign {
  if (typeof value === "string") return isInstant(field) ? Date.parse(value) - epoch : value;
  if (Array.isArray(value)) return value.map((each) => withInstants(each, epoch));
  if (typeof value !== "object" || value === null) return value;
  const inner = (key: string) => (field === "disruptedPods" ? "startTime" : key);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withInstants(each, epoch, inner(key))]));
}
