/** A pod's quality-of-service class. Kubernetes 1.36, pkg/apis/core/v1/helper/qos/qos.go (ComputePodQOS). */
import type { ResourceList } from "./api/meta.ts";
import type { Pod, QosClass, ResourceRequirements } from "./api/pod.ts";
import { quantityOf } from "./api/quantity.ts";

/** The only resources that count, in their units: cores and bytes. */
const COUNTED = ["cpu", "memory"] as const;

type Amounts = { cpu: number; memory: number };

function add(total: Amounts, list: ResourceList | undefined): void {
  for (const name of COUNTED) total[name] += Math.max(0, quantityOf(list?.[name]));
}

const limitsAll = (limits: ResourceList | undefined) => COUNTED.every((name) => quantityOf(limits?.[name]) > 0);

/** What the class is computed from: the pod's own resources where it states some, else every container's. */
function resourcesOf({ spec }: Pod): { all: ResourceRequirements[]; isLimited: boolean } {
  if (spec.resources) {
    const { limits } = spec.resources;
    const unlimited = limits === undefined || Object.keys(limits).length === 0;
    return { all: [spec.resources], isLimited: unlimited || limitsAll(limits) };
  }
  const all = [...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources ?? {});
  return { all, isLimited: all.every(({ limits }) => limitsAll(limits)) };
}

/**
 * BestEffort when nothing is requested or limited, Guaranteed when every container limits cpu and memory and what is requested equals the limits,
 * else Burstable.
 */
export function qosClassOf(pod: Pod): QosClass {
  const { all, isLimited } = resourcesOf(pod);
  const requests = { cpu: 0, memory: 0 };
  const limits = { cpu: 0, memory: 0 };
  for (const resources of all) {
    add(requests, resources.requests);
    add(limits, resources.limits);
  }
  if (COUNTED.every((name) => requests[name] === 0 && limits[name] === 0)) return "BestEffort";
  return isLimited && COUNTED.every((name) => requests[name] === limits[name]) ? "Guaranteed" : "Burstable";
}
