/** What the scheduler reads from a pod, worked out once. Kubernetes 1.36, pkg/scheduler/framework/types.go (PodInfo). */
import type { Labels } from "../api/meta.ts";
import type { ContainerPort, Pod, PodAffinity } from "../api/pod.ts";
import { selectorError } from "../api/selector-error.ts";
import { affinityTerm, type AffinityTerm } from "./affinity-term.ts";
import { isSidecar, nonZeroRequests, podRequests, resourcesOf, type Resources } from "./resources.ts";

export type WeightedTerm = AffinityTerm & { weight: number };

/** The same for all pods made from one template, and then one object: see createPodInfos. */
export type PodShape = {
  namespace: string;
  labels: Labels;
  requests: Resources;
  nonZero: { milliCpu: number; memory: number };
  hostPorts: ContainerPort[];
  requiredAffinity: AffinityTerm[];
  requiredAntiAffinity: AffinityTerm[];
  preferredAffinity: WeightedTerm[];
  preferredAntiAffinity: WeightedTerm[];
  /** Why a required term cannot be read, if so. */
  unreadable?: string;
};

export type PodInfo = { pod: Pod; shape: PodShape };

/** GetHostPorts: of containers and sidecars. */
export const hostPortsOf = ({ spec }: Pod): ContainerPort[] =>
  [...(spec.initContainers ?? []).filter(isSidecar), ...(spec.containers ?? [])]
    .flatMap(({ ports }) => ports ?? [])
    .filter(({ hostPort }) => (hostPort ?? 0) > 0);

const required = (pod: Pod, affinity: PodAffinity | undefined) =>
  (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => affinityTerm(pod, term));

const preferred = (pod: Pod, affinity: PodAffinity | undefined): WeightedTerm[] =>
  (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ weight, podAffinityTerm }) => ({
    ...affinityTerm(pod, podAffinityTerm),
    weight,
  }));

const NONE: Labels = {};

function unreadable(affinity: PodAffinity | undefined, terms: string): Pick<PodShape, "unreadable"> {
  const errors = (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(({ labelSelector }) =>
    selectorError(labelSelector),
  );
  const error = errors.find((one) => one !== undefined);
  return error === undefined ? {} : { unreadable: `${terms}: ${error}` };
}

export function shapeOf(pod: Pod): PodShape {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  return {
    namespace: pod.metadata.namespace,
    labels: pod.metadata.labels ?? NONE,
    requests: resourcesOf(podRequests(pod)),
    nonZero: nonZeroRequests(pod),
    hostPorts: hostPortsOf(pod),
    requiredAffinity: required(pod, podAffinity),
    requiredAntiAffinity: required(pod, podAntiAffinity),
    preferredAffinity: preferred(pod, podAffinity),
    preferredAntiAffinity: preferred(pod, podAntiAffinity),
    ...unreadable(podAffinity, "requiredAffinityTerms"),
    ...unreadable(podAntiAffinity, "requiredAntiAffinityTerms"),
  };
}

export const createPodInfo = (pod: Pod): PodInfo => ({ pod, shape: shapeOf(pod) });

/** podWithAffinity: whether it has a say in where others go, or minds them. */
export const hasAffinity = ({ pod: { spec } }: PodInfo) =>
  spec.affinity?.podAffinity !== undefined || spec.affinity?.podAntiAffinity !== undefined;

export const priorityOf = ({ spec }: Pod) => spec.priority ?? 0;

/** PrioritySort: the order of the queue, by priority and then by arrival. */
export const schedulesBefore = (a: Queued, b: Queued) =>
  priorityOf(a.pod) > priorityOf(b.pod) || (priorityOf(a.pod) === priorityOf(b.pod) && a.arrivedAt < b.arrivedAt);

export type Queued = { pod: Pod; arrivedAt: number };
