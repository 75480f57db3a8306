// The kinds of things that a lab's commands speak of.
import type { ObjectOf } from "../simulator/kubernetes/api/kinds.ts";

export type Kind = "Pod" | "Service" | "Deployment" | "ReplicaSet" | "HorizontalPodAutoscaler" | "Node" | "Event";

export type LabObject = ObjectOf<Kind>;
