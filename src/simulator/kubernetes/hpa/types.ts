/** What one sync of the HorizontalPodAutoscaler's controller is given and gives back. */
import type { HorizontalPodAutoscaler } from "../api/autoscaling.ts";
import type { LabelSelector, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import type { Failure, MetricsClient } from "./metrics-client.ts";
import type { HpaSettings } from "./settings.ts";

/** The scale subresource of the target. */
export type Scale = { specReplicas: number; statusReplicas: number; selector: LabelSelector | undefined };

/** What the controller remembers of one HPA between syncs. */
export type HpaState = {
  /** Absent before the first sync. */
  recommendations?: { at: Time; replicas: number }[];
  scaleUps: { at: Time; change: number }[];
  scaleDowns: { at: Time; change: number }[];
};

export const EMPTY_HPA_STATE: HpaState = { scaleUps: [], scaleDowns: [] };

export type HpaEvent = { type: "Normal" | "Warning"; reason: string; message: string };

export type HpaInput = {
  hpa: HorizontalPodAutoscaler;
  /** The failure's text is why the target, or its kind, was not found. */
  scale: Scale | Failure;
  /** Those of the HPA's namespace that the scale's selector matches. */
  pods: Pod[];
  /** The selectors of the namespace's other HPAs, as each was last synced. */
  others: { name: string; selector: LabelSelector }[];
  metrics: MetricsClient;
  /** Writes the target's scale; the failure's text is why that was refused. */
  setReplicas(replicas: number): Failure | undefined;
  now: Time;
  state: HpaState;
  settings: HpaSettings;
};

export type HpaOutcome = {
  /** What the target's scale is at the end. */
  desiredReplicas: number;
  status: HorizontalPodAutoscaler["status"];
  events: HpaEvent[];
  state: HpaState;
};
