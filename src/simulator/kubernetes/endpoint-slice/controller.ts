/** Keeps a Service's EndpointSlices as its pods are. Kubernetes 1.36, pkg/controller/endpointslice/endpointslice_controller.go. */
import { createControllerQueue } from "../controller-queue.ts";
import type { Endpoint, EndpointSlice, Service } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { isSame } from "../canonical.ts";
import { controlledBy } from "../metadata.ts";
import { isFinished, isReady } from "../pods.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { endpointsOf, selectsPod } from "./endpoints.ts";

/** --max-endpoints-per-slice. */
const PER_SLICE = 100;

const ZONE = "topology.kubernetes.io/zone";

function chunks(endpoints: Endpoint[]): Endpoint[][] {
  const slices: Endpoint[][] = [];
  for (let from = 0; from < endpoints.length; from += PER_SLICE) slices.push(endpoints.slice(from, from + PER_SLICE));
  // A Service without pods has one empty slice.
  return slices.length > 0 ? slices : [[]];
}

function portsOf({ spec }: Service): EndpointSlice["ports"] {
  return (spec.ports ?? []).map(({ name, port, targetPort, protocol }) => ({
    name: name ?? "",
    port: typeof targetPort === "number" ? targetPort : port,
    protocol: protocol ?? "TCP",
  }));
}

/** Ports are what the endpoints are reached by: the one slice of a Service without endpoints has none (endpointslice/reconciler.go, placeholder slices). */
const portsFor = (service: Service, endpoints: Endpoint[]) => (endpoints.length === 0 ? [] : portsOf(service));

function writeSlices(world: World, service: Service, groups: Endpoint[][]): void {
  const { api, store } = world;
  const existing = store.controlledBy("EndpointSlice", service.metadata.uid);
  for (const [i, endpoints] of groups.entries()) {
    const slice = existing[i];
    const ports = portsFor(service, endpoints);
    if (!slice) createSlice(world, service, endpoints);
    else if (!isSame([slice.endpoints, slice.ports], [endpoints, ports])) {
      api.update({ ...slice, endpoints, ports });
    }
  }
  for (const { metadata } of existing.slice(groups.length))
    api.delete("EndpointSlice", metadata.name, metadata.namespace);
}

function createSlice({ api }: World, service: Service, endpoints: Endpoint[]): void {
  const { name, namespace, labels } = service.metadata;
  api.create({
    kind: "EndpointSlice",
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {
        ...labels,
        "kubernetes.io/service-name": name,
        "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
      },
      ownerReferences: controlledBy(service),
    },
    addressType: "IPv4",
    ports: portsFor(service, endpoints),
    endpoints,
  });
}

/** What an endpoint says of its pod, in one text. */
const trait = (pod: Pod) =>
  `${pod.status.podIP} ${pod.spec.nodeName} ${isReady(pod)} ${isFinished(pod)} ${pod.metadata.deletionTimestamp !== undefined}`;

/** Whether a pod's change can matter to an endpoint (podChanged, labels). */
const concernsEndpoints = (pod: Pod, before: Pod | undefined) =>
  !before || before.metadata.labels !== pod.metadata.labels || trait(before) !== trait(pod);

export function startEndpointSliceController(world: World): void {
  const { store } = world;
  const zoneOf = (node: string) => store.get("Node", node)?.metadata.labels?.[ZONE];

  const queue = createControllerQueue(world, (name, namespace) => {
    const service = store.get("Service", name, namespace);
    if (!service?.spec.selector || service.metadata.deletionTimestamp !== undefined) return;
    // A name of elsewhere has no endpoints here, whatever it selects (endpointslice_controller.go, syncService).
    if (service.spec.type === "ExternalName") return;
    writeSlices(world, service, chunks(endpointsOf(service, store.list("Pod", namespace), zoneOf)));
  });

  store.watch(({ verb, object, before }) => {
    if (object.kind === "Service") queue.add(keyOf(object));
    if (object.kind !== "Pod") return;
    if (verb === "modified" && !concernsEndpoints(object, before as Pod | undefined)) return;
    for (const service of store.list("Service", object.metadata.namespace)) {
      if (selectsPod(service, object)) queue.add(keyOf(service));
    }
  });
}
