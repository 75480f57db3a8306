/**
 * What a pod requests, and what a node has: amounts by resource. Kubernetes 1.36, component-helpers, resource/helpers.go (PodRequests),
 * and pkg/scheduler/framework/types.go (Resource). cpu in thousandths, everything else in whole units.
 */
import type { ResourceList } from "../api/meta.ts";
import type { Container, Pod } from "../api/pod.ts";
import { milliOf, unitsOf } from "../api/quantity.ts";

/** `scalar` holds extended resources, huge pages and attachable volumes by name. */
export type Resources = {
  milliCpu: number;
  memory: number;
  ephemeralStorage: number;
  scalar: ReadonlyMap<string, number>;
};

export type Amounts = Map<string, number>;

/** DefaultMilliCPURequest and DefaultMemoryRequest (pkg/scheduler/util/pod_resources.go): what scoring takes a container without requests to need. */
export const ASSUMED: ReadonlyMap<string, number> = new Map([
  ["cpu", 100],
  ["memory", 200 * 1024 * 1024],
]);

export type RequestOptions = {
  /** Whether requests of the pod as a whole replace its containers' (gate PodLevelResources, on). */
  podLevel?: boolean;
  /** Taken for a container that does not say; an explicit zero stays zero. */
  assumed?: ReadonlyMap<string, number>;
};

const amountOf = (name: string, text: string) => (name === "cpu" ? milliOf(text) : unitsOf(text));

/** An extended resource is what a vendor names: "nvidia.com/gpu" (pkg/apis/core/v1/helper, IsExtendedResourceName). */
export const isExtended = (name: string) =>
  name.includes("/") && !name.includes("kubernetes.io/") && !name.startsWith("requests.");

/** IsScalarResourceName: what is counted besides cpu, memory, ephemeral-storage and pods. */
export const isScalar = (name: string) =>
  isExtended(name) ||
  name.startsWith("hugepages-") ||
  name.startsWith("attachable-volumes-") ||
  name.includes("kubernetes.io/");

const isPodLevel = (name: string) => name === "cpu" || name === "memory" || name.startsWith("hugepages-");

/** IsPodLevelRequestsSet. */
export const hasPodLevelRequests = ({ spec }: Pod) => Object.keys(spec.resources?.requests ?? {}).some(isPodLevel);

export const isSidecar = ({ restartPolicy }: Container) => restartPolicy === "Always";

function add(total: Amounts, more: ReadonlyMap<string, number>): void {
  for (const [name, amount] of more) total.set(name, (total.get(name) ?? 0) + amount);
}

function raise(total: Amounts, least: ReadonlyMap<string, number>): void {
  for (const [name, amount] of least) if (amount > (total.get(name) ?? -1)) total.set(name, amount);
}

export function amountsOf(list: ResourceList | undefined): Amounts {
  const amounts: Amounts = new Map();
  for (const name in list) amounts.set(name, amountOf(name, list[name] as string));
  return amounts;
}

function containerRequests({ resources }: Container, assumed: ReadonlyMap<string, number> | undefined): Amounts {
  const requests = amountsOf(resources?.requests);
  for (const [name, amount] of assumed ?? []) if (!requests.has(name)) requests.set(name, amount);
  return requests;
}

/** AggregateContainerRequests: containers and sidecars run together; an ordinary init container runs with the sidecars before it, so it sets a least. */
function ofContainers({ spec }: Pod, assumed: ReadonlyMap<string, number> | undefined): Amounts {
  const total: Amounts = new Map();
  for (const container of spec.containers ?? []) add(total, containerRequests(container, assumed));
  const sidecars: Amounts = new Map();
  const starting: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = containerRequests(container, assumed);
    if (isSidecar(container)) {
      add(total, own);
      add(sidecars, own);
      raise(starting, sidecars);
    } else {
      add(own, sidecars);
      raise(starting, own);
    }
  }
  raise(total, starting);
  return total;
}

/** PodRequests: of the containers, or of the pod as a whole where it says so, and its overhead. */
export function podRequests(pod: Pod, { podLevel = true, assumed }: RequestOptions = {}): Amounts {
  const total = ofContainers(pod, assumed);
  if (podLevel) {
    for (const [name, amount] of amountsOf(pod.spec.resources?.requests)) if (isPodLevel(name)) total.set(name, amount);
  }
  add(total, amountsOf(pod.spec.overhead));
  return total;
}

export function resourcesOf(amounts: ReadonlyMap<string, number>): Resources {
  const scalar = new Map<string, number>();
  for (const [name, amount] of amounts) if (isScalar(name)) scalar.set(name, amount);
  return {
    milliCpu: amounts.get("cpu") ?? 0,
    memory: amounts.get("memory") ?? 0,
    ephemeralStorage: amounts.get("ephemeral-storage") ?? 0,
    scalar,
  };
}

/**
 * What a pod counts for when nodes are scored (NodeInfo.NonZeroRequested): with what is assumed of containers that say nothing; where the pod
 * as a whole requests some resources, only for those that nobody requests.
 */
export function nonZeroRequests(pod: Pod, options: RequestOptions = {}): { milliCpu: number; memory: number } {
  let assumed = ASSUMED;
  if ((options.podLevel ?? true) && hasPodLevelRequests(pod)) {
    const requests = podRequests(pod, options);
    assumed = new Map([...ASSUMED].filter(([name]) => !requests.has(name)));
  }
  const total = podRequests(pod, { ...options, assumed });
  return { milliCpu: total.get("cpu") ?? 0, memory: total.get("memory") ?? 0 };
}
