/** What the HorizontalPodAutoscaler of a Deployment sees and does, in figures. */
import type { HorizontalPodAutoscaler } from "../../simulator/kubernetes/api/autoscaling.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { currentOf } from "../print/targets.ts";

/** `seen` and `target` are CPU in percent of what the pods request; `seen` is absent while nothing is measured. */
export type Autoscaler = {
  name: string;
  current: number;
  desired: number;
  least: number;
  most: number;
  seen: number | undefined;
  target: number;
  /** The reasons of its conditions that are true: `ScaleDownStabilized`, `ScaleUpLimit`, `TooManyReplicas`. */
  reasons: readonly string[];
};

/** What it is said to look at, if that is one share of CPU and nothing else. */
function targetOf({ spec }: HorizontalPodAutoscaler): number | undefined {
  const [metric, ...more] = spec.metrics ?? [];
  return more.length === 0 ? metric?.resource?.target.averageUtilization : undefined;
}

const reasonsOf = ({ status }: HorizontalPodAutoscaler): string[] =>
  (status.conditions ?? []).flatMap(({ status: is, reason }) => (is === "True" && reason ? [reason] : []));

/** Undefined where there is none, or it looks at something else than one share of CPU. */
export function autoscalerOf(cluster: Cluster, deployment: string): Autoscaler | undefined {
  const hpa = cluster
    .list("HorizontalPodAutoscaler")
    .find(({ spec }) => spec.scaleTargetRef.kind === "Deployment" && spec.scaleTargetRef.name === deployment);
  const target = hpa && targetOf(hpa);
  if (!hpa || target === undefined) return undefined;
  const { spec, status, metadata } = hpa;
  return {
    name: metadata.name,
    current: cluster.get("Deployment", deployment)?.spec.replicas ?? 0,
    desired: status.desiredReplicas,
    least: spec.minReplicas ?? 1,
    most: spec.maxReplicas,
    seen: currentOf(status.currentMetrics?.[0])?.averageUtilization,
    target,
    reasons: reasonsOf(hpa),
  };
}
