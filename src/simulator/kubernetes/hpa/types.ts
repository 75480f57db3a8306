/** What the HorizontalPodAutoscaler's controller is given and gives back. Times in simulated milliseconds. */
import type { HorizontalPodAutoscaler } from "../objects.ts";

/** A pod as the HPA looks at it. */
export type HpaPod = {
  name: string;
  phase: "Pending" | "Running" | "Succeeded" | "Failed";
  deletionTimestamp?: number;
  startTime?: number;
  ready: boolean;
  /** When the Ready condition last changed. */
  readyTransition?: number;
  /** One entry per container: millicores and bytes. The container's name is only for the text of "missing request for cpu in container ...". */
  requests: { name?: string; cpu?: number; memory?: number }[];
};

/** What the metrics API says of a pod: sum over its containers. */
export type PodMetric = { name: string; at: number; windowMs: number; cpu: number; memory: number };

/** What the controller remembers of one HPA between syncs. */
export type HpaState = {
  recommendations: { at: number; replicas: number }[];
  scaleUps: { at: number; change: number }[];
  scaleDowns: { at: number; change: number }[];
};

export type HpaEvent = { type: "Normal" | "Warning"; reason: string; message: string };

export type HpaOutcome = {
  desiredReplicas: number;
  rescale: boolean;
  status: HorizontalPodAutoscaler["status"];
  events: HpaEvent[];
  state: HpaState;
};

/** `metrics` is undefined when the metrics API does not answer. */
export type HpaInput = {
  hpa: HorizontalPodAutoscaler;
  specReplicas: number;
  pods: HpaPod[];
  metrics: PodMetric[] | undefined;
  now: number;
  state: HpaState;
};
