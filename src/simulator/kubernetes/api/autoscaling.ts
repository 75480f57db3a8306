/** autoscaling/v2. */
import type { Condition, LabelSelector, ObjectMeta, Quantity, Time } from "./meta.ts";

export type CrossVersionObjectReference = { apiVersion?: string; kind: string; name: string };

export type MetricIdentifier = { name: string; selector?: LabelSelector };

export type MetricTarget = {
  type: "Utilization" | "Value" | "AverageValue";
  value?: Quantity;
  averageValue?: Quantity;
  averageUtilization?: number;
};

/** One of the five, as `type` says. */
export type MetricSpec = {
  type: "Resource" | "ContainerResource" | "Pods" | "Object" | "External";
  resource?: { name: string; target: MetricTarget };
  containerResource?: { name: string; container: string; target: MetricTarget };
  pods?: { metric: MetricIdentifier; target: MetricTarget };
  object?: { describedObject: CrossVersionObjectReference; target: MetricTarget; metric: MetricIdentifier };
  external?: { metric: MetricIdentifier; target: MetricTarget };
};

export type MetricValueStatus = { value?: Quantity; averageValue?: Quantity; averageUtilization?: number };

/** `type` is empty, and nothing else is there, for a metric that could not be read. */
export type MetricStatus = {
  type: MetricSpec["type"] | "";
  resource?: { name: string; current: MetricValueStatus };
  containerResource?: { name: string; container: string; current: MetricValueStatus };
  pods?: { metric: MetricIdentifier; current: MetricValueStatus };
  object?: { metric: MetricIdentifier; current: MetricValueStatus; describedObject: CrossVersionObjectReference };
  external?: { metric: MetricIdentifier; current: MetricValueStatus };
};

export type ScalingPolicy = { type: "Pods" | "Percent"; value: number; periodSeconds: number };

export type ScalingRules = {
  stabilizationWindowSeconds?: number;
  selectPolicy?: "Max" | "Min" | "Disabled";
  policies?: ScalingPolicy[];
  /** A fraction, "0.1" by default. */
  tolerance?: Quantity;
};

export type HorizontalPodAutoscaler = {
  apiVersion?: "autoscaling/v2";
  kind: "HorizontalPodAutoscaler";
  metadata: ObjectMeta;
  spec: {
    scaleTargetRef: CrossVersionObjectReference;
    minReplicas?: number;
    maxReplicas: number;
    metrics?: MetricSpec[];
    behavior?: { scaleUp?: ScalingRules; scaleDown?: ScalingRules };
  };
  status: {
    observedGeneration?: number;
    lastScaleTime?: Time;
    currentReplicas?: number;
    desiredReplicas: number;
    currentMetrics?: MetricStatus[];
    conditions?: Condition[];
  };
};
