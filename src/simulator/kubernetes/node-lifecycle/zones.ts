/**
 * Zones, how many of their nodes are ready, and how fast nodes that are not may be tainted.
 * Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go (ComputeZoneState, handleDisruption) and
 * component-helpers, node/topology/helpers.go (GetZoneKey).
 */
import type { Node } from "../api/core.ts";

export type ZoneState = "Initial" | "Normal" | "FullDisruption" | "PartialDisruption";
export type ZoneCount = { ready: number; notReady: number };

/** --node-eviction-rate and --secondary-node-eviction-rate (nodes a second), --unhealthy-zone-threshold, --large-cluster-size-threshold. */
export const EVICTION_RATE = 0.1;
const SECONDARY_EVICTION_RATE = 0.01;
const UNHEALTHY_SHARE = Math.fround(0.55);
const LARGE_ZONE = 50;

/** Region and zone in one word; "" for a node of no zone. */
export function zoneOf({ metadata: { labels = {} } }: Node): string {
  const zone = labels["failure-domain.beta.kubernetes.io/zone"] ?? labels["topology.kubernetes.io/zone"] ?? "";
  const region = labels["failure-domain.beta.kubernetes.io/region"] ?? labels["topology.kubernetes.io/region"] ?? "";
  return region === "" && zone === "" ? "" : `${region}:\u0000:${zone}`;
}

/** Such nodes do not count in their zone. */
export const isExcluded = ({ metadata: { labels } }: Node) =>
  labels?.["node.kubernetes.io/exclude-disruption"] !== undefined;

export function zoneState({ ready, notReady }: ZoneCount): ZoneState {
  if (ready === 0 && notReady > 0) return "FullDisruption";
  const share = Math.fround(notReady / (notReady + ready));
  return notReady > 2 && share >= UNHEALTHY_SHARE ? "PartialDisruption" : "Normal";
}

/** Nodes a second that may be tainted; 0 stops it. */
function evictionRate(state: ZoneState, nodes: number): number {
  if (state === "PartialDisruption") return nodes > LARGE_ZONE ? SECONDARY_EVICTION_RATE : 0;
  return EVICTION_RATE;
}

export type Turn = {
  /**
   * "stop": every zone is down, which speaks against the network of the control plane and not against the nodes, so nothing is evicted.
   * "resume": some node is ready again, and all get a new grace period.
   */
  kind: "stop" | "resume" | "go-on";
  states: Map<string, ZoneState>;
  /** The zones whose rate is to be set, with it. */
  rates: Map<string, number>;
};

/** From the zones' states before a pass to those after it. */
export function turn(before: ReadonlyMap<string, ZoneState>, counts: ReadonlyMap<string, ZoneCount>): Turn {
  const states = new Map([...counts].map(([zone, count]) => [zone, zoneState(count)]));
  const were = [...before].filter(([zone]) => counts.has(zone)).map(([, state]) => state);
  const areAllDown = [...states.values()].every((state) => state === "FullDisruption");
  const wereAllDown = were.every((state) => state === "FullDisruption") && were.length === counts.size;
  if (areAllDown && wereAllDown) return { kind: "go-on", states, rates: new Map() };
  if (areAllDown) return { kind: "stop", states, rates: new Map([...states.keys()].map((zone) => [zone, 0])) };
  const rates = new Map<string, number>();
  for (const [zone, state] of states) {
    const { ready, notReady } = counts.get(zone) as ZoneCount;
    if (wereAllDown || before.get(zone) !== state) rates.set(zone, evictionRate(state, ready + notReady));
  }
  return { kind: wereAllDown ? "resume" : "go-on", states, rates };
}
