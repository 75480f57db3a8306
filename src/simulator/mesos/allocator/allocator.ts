/**
 * The hierarchical allocator (Mesos, src/master/allocator/mesos/hierarchical.cpp): whose turn it is to be offered what. It changes what it knows
 * at once; offers come out of `allocate`, which the master calls each allocation interval and after what makes a difference.
 */
import type { Pool } from "../pool.ts";
import { EMPTY } from "../pool.ts";
import { NONE, type Quantities } from "../quantities.ts";
import { addFilter } from "./filters.ts";
import { NO_QUOTA } from "./headroom.ts";
import { countAgent, joinRole, leaveRole, track, untrack, untrackAll } from "./ledger.ts";
import { offerRound, type Offering } from "./round.ts";
import {
  agentOf,
  createState,
  frameworkOf,
  sorterOf,
  type AllocatorOptions,
  type AllocatorState,
  type Quota,
} from "./state.ts";

/** MIN_CPUS and MIN_MEM (src/master/constants.hpp): an offer has a hundredth of a CPU or 32 MB of memory. */
export const MIN_ALLOCATABLE: readonly Quantities[] = [{ cpus: 0.01 }, { mem: 32 }];

/** Something that a framework uses on an agent that is added. */
export type Use = { framework: string; role: string; resources: Pool };

/** A refusal: how long (ms) it shall hold; none when resources come back for another reason. */
export type Refusal = { ms: number; now: number };

export type Allocator = {
  addAgent(id: string, total: Pool, used?: readonly Use[]): void;
  removeAgent(id: string): void;
  /** Counts something as used that was never offered. */
  use(agent: string, use: Use): void;
  /** Nothing is offered of an agent that is not activated. */
  setAgentActivated(id: string, activated: boolean): void;
  addFramework(id: string, roles: readonly string[]): void;
  removeFramework(id: string): void;
  suppress(framework: string, roles?: readonly string[]): void;
  /** Offers are wanted again, and what was refused before may be offered again. */
  revive(framework: string, roles?: readonly string[]): void;
  setWeight(role: string, weight: number): void;
  setQuota(role: string, quota: Quota | undefined): void;
  /** Resources that were offered or used are free again. */
  recover(held: Use & { agent: string }, refusal?: Refusal): void;
  /** Offers what is free on these agents, or on all. */
  allocate(now: number, agents?: readonly string[]): Offering[];
  /** Of each role with frameworks, its share as the sorter sees it; of each framework its share in its roles together. */
  shares(): { role: string; share: number; allocation: Quantities }[];
  /** The frameworks of a role and what each holds. */
  members(role: string): { framework: string; share: number; allocation: Quantities }[];
  availableOn(agent: string): Pool;
};

function setOffersWanted(
  state: AllocatorState,
  id: string,
  roles: readonly string[] | undefined,
  wanted: boolean,
): void {
  const framework = frameworkOf(state, id);
  for (const role of roles ?? framework.roles) {
    if (wanted) {
      framework.filters.delete(role);
      framework.suppressed.delete(role);
      sorterOf(state, role).activate(id);
    } else {
      framework.suppressed.add(role);
      sorterOf(state, role).deactivate(id);
    }
  }
}

function addAgent(state: AllocatorState, id: string, total: Pool, used: readonly Use[] = []): void {
  if (state.agents.has(id)) throw new RangeError(`The allocator has an agent ${id} already.`);
  const agent = { id, total, available: total, held: new Map<string, Map<string, Pool>>(), activated: true };
  state.agents.set(id, agent);
  countAgent(state, agent, true);
  for (const { framework, role, resources } of used) track(state, agent, framework, role, resources);
}

function removeAgent(state: AllocatorState, id: string): void {
  const agent = agentOf(state, id);
  for (const framework of agent.held.keys()) untrackAll(state, id, framework);
  countAgent(state, agent, false);
  state.agents.delete(id);
  for (const { filters } of state.frameworks.values()) {
    for (const agents of filters.values()) agents.delete(id);
  }
}

function addFramework(state: AllocatorState, id: string, roles: readonly string[]): void {
  state.frameworks.set(id, { id, roles, suppressed: new Set(), filters: new Map() });
  for (const role of roles) {
    joinRole(state, id, role);
    sorterOf(state, role).activate(id);
  }
}

function removeFramework(state: AllocatorState, id: string): void {
  const { roles } = frameworkOf(state, id);
  for (const agent of state.agents.keys()) untrackAll(state, agent, id);
  for (const role of roles) leaveRole(state, id, role);
  state.frameworks.delete(id);
}

function recover(
  state: AllocatorState,
  { framework, role, agent, resources }: Use & { agent: string },
  refusal?: Refusal,
): void {
  const there = state.agents.get(agent);
  const meant = state.frameworks.get(framework);
  if (!there || !meant) return;
  untrack(state, there, framework, role, resources);
  if (refusal) addFilter(meant, role, agent, { refused: resources, ...refusal });
}

export function createAllocator(options: Pick<AllocatorOptions, "random"> & Partial<AllocatorOptions>): Allocator {
  const state = createState({ excluded: [], minAllocatable: MIN_ALLOCATABLE, ...options });
  return {
    addAgent: (id, total, used) => addAgent(state, id, total, used),
    removeAgent: (id) => removeAgent(state, id),
    use: (agent, { framework, role, resources }) => track(state, agentOf(state, agent), framework, role, resources),
    setAgentActivated(id, activated) {
      agentOf(state, id).activated = activated;
    },
    addFramework: (id, roles) => addFramework(state, id, roles),
    removeFramework: (id) => removeFramework(state, id),
    suppress: (framework, roles) => setOffersWanted(state, framework, roles, false),
    revive: (framework, roles) => setOffersWanted(state, framework, roles, true),
    setWeight: (role, weight) => state.roleSorter.updateWeight(role, weight),
    setQuota: (role, quota) => void state.quotas.set(role, quota ?? NO_QUOTA),
    recover: (held, refusal) => recover(state, held, refusal),
    allocate: (now, agents) => offerRound(state, agents ?? [...state.agents.keys()], now),
    shares: () =>
      [...state.members.keys()].map((role) => ({
        role,
        share: state.roleSorter.share(role),
        allocation: state.roleSorter.contains(role) ? state.roleSorter.allocation(role) : NONE,
      })),
    members(role) {
      const sorter = state.frameworkSorters.get(role);
      return [...(state.members.get(role) ?? [])].map((framework) => ({
        framework,
        share: sorter?.share(framework) ?? 0,
        allocation: sorter?.allocation(framework) ?? NONE,
      }));
    },
    availableOn: (agent) => state.agents.get(agent)?.available ?? EMPTY,
  };
}
