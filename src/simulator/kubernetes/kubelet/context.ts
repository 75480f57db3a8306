/** What the parts of the kubelets share. One of these stands for the kubelets of all nodes. */
import type { Event } from "../api/core.ts";
import type { Container, Pod } from "../api/pod.ts";
import type { World } from "../world.ts";
import { containerBehaviour } from "./behaviour.ts";
import type { PodRecord } from "./records.ts";

export type Kubelet = {
  world: World;
  /** By uid: the pods that the kubelets have taken on. */
  records: Map<string, PodRecord>;
  /** By node: the images that are on it. */
  images: Map<string, Set<string>>;
  /** Looks at the pod and does what is next. */
  sync(record: PodRecord): void;
  /** Writes the pod's status, where it has changed. */
  report(record: PodRecord): void;
  /** A container runs. */
  started(record: PodRecord, name: string): void;
  /** Its node's kubelet is back after a stop. */
  resumed(record: PodRecord): void;
  /** A container has ended. */
  ended(record: PodRecord, name: string): void;
  /** The memory or the disk in use on the node has changed. */
  usageChanged(node: string): void;
};

/** The pod of a record, while it is there. */
export function podOf({ world }: Pick<Kubelet, "world">, { name, namespace, uid }: PodRecord): Pod | undefined {
  const pod = world.store.get("Pod", name, namespace);
  return pod?.metadata.uid === uid ? pod : undefined;
}

export const containersOf = ({ spec }: Pod): Container[] => [...(spec.initContainers ?? []), ...spec.containers];

export const containerNamed = (pod: Pod, name: string) =>
  containersOf(pod).find((container) => container.name === name);

export const behaviourIn = ({ world }: Kubelet, pod: Pod, container: Container) =>
  containerBehaviour(world.behaviourOf(pod), pod, container);

/** name_namespace(uid), as messages name a pod (pkg/kubelet/util/format). */
export const podText = ({ metadata }: Pod) => `${metadata.name}_${metadata.namespace}(${metadata.uid})`;

export function tell({ world }: Kubelet, about: Pod, type: Event["type"], reason: string, message: string): void {
  world.record({ about, type, reason, message, source: "kubelet" });
}

/** spec.containers{app}: which part of a pod an event is about (pkg/kubelet/container/ref.go). Nothing for a container that is not the pod's. */
export function fieldPath({ spec }: Pod, { name }: Pick<Container, "name">): string | undefined {
  for (const list of ["containers", "initContainers"] as const) {
    const index = spec[list]?.findIndex((container) => container.name === name) ?? -1;
    if (index >= 0) return name === "" ? `spec.${list}[${index}]` : `spec.${list}{${name}}`;
  }
  return undefined;
}

/** An event about one container. */
export function tellOf(
  { world }: Kubelet,
  about: Pod,
  container: Pick<Container, "name">,
  { type = "Normal", reason, message }: { type?: Event["type"]; reason: string; message: string },
): void {
  const path = fieldPath(about, container);
  const part = path === undefined ? {} : { fieldPath: path };
  world.record({ about, type, reason, message, source: "kubelet", ...part });
}
