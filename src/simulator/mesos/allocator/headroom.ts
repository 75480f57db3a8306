/** What must be left free so that quota guarantees can be met later (hierarchical.cpp, __generateOffers). */
import { quantitiesOf } from "../pool.ts";
import { isNone, minus, NONE, plus, sum, type Quantities } from "../quantities.ts";
import type { AllocatorState, Quota } from "./state.ts";

export const NO_QUOTA: Quota = { guarantees: NONE, limits: {} };

export const quotaOf = (state: AllocatorState, role: string) => state.quotas.get(role) ?? NO_QUOTA;

export const hasQuota = ({ guarantees, limits }: Quota) => !isNone(guarantees) || !isNone(limits);

const isWithin = (role: string, top: string) => role === top || role.startsWith(`${top}/`);

/** What counts against a top-level role's quota: all that is reserved to it or below it, and the unreserved resources it holds there. */
function consumedBy(state: AllocatorState, top: string): Quantities {
  const reserved = [...state.reservations].filter(([role]) => isWithin(role, top)).map(([, amount]) => amount);
  const held = [...state.holdings].filter(([role]) => isWithin(role, top)).map(([, { unreserved }]) => unreserved);
  return plus(sum(reserved), sum(held));
}

/** By top-level role with a quota. */
export function consumedQuota(state: AllocatorState): Map<string, Quantities> {
  const meant = [...state.quotas].filter(([, quota]) => hasQuota(quota));
  return new Map(meant.map(([role]) => [role, consumedBy(state, role)]));
}

export const requiredHeadroom = (state: AllocatorState, consumed: ReadonlyMap<string, Quantities>) =>
  sum([...state.quotas].map(([role, { guarantees }]) => minus(guarantees, consumed.get(role) ?? NONE)));

/** Neither allocated nor reserved. */
export function availableHeadroom(state: AllocatorState): Quantities {
  const total = sum([...state.agents.values()].map((agent) => quantitiesOf(agent.total)));
  const reserved = sum(state.reservations.values());
  const reservedInUse = sum([...state.holdings.values()].map((holding) => holding.reserved));
  return minus(minus(total, state.roleSorter.totalAllocation()), minus(reserved, reservedInUse));
}
