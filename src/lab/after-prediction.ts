/** What came of a lab at the moment that a question was about, and what somebody changed before it came. */
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { isChange } from "./is-change.ts";
import type { Came, Turn } from "./view.ts";

/** The reading of that moment, or the last before it; undefined while the run is not there, or nothing was measured. */
export function cameAt(samples: readonly Sample[], nowMs: number, atMs: number): Came | undefined {
  const last = nowMs < atMs ? undefined : samples.findLast(({ at }) => at <= atMs);
  return last && { replicas: last.desiredReplicas, ready: last.readyReplicas };
}

/** The first change behind the turn `asked` that was made before that moment, and its place in the journal. */
export function changedAfter(
  turns: readonly Turn[],
  asked: number,
  atMs: number,
): { turn: Turn; entry: number } | undefined {
  const entry = turns.findIndex((turn, at) => at > asked && turn.fromMs < atMs && isChange(turn));
  const turn = turns[entry];
  return turn && { turn, entry };
}
