/**
 * What has been asked of the cloud and has not come yet, and what state the groups are in. Kubernetes autoscaler 1.36.1, clusterstate/clusterstate.go.
 */
import type { Node } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import { createBackoff } from "./backoff.ts";
import type { Cloud } from "./cloud.ts";
import {
  acceptableRange,
  isClusterHealthy,
  isGroupHealthy,
  readinessOf,
  upcomingNodes,
  type AcceptableRange,
  type Readiness,
} from "./readiness.ts";
import { SKIPPED } from "./scale-up.ts";
import type { AutoscalerSettings } from "./settings.ts";

type Request = { increase: number; since: Time; expectedAt: Time };
type State = { readiness: Readiness; range: AcceptableRange };

/** A scale-up that has not come within --max-node-provision-time; it is taken back. */
export type TimedOut = { group: string; waitedMs: number; notReverted: string | undefined };

export type ClusterState = {
  /** Looks at the nodes anew; answers what has timed out. */
  update(nodes: readonly Node[], now: Time): TimedOut[];
  registerScaleUp(group: string, increase: number, now: Time): void;
  isHealthy(): boolean;
  /** Why the group may not be scaled up now, if it may not. */
  unsafe(group: string, now: Time): string | undefined;
  /** How many nodes of a group are on their way, and which of them are nodes already. */
  upcoming(group: string, now: Time): { count: number; registered: string[] };
  /** Instances that have been no nodes for too long. */
  longUnregistered(group: string): string[];
};

export function createClusterState(cloud: Cloud, settings: AutoscalerSettings): ClusterState {
  const requests = new Map<string, Request>();
  const backoff = createBackoff(settings.backoff);
  let states = new Map<string, State>();
  let unready = 0;
  let total = 0;

  const unregistered = (group: string, late: boolean, now: Time) =>
    cloud
      .instances(group)
      .filter(({ registered, since }) => !registered && since + settings.maxNodeProvisionMs < now === late)
      .map(({ name }) => name);

  const stateOf = (group: string, nodes: readonly Node[], now: Time): State => {
    const own = nodes.filter((node) => cloud.groupOfNode(node) === group);
    const moment = { now, startupMs: settings.maxNodeStartupMs, deleted: new Set<string>() };
    const readiness: Readiness = {
      ...readinessOf(own, moment),
      longUnregistered: unregistered(group, true, now),
      unregistered: unregistered(group, false, now),
    };
    const increase = requests.get(group)?.increase ?? 0;
    return { readiness, range: acceptableRange(cloud.targetSize(group), readiness, { increase, decrease: 0 }) };
  };
  const refresh = (nodes: readonly Node[], now: Time) => {
    states = new Map(cloud.specs.map(({ name }) => [name, stateOf(name, nodes, now)]));
  };

  /** updateScaleRequests: what has come is done with, what is late is given up and held against the group. */
  const settle = (now: Time): TimedOut[] => {
    const late: TimedOut[] = [];
    for (const [group, { increase, since, expectedAt }] of requests) {
      const state = states.get(group);
      const waits = state !== undefined && upcomingNodes(state.readiness, state.range) > 0;
      if (waits && expectedAt >= now) continue;
      requests.delete(group);
      if (!waits) continue;
      backoff.register(group, now);
      late.push({ group, waitedMs: now - since, notReverted: cloud.decreaseTarget(group, increase) });
    }
    return late;
  };

  return {
    update(nodes, now) {
      const all = readinessOf(nodes, { now, startupMs: settings.maxNodeStartupMs, deleted: new Set() });
      unready = all.unready.length;
      total = nodes.length;
      backoff.forgetStale(now);
      refresh(nodes, now);
      const late = settle(now);
      refresh(nodes, now);
      return late;
    },
    registerScaleUp(group, increase, now) {
      const before = requests.get(group)?.increase ?? 0;
      const expectedAt = now + settings.maxNodeProvisionMs;
      requests.set(group, { increase: before + increase, since: now, expectedAt });
    },
    isHealthy: () => isClusterHealthy(unready, total, settings),
    unsafe(group, now) {
      const state = states.get(group);
      const healthy = state !== undefined && isGroupHealthy(state.readiness, state.range, settings);
      if (!healthy) return SKIPPED.notReady;
      return backoff.isBackedOff(group, now) ? SKIPPED.backoff : undefined;
    },
    upcoming(group, now) {
      const state = states.get(group);
      const counts = state && requests.has(group) && !backoff.isBackedOff(group, now);
      const count = counts ? Math.max(0, upcomingNodes(state.readiness, state.range)) : 0;
      return { count, registered: count > 0 && state ? state.readiness.notStarted : [] };
    },
    longUnregistered: (group) => states.get(group)?.readiness.longUnregistered ?? [],
  };
}
