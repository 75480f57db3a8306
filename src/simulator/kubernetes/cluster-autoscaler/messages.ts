/** What the autoscaler says in events. Kubernetes autoscaler 1.36.1, processors/status/eventing_scale_up_processor.go, core/scaledown/actuation. */
import type { Pod } from "../api/pod.ts";
import type { ScaleUpInfo } from "./balancing.ts";
import type { NoScaleUp } from "./scale-up.ts";
import type { Utilization } from "./utilization.ts";

/** "[{small 1->3 (max: 5)}]". */
export const scaleUpText = (infos: readonly ScaleUpInfo[]) =>
  `[${infos.map(({ id, currentSize, newSize, maxSize }) => `{${id} ${currentSize}->${newSize} (max: ${maxSize})}`).join(" ")}]`;

/** ReasonsMessage: each reason with the number of groups that it holds for. Upstream's order is that of a Go map; here that of the groups. */
export function noScaleUpText({ rejected, skipped }: Pick<NoScaleUp, "rejected" | "skipped">): string {
  const counts = new Map<string, number>();
  for (const reasons of [...rejected.values(), ...skipped.values()])
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(", ");
}

/** utilization.Info as "%v" prints it: cpu, memory, gpu and dynamic resources, the resource, the utilization. */
const utilizationText = ({ cpu, memory, resource, utilization }: Utilization) =>
  `{${cpu} ${memory} 0 0 ${resource} ${utilization}}`;

export const drainText = (name: string, used: Utilization | undefined, pods: readonly Pod[]) =>
  `Scale-down: removing node ${name}, utilization: ${used ? utilizationText(used) : ""}, pods to reschedule: ${pods.map(({ metadata }) => metadata.name).join(",")}`;

/** time.Duration's text, in whole seconds: 15m10s. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
