/** The other kinds of the core and neighbouring groups: nodes, services, limits, events. */
import type { Condition, IntOrString, Labels, LabelSelector, ObjectMeta, ResourceList, Time } from "./meta.ts";
import type { TaintEffect } from "./pod.ts";

export type Taint = { key: string; value?: string; effect: TaintEffect; timeAdded?: Time };

export type Node = {
  apiVersion?: "v1";
  kind: "Node";
  metadata: ObjectMeta;
  spec: { unschedulable?: boolean; taints?: Taint[]; podCIDR?: string; podCIDRs?: string[]; providerID?: string };
  status: {
    capacity?: ResourceList;
    allocatable?: ResourceList;
    conditions?: Condition[];
    addresses?: { type: string; address: string }[];
    images?: { names?: string[]; sizeBytes?: number }[];
    nodeInfo?: Labels;
    declaredFeatures?: string[];
  };
};

/** coordination.k8s.io: a node's heartbeat. */
export type Lease = {
  apiVersion?: "coordination.k8s.io/v1";
  kind: "Lease";
  metadata: ObjectMeta;
  spec: { holderIdentity?: string; leaseDurationSeconds?: number; renewTime?: Time };
};

export type Namespace = {
  apiVersion?: "v1";
  kind: "Namespace";
  metadata: ObjectMeta;
  spec?: { finalizers?: string[] };
  status: { phase: "Active" | "Terminating"; conditions?: Condition[] };
};

export type ServicePort = {
  name?: string;
  port: number;
  targetPort?: IntOrString;
  protocol?: "TCP" | "UDP" | "SCTP";
  nodePort?: number;
};

export type Service = {
  apiVersion?: "v1";
  kind: "Service";
  metadata: ObjectMeta;
  spec: {
    type?: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
    clusterIP?: string;
    clusterIPs?: string[];
    externalIPs?: string[];
    loadBalancerIP?: string;
    ipFamilyPolicy?: string;
    ipFamilies?: string[];
    internalTrafficPolicy?: string;
    externalTrafficPolicy?: string;
    externalName?: string;
    selector?: Labels;
    ports?: ServicePort[];
    sessionAffinity?: "None" | "ClientIP";
    publishNotReadyAddresses?: boolean;
  };
  status?: { loadBalancer?: { ingress?: { ip?: string; hostname?: string; ipMode?: string }[] } };
};

export type Endpoint = {
  addresses: string[];
  conditions: { ready?: boolean; serving?: boolean; terminating?: boolean };
  hostname?: string;
  nodeName?: string;
  zone?: string;
  targetRef?: { kind: "Pod"; name: string; namespace: string; uid: string };
};

/** discovery.k8s.io: where a Service's requests can go. */
export type EndpointSlice = {
  apiVersion?: "discovery.k8s.io/v1";
  kind: "EndpointSlice";
  metadata: ObjectMeta;
  addressType: "IPv4";
  ports: { name?: string; port?: number; protocol?: string }[];
  endpoints: Endpoint[];
};

export type ResourceQuota = {
  apiVersion?: "v1";
  kind: "ResourceQuota";
  metadata: ObjectMeta;
  spec: {
    hard?: ResourceList;
    scopes?: string[];
    scopeSelector?: { matchExpressions?: { scopeName: string; operator: string; values?: string[] }[] };
  };
  status: { hard?: ResourceList; used?: ResourceList };
};

export type LimitRangeItem = {
  type: "Container" | "Pod" | "PersistentVolumeClaim";
  min?: ResourceList;
  max?: ResourceList;
  default?: ResourceList;
  defaultRequest?: ResourceList;
  maxLimitRequestRatio?: ResourceList;
};

export type LimitRange = {
  apiVersion?: "v1";
  kind: "LimitRange";
  metadata: ObjectMeta;
  spec: { limits: LimitRangeItem[] };
};

export type ConfigMap = {
  apiVersion?: "v1";
  kind: "ConfigMap";
  metadata: ObjectMeta;
  data?: Labels;
  binaryData?: Labels;
  immutable?: boolean;
};
export type ServiceAccount = { apiVersion?: "v1"; kind: "ServiceAccount"; metadata: ObjectMeta };
export type Secret = { apiVersion?: "v1"; kind: "Secret"; metadata: ObjectMeta; type?: string; data?: Labels };

export type PersistentVolumeClaim = {
  apiVersion?: "v1";
  kind: "PersistentVolumeClaim";
  metadata: ObjectMeta;
  spec: {
    accessModes?: string[];
    storageClassName?: string;
    volumeName?: string;
    volumeMode?: string;
    resources?: { requests?: ResourceList };
  };
  status: { phase?: "Pending" | "Bound" | "Lost"; accessModes?: string[]; capacity?: ResourceList };
};

/** scheduling.k8s.io. */
export type PriorityClass = {
  apiVersion?: "scheduling.k8s.io/v1";
  kind: "PriorityClass";
  metadata: ObjectMeta;
  value: number;
  globalDefault?: boolean;
  preemptionPolicy?: "Never" | "PreemptLowerPriority";
  description?: string;
};

export type PodDisruptionBudget = {
  apiVersion?: "policy/v1";
  kind: "PodDisruptionBudget";
  metadata: ObjectMeta;
  spec: {
    minAvailable?: IntOrString;
    maxUnavailable?: IntOrString;
    selector?: LabelSelector;
    unhealthyPodEvictionPolicy?: "IfHealthyBudget" | "AlwaysAllow";
  };
  status: {
    disruptionsAllowed: number;
    currentHealthy: number;
    desiredHealthy: number;
    expectedPods: number;
    observedGeneration?: number;
    /** Pods that an eviction has been granted for and that are not yet seen to go: name -> when. */
    disruptedPods?: Record<string, Time>;
    conditions?: Condition[];
  };
};

/** An Event of the core group; `source` is the component that reported it. */
export type Event = {
  kind: "Event";
  metadata: ObjectMeta;
  type: "Normal" | "Warning";
  reason: string;
  message: string;
  involvedObject: { kind: string; name: string; namespace: string; uid?: string; fieldPath?: string };
  source: string;
  /** The node of a kubelet. */
  host?: string;
  count: number;
  firstTimestamp: Time;
  lastTimestamp: Time;
};
