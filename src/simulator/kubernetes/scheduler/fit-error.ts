/** What FailedScheduling says. Kubernetes 1.36, pkg/scheduler/framework/types.go (FitError), pkg/scheduler/schedule_one.go (ErrNoNodesAvailable). */
import type { Cycle, Rejection } from "./framework.ts";

export const NO_NODES = "no nodes available to schedule pods";

/** "1 a, 2 b": each text with how often it was given, sorted as text. */
export function countTexts(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => `${count} ${text}`)
    .toSorted()
    .join(", ");
}

/** Why a pod fits nowhere. `rejections` are those of the nodes that were looked at; the others did not come into question. */
export type Diagnosis = {
  nodes: number;
  rejections: readonly Rejection[];
  cycle: Pick<Cycle, "refused" | "eligible">;
};

function reasons({ nodes, rejections, cycle: { refused, eligible } }: Diagnosis): string {
  if (refused) return refused.reasons.join(", ");
  const texts = rejections.flatMap((rejection) => rejection.reasons);
  if (eligible) {
    const absent = `node(s) didn't satisfy plugin(s) [${eligible.plugins.toSorted().join(" ")}]`;
    for (let at = rejections.length; at < nodes; at++) texts.push(absent);
  }
  return countTexts(texts);
}

/** `afterwards` is what preemption has to say about it. */
export function fitErrorText(diagnosis: Diagnosis, afterwards = ""): string {
  const why = reasons(diagnosis);
  const text = `0/${diagnosis.nodes} nodes are available:${why ? ` ${why}.` : ""}`;
  return afterwards ? `${text} ${afterwards}` : text;
}
