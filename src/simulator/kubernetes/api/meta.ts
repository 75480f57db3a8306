/**
 * What every Kubernetes object has. The types in this folder are the API's own shapes (Kubernetes 1.36): field names, nesting, texts of
 * quantities ("500m") and optional fields as in a manifest, so that a manifest, an upstream test's object and an object of the store are one thing.
 *
 * One difference, undone where objects leave the simulator: an instant is a number, integer milliseconds of simulated time, not RFC 3339.
 */

export type Labels = Record<string, string>;

/** Integer milliseconds of simulated time; negative before the scenario's start. */
export type Time = number;

/** "25%" or 2. */
export type IntOrString = number | string;

/** A quantity as it is written: "500m", "1Gi", "2". */
export type Quantity = string;

/** Amounts by resource name: cpu, memory, ephemeral-storage, pods, or an extended resource such as nvidia.com/gpu. */
export type ResourceList = Record<string, Quantity>;

export type OwnerReference = {
  apiVersion?: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

export type ObjectMeta = {
  name: string;
  /** Empty for what is cluster-wide. */
  namespace: string;
  uid: string;
  labels?: Labels;
  annotations?: Labels;
  creationTimestamp: Time;
  /** Set while the object is going: when its grace period ends. */
  deletionTimestamp?: Time;
  deletionGracePeriodSeconds?: number;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  generation: number;
  /** How often an object was written, where an object that was read from a real cluster says so. */
  resourceVersion?: string;
  generateName?: string;
};

export type Status = "True" | "False" | "Unknown";

export type Condition = {
  type: string;
  status: Status;
  reason?: string;
  message?: string;
  lastTransitionTime?: Time;
  /** When status or reason last changed: Deployments. */
  lastUpdateTime?: Time;
  /** When it was last looked at: Nodes, pods and Jobs. */
  lastProbeTime?: Time;
  lastHeartbeatTime?: Time;
  observedGeneration?: number;
};

export type LabelSelectorRequirement = {
  key: string;
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  values?: string[];
};

export type LabelSelector = { matchLabels?: Labels; matchExpressions?: LabelSelectorRequirement[] };
