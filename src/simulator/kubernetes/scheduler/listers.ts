/** What plugins look up besides nodes and pods. Kubernetes 1.36, pkg/scheduler/framework/plugins/helper/spread.go, plugins/interpodaffinity/plugin.go. */
import type { ReplicaSet, StatefulSet } from "../api/apps.ts";
import type { Namespace, Service } from "../api/core.ts";
import type { Labels, LabelSelector } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { matchesLabels, matchesSelector } from "../api/selector.ts";
import { controllerOf } from "../metadata.ts";
import type { Listers } from "./snapshot.ts";

/** Where the objects are had from. */
export type ObjectSource = {
  namespaces(): readonly Namespace[];
  services(namespace: string): readonly Service[];
  replicaSet(name: string, namespace: string): ReplicaSet | undefined;
  statefulSet(name: string, namespace: string): StatefulSet | undefined;
};

/** GetPodServices: those of the pod's namespace whose selector means it. One without a selector means none. */
export const servicesOf = (source: Pick<ObjectSource, "services">, { metadata }: Pod): Service[] =>
  source
    .services(metadata.namespace)
    .filter(({ spec }) => spec.selector !== undefined && matchesLabels(metadata.labels, spec.selector));

function ownerSelector(source: ObjectSource, pod: Pod): LabelSelector | undefined {
  const owner = controllerOf(pod);
  if (owner?.apiVersion !== undefined && owner.apiVersion !== "apps/v1") return undefined;
  if (owner?.kind === "ReplicaSet") return source.replicaSet(owner.name, pod.metadata.namespace)?.spec.selector;
  if (owner?.kind === "StatefulSet") return source.statefulSet(owner.name, pod.metadata.namespace)?.spec.selector;
  return undefined;
}

function merge(services: readonly (Labels | undefined)[], owner: LabelSelector | undefined): LabelSelector {
  const matchLabels: Labels = Object.assign({}, ...services);
  const fromOwner = Object.entries(owner?.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: "In" as const,
    values: [value],
  }));
  return { matchLabels, matchExpressions: [...fromOwner, ...(owner?.matchExpressions ?? [])] };
}

const REMEMBERED = 4_096;

type Known = { services: (Labels | undefined)[]; owner: LabelSelector | undefined; selector: LabelSelector };

const isSame = (known: Known, services: (Labels | undefined)[], owner: LabelSelector | undefined) =>
  known.owner === owner &&
  known.services.length === services.length &&
  known.services.every((selector, at) => selector === services[at]);

/** DefaultSelector: the selectors of all Services that mean the pod and that of its controller, together. The same object as long as they are. */
function createDefaultSelector(source: ObjectSource): (pod: Pod) => LabelSelector {
  const remembered = new Map<string, Known>();
  return (pod) => {
    const services = servicesOf(source, pod).map(({ spec }) => spec.selector);
    const owner = ownerSelector(source, pod);
    const reference = controllerOf(pod);
    const key = `${pod.metadata.namespace}/${reference?.kind}/${reference?.name}`;
    const known = remembered.get(key);
    if (known && isSame(known, services, owner)) return known.selector;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const selector = merge(services, owner);
    remembered.set(key, { services, owner, selector });
    return selector;
  };
}

export const createListers = (source: ObjectSource): Listers => ({
  namespaceLabels(name) {
    const found = source.namespaces().find(({ metadata }) => metadata.name === name);
    return found && (found.metadata.labels ?? {});
  },
  namespacesOf: (selector) =>
    source
      .namespaces()
      .filter(({ metadata }) => matchesSelector(metadata.labels, selector))
      .map(({ metadata }) => metadata.name),
  defaultSelector: createDefaultSelector(source),
});
