/**
 * Kubernetes objects as the simulator holds them: field names and nesting of the API (Kubernetes 1.36), cut to what is modelled.
 *
 * Two differences, both undone at the printer: instants are integer milliseconds of simulated time (not RFC 3339 texts), and quantities
 * are parsed already: cpu in millicores, memory in bytes.
 */

export type Labels = Record<string, string>;

export type ObjectMeta = {
  name: string;
  namespace: string;
  uid: string;
  labels: Labels;
  annotations: Labels;
  creationTimestamp: number;
  /** Set while the object is going: when its grace period ends. */
  deletionTimestamp?: number;
  ownerReferences: { kind: string; name: string; uid: string; controller: boolean }[];
  generation: number;
};

export type Resources = { cpu?: number; memory?: number };

export type Container = {
  name: string;
  image: string;
  resources: { requests: Resources; limits: Resources };
};

export type PodSpec = {
  containers: Container[];
  nodeName?: string;
  nodeSelector: Labels;
  terminationGracePeriodSeconds: number;
};

export type Condition = {
  type: string;
  status: "True" | "False" | "Unknown";
  reason: string;
  message: string;
  /** When status or reason last changed: a Deployment's progress deadline counts from here. Only Deployments have it. */
  lastUpdateTime?: number;
  lastTransitionTime: number;
};

export type Pod = {
  kind: "Pod";
  metadata: ObjectMeta;
  spec: PodSpec;
  status: {
    phase: "Pending" | "Running" | "Succeeded" | "Failed";
    conditions: Condition[];
    startTime?: number;
    podIP?: string;
    containerStatuses: {
      name: string;
      ready: boolean;
      restartCount: number;
      state: "waiting" | "running" | "terminated";
      reason: string;
    }[];
  };
};

export type PodTemplate = { metadata: { labels: Labels }; spec: PodSpec };

export type RollingUpdate = { maxSurge: number | string; maxUnavailable: number | string };

export type Deployment = {
  kind: "Deployment";
  metadata: ObjectMeta;
  spec: {
    replicas: number;
    selector: { matchLabels: Labels };
    template: PodTemplate;
    strategy: { type: "RollingUpdate" | "Recreate"; rollingUpdate?: RollingUpdate };
    minReadySeconds: number;
    progressDeadlineSeconds: number;
    revisionHistoryLimit: number;
  };
  status: {
    observedGeneration: number;
    replicas: number;
    updatedReplicas: number;
    readyReplicas: number;
    availableReplicas: number;
    unavailableReplicas: number;
    conditions: Condition[];
  };
};

export type ReplicaSet = {
  kind: "ReplicaSet";
  metadata: ObjectMeta;
  spec: { replicas: number; selector: { matchLabels: Labels }; template: PodTemplate; minReadySeconds: number };
  status: {
    replicas: number;
    fullyLabeledReplicas: number;
    readyReplicas: number;
    availableReplicas: number;
    observedGeneration: number;
  };
};

export type Node = {
  kind: "Node";
  metadata: ObjectMeta;
  spec: {
    unschedulable: boolean;
    taints: { key: string; value: string; effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute" }[];
  };
  status: {
    capacity: Required<Resources> & { pods: number };
    allocatable: Required<Resources> & { pods: number };
    conditions: Condition[];
  };
};

export type Service = {
  kind: "Service";
  metadata: ObjectMeta;
  spec: {
    type: "ClusterIP" | "NodePort" | "LoadBalancer";
    clusterIP: string;
    selector: Labels;
    ports: { port: number; targetPort: number; protocol: string; nodePort?: number }[];
  };
};

/** autoscaling/v2. Only Resource metrics come from a running cluster so far; the calculator knows all kinds of the vectors it is checked by. */
export type MetricSpec = {
  type: "Resource";
  resource: {
    name: "cpu" | "memory";
    target: { type: "Utilization"; averageUtilization: number } | { type: "AverageValue"; averageValue: number };
  };
};

export type ScalingPolicy = { type: "Pods" | "Percent"; value: number; periodSeconds: number };
export type ScalingRules = {
  stabilizationWindowSeconds?: number;
  selectPolicy?: "Max" | "Min" | "Disabled";
  policies?: ScalingPolicy[];
  /** A fraction, 0.1 by default. */
  tolerance?: number;
};

export type HorizontalPodAutoscaler = {
  kind: "HorizontalPodAutoscaler";
  metadata: ObjectMeta;
  spec: {
    scaleTargetRef: { kind: string; name: string; apiVersion: string };
    minReplicas: number;
    maxReplicas: number;
    metrics: MetricSpec[];
    behavior?: { scaleUp?: ScalingRules; scaleDown?: ScalingRules };
  };
  status: {
    currentReplicas: number;
    desiredReplicas: number;
    lastScaleTime?: number;
    /** In the order of spec.metrics; absent while unknown. */
    currentMetrics: { name: string; averageUtilization?: number; averageValue: number }[];
    conditions: Condition[];
  };
};

export type Event = {
  kind: "Event";
  metadata: ObjectMeta;
  type: "Normal" | "Warning";
  reason: string;
  message: string;
  involvedObject: { kind: string; name: string; namespace: string };
  source: string;
  count: number;
  firstTimestamp: number;
  lastTimestamp: number;
};

export type KubernetesObject = Pod | Deployment | ReplicaSet | Node | Service | HorizontalPodAutoscaler | Event;
export type Kind = KubernetesObject["kind"];
