/** The columns of autoscalers, budgets, quotas and limits. */
import type { HorizontalPodAutoscaler } from "../../../simulator/kubernetes/api/autoscaling.ts";
import type { LimitRange, PodDisruptionBudget, ResourceQuota } from "../../../simulator/kubernetes/api/core.ts";
import { printInstant } from "../instant.ts";
import { printTargets } from "../targets.ts";
import { age, name, type Column } from "./column.ts";

const orElse = (value: number | string | undefined, otherwise: string) => String(value ?? otherwise);

export const autoscalerColumns: Column<HorizontalPodAutoscaler>[] = [
  name,
  { header: "REFERENCE", cell: ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}` },
  { header: "TARGETS", cell: printTargets },
  { header: "MINPODS", cell: ({ spec }) => orElse(spec.minReplicas, "<unset>") },
  { header: "MAXPODS", cell: ({ spec }) => String(spec.maxReplicas) },
  { header: "REPLICAS", cell: ({ status }) => orElse(status.currentReplicas, "0") },
  age,
];

export const budgetColumns: Column<PodDisruptionBudget>[] = [
  name,
  { header: "MIN AVAILABLE", cell: ({ spec }) => orElse(spec.minAvailable, "N/A") },
  { header: "MAX UNAVAILABLE", cell: ({ spec }) => orElse(spec.maxUnavailable, "N/A") },
  { header: "ALLOWED DISRUPTIONS", cell: ({ status }) => String(status.disruptionsAllowed) },
  age,
];

/** `cpu: 1/2, memory: 1Gi/2Gi`: the limits, or all else. */
function usage({ status }: ResourceQuota, limits: boolean): string {
  const { hard = {}, used = {} } = status;
  return Object.keys(hard)
    .filter((resource) => resource.startsWith("limits.") === limits)
    .toSorted()
    .map((resource) => `${resource}: ${used[resource] ?? "0"}/${hard[resource]}`)
    .join(", ");
}

export const quotaColumns: Column<ResourceQuota>[] = [
  name,
  { header: "REQUEST", cell: (quota) => usage(quota, false) },
  { header: "LIMIT", cell: (quota) => usage(quota, true) },
  age,
];

/** It has no table of its own: the server prints the name and when it was made, as of everything that it does not know. */
export const limitRangeColumns: Column<LimitRange>[] = [
  name,
  { header: "CREATED AT", cell: ({ metadata }, _, epoch) => printInstant(metadata.creationTimestamp + epoch) },
];
