/** How many daemons there should be, and how many may be missing or too many during an update. Kubernetes 1.36, pkg/controller/daemon/util/daemonset_util.go and update.go. */
import type { DaemonSet } from "../api/apps.ts";
import { scaledValue } from "../api/int-or-string.ts";

const rollingOf = ({ spec }: DaemonSet) =>
  spec.updateStrategy?.type === "RollingUpdate" ? spec.updateStrategy.rollingUpdate : undefined;

const surgeCount = (set: DaemonSet, nodes: number) => scaledValue(rollingOf(set)?.maxSurge ?? 0, nodes, true);

/** Whether more than one pod may be on a node. */
export const allowsSurge = (set: DaemonSet) => surgeCount(set, 1) > 0;

/** Percentages of the nodes that should have a pod, both rounded up; when both come to none, one may be missing. */
export function updateCounts(set: DaemonSet, desired: number): { maxSurge: number; maxUnavailable: number } {
  const maxSurge = surgeCount(set, desired);
  const maxUnavailable = scaledValue(rollingOf(set)?.maxUnavailable ?? 0, desired, true);
  return { maxSurge, maxUnavailable: desired > 0 && maxSurge + maxUnavailable === 0 ? 1 : maxUnavailable };
}
