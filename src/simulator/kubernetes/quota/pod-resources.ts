/**
 * What a pod requests and limits altogether, as quantities. Kubernetes 1.36, component-helpers, resource/helpers.go (PodRequests, PodLimits)
 * and plugin/pkg/admission/limitranger/admission.go (podRequests, podLimits).
 */
import type { ResourceList } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { quantityOf } from "../api/quantity.ts";
import { addLists, maxLists } from "./amounts.ts";

export type Part = "requests" | "limits";

const isPodLevel = (name: string) => name === "cpu" || name === "memory" || name.startsWith("hugepages-");

/** Whether the pod as a whole states resources that pods can state. */
export const statesOwn = ({ spec }: Pod) =>
  [...Object.keys(spec.resources?.requests ?? {}), ...Object.keys(spec.resources?.limits ?? {})].some(isPodLevel);

/** Containers and sidecars run together; an init container runs with the sidecars before it. */
function ofContainers({ spec }: Pod, part: Part): ResourceList {
  let total: ResourceList = {};
  for (const { resources } of spec.containers) total = addLists(total, resources?.[part]);
  let sidecars: ResourceList = {};
  let starting: ResourceList = {};
  for (const { resources, restartPolicy } of spec.initContainers ?? []) {
    const own = addLists(sidecars, resources?.[part]);
    if (restartPolicy === "Always") {
      total = addLists(total, resources?.[part]);
      sidecars = own;
    }
    starting = maxLists(starting, own);
  }
  return maxLists(total, starting);
}

/** Of the containers, or of the pod as a whole where that says so; without overhead. */
export function podTotal(pod: Pod, part: Part): ResourceList {
  const own = Object.entries(pod.spec.resources?.[part] ?? {}).filter(([name]) => isPodLevel(name));
  return { ...ofContainers(pod, part), ...Object.fromEntries(own) };
}

/** With the overhead: added to every request, and to those limits that there are. */
export function podTotalWithOverhead(pod: Pod, part: Part): ResourceList {
  const total = podTotal(pod, part);
  const { overhead } = pod.spec;
  if (!overhead || part === "requests") return addLists(total, overhead);
  const counted = Object.entries(overhead).filter(([name]) => quantityOf(total[name]) !== 0);
  return addLists(total, Object.fromEntries(counted));
}
