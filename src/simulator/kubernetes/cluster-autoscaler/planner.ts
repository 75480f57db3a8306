/** Which nodes are not needed, scan after scan. Kubernetes autoscaler 1.36.1, core/scaledown/planner/planner.go. */
import type { Time } from "../api/meta.ts";
import type { DrainContext } from "./drainability.ts";
import { ineligibleReason } from "./eligibility.ts";
import { simulateRemoval, type Removable, type Unremovable } from "./removal.ts";
import type { AutoscalerSettings } from "./settings.ts";
import type { Simulation } from "./simulation.ts";
import { updateUnneeded, type UnneededNodes } from "./unneeded.ts";

/** What is remembered between scans. */
export type PlannerState = {
  unneeded: UnneededNodes;
  /** Nodes that could not go, and until when they are not asked again. */
  recheckAt: ReadonlyMap<string, Time>;
  latestUpdate: Time | undefined;
  /** The shortest time between two scans so far. */
  minIntervalMs: number | undefined;
};

export const NEW_PLANNER: PlannerState = {
  unneeded: new Map(),
  recheckAt: new Map(),
  latestUpdate: undefined,
  minIntervalMs: undefined,
};

export type PlannerInput = {
  now: Time;
  simulation: Simulation;
  /** The nodes that may go, in the order in which they are asked, and those that pods may move to. */
  candidates: readonly string[];
  destinations: readonly string[];
  /** Nodes that are being deleted: neither. */
  deleting: ReadonlySet<string>;
  isAutoscaled(node: string): boolean;
  drain: DrainContext;
  settings: AutoscalerSettings["scaleDown"];
};

export type Planned = { state: PlannerState; unremovable: Unremovable[] };

/**
 * unneededNodesLimit: to know of more would be of no use before they can be deleted. Twice the parallelism more than are known, and no more
 * than can go while one waits.
 */
function unneededLimit(
  known: number,
  intervalMs: number,
  { maxParallelism, unneededMs }: Pick<AutoscalerSettings["scaleDown"], "maxParallelism" | "unneededMs">,
): number {
  const limit = known + 2 * maxParallelism;
  const scans = intervalMs > 0 ? Math.trunc(Math.max(unneededMs, intervalMs) / intervalMs) : 1;
  return Math.min(limit, maxParallelism * scans + maxParallelism);
}

function intervalOf({ latestUpdate, minIntervalMs }: PlannerState, now: Time, unneededMs: number): number {
  const sinceLast = latestUpdate === undefined ? Number.POSITIVE_INFINITY : now - latestUpdate;
  return Math.min(minIntervalMs ?? unneededMs, sinceLast);
}

/** Those that are not even asked whether their pods could move. */
function sift(input: PlannerInput, recheckAt: ReadonlyMap<string, Time>, unremovable: Unremovable[]): string[] {
  const { simulation, settings, now, deleting, isAutoscaled } = input;
  return input.candidates.filter((name) => {
    if (deleting.has(name)) return false;
    const info = simulation.node(name);
    const autoscaled = isAutoscaled(name);
    const recent = recheckAt.has(name) ? ("RecentlyUnremovable" as const) : undefined;
    const reason = info
      ? (recent ?? ineligibleReason(info, { settings, now, deleting: false, autoscaled }))
      : "NoNodeInfo";
    if (reason) unremovable.push({ name, reason });
    return reason === undefined;
  });
}

/** UpdateClusterState: each node that can go is taken out before the next is asked, so that all of them can go together. */
export function updatePlanner(before: PlannerState, input: PlannerInput): Planned {
  const { now, settings, drain } = input;
  const minIntervalMs = intervalOf(before, now, settings.unneededMs);
  const unremovable: Unremovable[] = [];
  const recheckAt = new Map(
    [...before.recheckAt].filter(([name, until]) => until > now && input.simulation.node(name)),
  );
  const eligible = sift(input, recheckAt, unremovable);
  const limit = unneededLimit(before.unneeded.size, minIntervalMs, settings);
  const destinations = new Set(input.destinations.filter((name) => !input.deleting.has(name)));
  const found: Removable[] = [];
  let simulation = input.simulation;
  for (const name of eligible) {
    if (found.length >= limit) break;
    const removal = simulateRemoval(simulation, name, destinations, drain);
    if (removal.kind === "unremovable") {
      unremovable.push(removal.unremovable);
      recheckAt.set(name, now + settings.unremovableRecheckMs);
      continue;
    }
    simulation = removal.simulation;
    destinations.delete(name);
    drain.disruptions.remove(removal.removable.pods);
    found.push(removal.removable);
  }
  const unneeded = updateUnneeded(before.unneeded, found, now);
  return { state: { unneeded, recheckAt, latestUpdate: now, minIntervalMs }, unremovable };
}
