/** For how long tolerations let a pod stay on a tainted node. */
import type { Taint } from "../api/core.ts";
import type { Toleration } from "../api/pod.ts";
import { tolerates } from "../scheduler/tolerations.ts";

/** For each taint the first toleration that is for it; nothing when a taint has none. pkg/apis/core/v1/helper/helpers.go (GetMatchingTolerations). */
export function matchingTolerations(taints: Taint[], tolerations: Toleration[]): Toleration[] | undefined {
  const matching: Toleration[] = [];
  for (const taint of taints) {
    const toleration = tolerations.find((one) => tolerates(one, taint));
    if (!toleration) return undefined;
    matching.push(toleration);
  }
  return matching;
}

/** How long all these tolerations hold: the shortest tolerationSeconds, Infinity without any. tainteviction/taint_eviction.go (getMinTolerationTime). */
export function shortestTolerationMs(tolerations: Toleration[]): number {
  if (tolerations.length === 0) return 0;
  const seconds = tolerations.map(({ tolerationSeconds }) => tolerationSeconds ?? Number.POSITIVE_INFINITY);
  return Math.max(0, Math.min(...seconds)) * 1_000;
}
