/** An object as a client sent it -> with what the API server fills in, by kind. Absent status fields are what a new object has. */
import type { Namespace, Node, PersistentVolumeClaim, Service } from "../core.ts";
import type { Kind, KubernetesObject, ObjectOf } from "../kinds.ts";
import { defaultDaemonSet, defaultDeployment, defaultReplicaSet, defaultStatefulSet } from "./apps.ts";
import { defaultHpa } from "./autoscaling.ts";
import { defaultCronJob, defaultJob } from "./batch.ts";
import { defaultPod } from "./pod.ts";

/** SetDefaults_Service. */
function trafficPolicies({
  type,
  internalTrafficPolicy,
  externalTrafficPolicy,
}: Service["spec"]): Partial<Service["spec"]> {
  if (type === "ExternalName") return {};
  const exposed = type === "NodePort" || type === "LoadBalancer";
  return {
    internalTrafficPolicy: internalTrafficPolicy ?? "Cluster",
    ...(exposed ? { externalTrafficPolicy: externalTrafficPolicy ?? "Cluster" } : {}),
  };
}

function defaultService(service: Service): Service {
  const ports = service.spec.ports?.map((port) => ({
    ...port,
    protocol: port.protocol ?? ("TCP" as const),
    targetPort: port.targetPort || port.port,
  }));
  return {
    ...service,
    spec: {
      ...service.spec,
      type: service.spec.type ?? "ClusterIP",
      sessionAffinity: service.spec.sessionAffinity ?? "None",
      ...trafficPolicies(service.spec),
      ...(ports ? { ports } : {}),
    },
  };
}

/** SetDefaults_NodeStatus: what is not set aside is allocatable. */
function defaultNode(node: Node): Node {
  const { capacity, allocatable } = node.status;
  // What a kubelet says of itself when it registers.
  const own = {
    "kubernetes.io/hostname": node.metadata.name,
    "kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
  };
  return {
    ...node,
    metadata: { ...node.metadata, labels: { ...own, ...node.metadata.labels } },
    status: { ...node.status, ...(capacity ? { allocatable: allocatable ?? capacity } : {}) },
  };
}

const defaultNamespace = (namespace: Namespace): Namespace => ({
  ...namespace,
  metadata: {
    ...namespace.metadata,
    labels: { ...namespace.metadata.labels, "kubernetes.io/metadata.name": namespace.metadata.name },
  },
});

const defaultClaim = (claim: PersistentVolumeClaim): PersistentVolumeClaim => ({
  ...claim,
  status: { ...claim.status, phase: claim.status.phase ?? "Pending" },
});

const DEFAULTS: { [K in Kind]?: (object: ObjectOf<K>) => ObjectOf<K> } = {
  CronJob: defaultCronJob,
  DaemonSet: defaultDaemonSet,
  Deployment: defaultDeployment,
  HorizontalPodAutoscaler: defaultHpa,
  Job: defaultJob,
  Namespace: defaultNamespace,
  Node: defaultNode,
  PersistentVolumeClaim: defaultClaim,
  Pod: defaultPod,
  ReplicaSet: defaultReplicaSet,
  Service: defaultService,
  StatefulSet: defaultStatefulSet,
};

/** The status of an object that nothing has looked at yet, for the kinds whose API requires one. */
export const NEW_STATUS: { [K in Kind]?: unknown } = {
  CronJob: {},
  DaemonSet: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  Deployment: {},
  HorizontalPodAutoscaler: { desiredReplicas: 0, currentReplicas: 0 },
  Job: {},
  Namespace: { phase: "Active" },
  Node: {},
  PersistentVolumeClaim: {},
  Pod: { phase: "Pending" },
  PodDisruptionBudget: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  ReplicaSet: { replicas: 0 },
  ResourceQuota: {},
  Service: { loadBalancer: {} },
  StatefulSet: { replicas: 0 },
};

export function defaultObject<T extends KubernetesObject>(object: T): T {
  const fill = DEFAULTS[object.kind] as ((object: T) => T) | undefined;
  return fill ? fill(object) : object;
}
