/** What the node's NoExecute taints mean for a pod on it. Kubernetes 1.36, pkg/controller/tainteviction/taint_eviction.go (processPodOnNode). */
import type { Taint } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import type { Toleration } from "../api/pod.ts";
import { matchingTolerations, shortestTolerationMs } from "./tolerations.ts";

/** An eviction that waits for its time: since when, and for when. */
export type Scheduled = { since: Time; at: Time };

export type Decision =
  /** Now; one that waits is called off first. */
  | { kind: "evict" }
  /** The pod may stay: one that waits is called off. */
  | { kind: "stay" }
  /** The one that waits goes on waiting. */
  | { kind: "wait" }
  | { kind: "schedule"; scheduled: Scheduled };

export const noExecute = (taints: Taint[] | undefined) => (taints ?? []).filter(({ effect }) => effect === "NoExecute");

/** `taints`: the node's NoExecute taints. An eviction that waits is not put off when the toleration gets longer, nor brought forward when it gets shorter. */
export function decide(
  taints: Taint[],
  tolerations: Toleration[] | undefined,
  waiting: Scheduled | undefined,
  now: Time,
): Decision {
  if (taints.length === 0) return { kind: "stay" };
  const matching = matchingTolerations(taints, tolerations ?? []);
  if (!matching) return { kind: "evict" };
  const tolerated = shortestTolerationMs(matching);
  if (tolerated === Number.POSITIVE_INFINITY) return { kind: "stay" };
  if (waiting && waiting.since < now) return { kind: "wait" };
  if (tolerated === 0) return { kind: "evict" };
  return { kind: "schedule", scheduled: { since: now, at: now + tolerated } };
}
