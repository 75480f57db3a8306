/** Refused offers (hierarchical.cpp: recoverResources, RefusedOfferFilter, allocatable). Times in simulated milliseconds. */
import { containsPool, isEmpty, quantitiesOf, type Pool } from "../pool.ts";
import { contains } from "../quantities.ts";
import type { AllocatorState, Filter, FrameworkState } from "./state.ts";

/** --allocation_interval. A filter never ends before the allocation that follows it, so it lasts at least this long (MESOS-4302). */
export const ALLOCATION_INTERVAL_MS = 1_000;

/** Filters.refuse_seconds when a framework does not say (include/mesos/mesos.proto). */
export const DEFAULT_REFUSE_MS = 5_000;

const LONGEST_MS = 365 * 24 * 3_600_000;

/** How long a refusal of so many milliseconds holds: 0 sets no filter, less than 0 means the default. */
function effectiveMs(refuseMs: number): number {
  if (refuseMs === 0) return 0;
  const wanted = refuseMs < 0 ? DEFAULT_REFUSE_MS : Math.min(refuseMs, LONGEST_MS);
  return Math.max(ALLOCATION_INTERVAL_MS, wanted);
}

export function addFilter(
  framework: FrameworkState,
  role: string,
  agent: string,
  filter: { refused: Pool; ms: number; now: number },
): void {
  const ms = effectiveMs(filter.ms);
  if (ms === 0) return;
  const agents = framework.filters.get(role) ?? new Map<string, Filter[]>();
  const standing = (agents.get(agent) ?? []).filter(({ until }) => until > filter.now);
  agents.set(agent, [...standing, { refused: filter.refused, until: filter.now + ms }]);
  framework.filters.set(role, agents);
}

/** Whether the framework refused as much or more of this agent, and the refusal holds. */
export function isFiltered(
  framework: FrameworkState,
  role: string,
  agent: string,
  offered: Pool,
  now: number,
): boolean {
  const filters = framework.filters.get(role)?.get(agent) ?? [];
  return filters.some(({ refused, until }) => now < until && containsPool(refused, offered));
}

/** Whether it is worth an offer. */
export function isAllocatable({ minAllocatable }: AllocatorState, pool: Pool): boolean {
  if (isEmpty(pool)) return false;
  if (minAllocatable.length === 0) return true;
  const held = quantitiesOf(pool);
  return minAllocatable.some((least) => contains(held, least));
}
