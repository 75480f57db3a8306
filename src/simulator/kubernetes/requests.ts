/** What a pod's containers request together: millicores and bytes, 0 where nothing is said. What the scheduler reserves for it is more (init containers, overhead). */
import { milliOf, unitsOf } from "./api/quantity.ts";
import type { PodSpec } from "./api/pod.ts";

export function requestsOf({ containers }: PodSpec): { cpu: number; memory: number } {
  const total = { cpu: 0, memory: 0 };
  for (const { resources } of containers) {
    total.cpu += milliOf(resources?.requests?.["cpu"]);
    total.memory += unitsOf(resources?.requests?.["memory"]);
  }
  return total;
}
