/** Numbers by topology key and value. Kubernetes 1.36, plugins/interpodaffinity/filtering.go (topologyToMatchedTermCount). */
import { labelOf } from "../../api/label.ts";
import type { Node } from "../../api/core.ts";

/** Key -> value -> number; what comes to zero is gone. */
export type TopologyCounts = Map<string, Map<string, number>>;

export const cloneCounts = (counts: TopologyCounts): TopologyCounts =>
  new Map([...counts].map(([key, values]) => [key, new Map(values)]));

/** Adds to the node's domain of this topology, if it has one. `keep` leaves a zero in place. */
export function addToTopology(
  counts: TopologyCounts,
  { metadata }: Node,
  key: string,
  delta: number,
  keep = false,
): void {
  const value = labelOf(metadata.labels, key);
  if (value === undefined) return;
  let values = counts.get(key);
  if (!values) counts.set(key, (values = new Map()));
  const sum = (values.get(value) ?? 0) + delta;
  if (sum !== 0 || keep) values.set(value, sum);
  else values.delete(value);
  if (values.size === 0) counts.delete(key);
}

/** The number of the node's domain; nothing when it has none of this topology. */
export function ofDomain(counts: TopologyCounts, { metadata }: Node, key: string): number | undefined {
  const value = labelOf(metadata.labels, key);
  return value === undefined ? undefined : (counts.get(key)?.get(value) ?? 0);
}
