/** What the hierarchical allocator knows (Mesos, src/master/allocator/mesos/hierarchical.hpp). Sorters are kept in step by ledger.ts. */
import type { Random } from "../../kernel/random.ts";
import type { Pool } from "../pool.ts";
import type { Quantities } from "../quantities.ts";
import { createSorter, type Sorter } from "../sorter/drf.ts";

export type AgentState = {
  id: string;
  total: Pool;
  available: Pool;
  /** Offered to or used by frameworks, by framework, then role. */
  held: Map<string, Map<string, Pool>>;
  /** Nothing is offered of an agent that is not. */
  activated: boolean;
};

/** Offers of this or less are not made again to the framework in this role before `until` (simulated ms). */
export type Filter = { refused: Pool; until: number };

export type FrameworkState = {
  id: string;
  roles: readonly string[];
  suppressed: Set<string>;
  /** By role, then agent. */
  filters: Map<string, Map<string, Filter[]>>;
};

/** Guarantees are laid aside for the role even if others must wait; limits are never passed. Only top-level roles have them. */
export type Quota = { guarantees: Quantities; limits: Quantities };

/** What a role holds itself, without the roles below it, split into unreserved and reserved resources. */
export type Holding = { unreserved: Quantities; reserved: Quantities };

export type AllocatorOptions = {
  random: Random;
  /** Resource names that do not count for fairness (--fair_sharing_excluded_resource_names). */
  excluded: readonly string[];
  /** An offer must contain one of these (--min_allocatable_resources). */
  minAllocatable: readonly Quantities[];
};

export type AllocatorState = AllocatorOptions & {
  agents: Map<string, AgentState>;
  frameworks: Map<string, FrameworkState>;
  /** Frameworks of each role that has any. */
  members: Map<string, Set<string>>;
  roleSorter: Sorter;
  frameworkSorters: Map<string, Sorter>;
  quotas: Map<string, Quota>;
  holdings: Map<string, Holding>;
  /** Reserved on agents, by role, whether used or not. */
  reservations: Map<string, Quantities>;
};

export const createState = (options: AllocatorOptions): AllocatorState => ({
  ...options,
  agents: new Map(),
  frameworks: new Map(),
  members: new Map(),
  roleSorter: createSorter(options.excluded),
  frameworkSorters: new Map(),
  quotas: new Map(),
  holdings: new Map(),
  reservations: new Map(),
});

export function find<T>(things: ReadonlyMap<string, T>, id: string): T {
  const thing = things.get(id);
  if (!thing) throw new RangeError(`The allocator does not know ${id}.`);
  return thing;
}

export const agentOf = (state: AllocatorState, id: string) => find(state.agents, id);
export const frameworkOf = (state: AllocatorState, id: string) => find(state.frameworks, id);
export const sorterOf = (state: AllocatorState, role: string) => find(state.frameworkSorters, role);
