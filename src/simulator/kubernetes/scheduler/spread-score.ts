/**
 * The default profile's soft spreading of a ReplicaSet's pods over hosts and zones. Kubernetes 1.36,
 * pkg/scheduler/framework/plugins/podtopologyspread/scoring.go and plugin.go (systemDefaultConstraints).
 */
import { matchesLabels } from "../metadata.ts";
import type { Labels } from "../objects.ts";
import type { NodeInfo } from "./node-info.ts";

const HOSTNAME = "kubernetes.io/hostname";
const ZONE = "topology.kubernetes.io/zone";
const HOST_SKEW = 3;
const ZONE_SKEW = 5;

function countMatching({ pods }: NodeInfo, selector: Labels): number {
  let count = 0;
  for (const { metadata } of pods.values()) {
    if (metadata.deletionTimestamp === undefined && matchesLabels(metadata.labels, selector)) count++;
  }
  return count;
}

/** scoreForCount: more pods of its kind make a place worse; the weight grows with the number of places. */
const scoreForCount = (count: number, maxSkew: number, places: number) => count * Math.log(places + 2) + (maxSkew - 1);

/**
 * Scores 0 to 100 of the feasible nodes, in their order, for a pod whose like is found by `selector`; `all` are the cluster's nodes.
 * Without a selector (no controller) there is nothing to spread.
 */
export function spreadScores(feasible: NodeInfo[], all: NodeInfo[], selector: Labels | undefined): number[] {
  if (!selector) return feasible.map(() => 0);
  const zoneOf = ({ node }: NodeInfo) => node.metadata.labels[ZONE];
  const zones = new Map<string, number>();
  for (const zone of feasible.map(zoneOf)) if (zone !== undefined) zones.set(zone, 0);
  const counts = new Map<NodeInfo, number>();
  for (const info of all) {
    const count = countMatching(info, selector);
    counts.set(info, count);
    const zone = zoneOf(info) ?? "";
    if (zones.has(zone)) zones.set(zone, (zones.get(zone) ?? 0) + count);
  }
  const raw = feasible.map((info) => {
    const zone = zoneOf(info);
    let score = 0;
    if (info.node.metadata.labels[HOSTNAME] !== undefined)
      score += scoreForCount(counts.get(info) ?? 0, HOST_SKEW, feasible.length);
    if (zone !== undefined) score += scoreForCount(zones.get(zone) ?? 0, ZONE_SKEW, zones.size);
    return Math.round(score);
  });
  const least = Math.min(...raw);
  const most = Math.max(...raw);
  return raw.map((score) => (most === 0 ? 100 : Math.floor((100 * (most + least - score)) / most)));
}
