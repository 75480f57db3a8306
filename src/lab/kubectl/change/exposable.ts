/** What `kubectl expose` finds out about an object: which pods, and which ports. Kubernetes 1.36, kubectl, pkg/polymorphichelpers. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { Labels } from "../../../simulator/kubernetes/api/meta.ts";
import type { PodSpec } from "../../../simulator/kubernetes/api/pod.ts";

export type ExposedPort = { port: number; protocol: string };

const EXPOSABLE = new Set(["Deployment", "Pod", "ReplicaSet", "Service"]);
export const isExposable = ({ kind }: KubernetesObject) => EXPOSABLE.has(kind);

const inPods = ({ containers }: PodSpec): ExposedPort[] =>
  containers.flatMap(({ ports = [] }) =>
    ports.map(({ containerPort, protocol = "TCP" }) => ({ port: containerPort, protocol })),
  );

export function portsOf(object: KubernetesObject): ExposedPort[] {
  if (object.kind === "Pod") return inPods(object.spec);
  if (object.kind === "Deployment" || object.kind === "ReplicaSet") return inPods(object.spec.template.spec);
  if (object.kind !== "Service") return [];
  return (object.spec.ports ?? []).map(({ port, protocol = "TCP" }) => ({ port, protocol }));
}

/** The labels of the pods; what is wrong when labels alone do not choose them. */
export function selectorOf(object: KubernetesObject): Labels | string {
  if (object.kind === "Pod") return object.metadata.labels ?? "the pod has no labels and cannot be exposed";
  if (object.kind === "Service") return object.spec.selector ?? "the service has no pod selector set";
  if (object.kind !== "Deployment" && object.kind !== "ReplicaSet") return "invalid object";
  const { matchLabels = {}, matchExpressions = [] } = object.spec.selector;
  return matchExpressions.length > 0
    ? `couldn't convert expressions - "${matchExpressions.map(({ key, operator }) => `{${key} ${operator}}`).join(" ")}" to map-based selector format`
    : matchLabels;
}
