/** Keeps the sorters, the roles and the agents in step (hierarchical.cpp: trackFrameworkUnderRole, trackAllocatedResources and their opposites). */
import { isEmpty, minusPool, plusPool, quantitiesOf, reservedOf, unreservedOf, EMPTY, type Pool } from "../pool.ts";
import { isNone, minus, NONE, plus } from "../quantities.ts";
import { createSorter } from "../sorter/drf.ts";
import { agentOf, frameworkOf, sorterOf, type AgentState, type AllocatorState, type Holding } from "./state.ts";

const NOTHING: Holding = { unreserved: NONE, reserved: NONE };

/** A framework competes in a role from now on, inactive at first. */
export function joinRole(state: AllocatorState, framework: string, role: string): void {
  const members = state.members.get(role);
  if (members) {
    members.add(framework);
  } else {
    state.members.set(role, new Set([framework]));
    state.roleSorter.add(role);
    state.roleSorter.activate(role);
    const sorter = createSorter(state.excluded);
    for (const { id, total } of state.agents.values()) sorter.addAgent(id, quantitiesOf(total));
    state.frameworkSorters.set(role, sorter);
  }
  sorterOf(state, role).add(framework);
}

/** Takes a framework that holds nothing any more out of a role; the role goes with its last framework. */
export function leaveRole(state: AllocatorState, framework: string, role: string): void {
  const sorter = sorterOf(state, role);
  if (!isNone(sorter.allocation(framework))) return;
  sorter.remove(framework);
  const members = state.members.get(role);
  members?.delete(framework);
  if (members && members.size > 0) return;
  state.members.delete(role);
  state.roleSorter.remove(role);
  state.frameworkSorters.delete(role);
}

function hold(state: AllocatorState, role: string, pool: Pool, by: typeof plus): void {
  const { unreserved, reserved } = state.holdings.get(role) ?? NOTHING;
  state.holdings.set(role, {
    unreserved: by(unreserved, unreservedOf(pool)),
    reserved: by(reserved, quantitiesOf(reservedOf(pool))),
  });
}

/** From now on the pool counts as the framework's, in this role. */
export function track(state: AllocatorState, agent: AgentState, framework: string, role: string, pool: Pool): void {
  if (!state.members.get(role)?.has(framework)) joinRole(state, framework, role);
  const roles = agent.held.get(framework) ?? new Map<string, Pool>();
  roles.set(role, plusPool(roles.get(role) ?? EMPTY, pool));
  agent.held.set(framework, roles);
  agent.available = minusPool(agent.available, pool);
  hold(state, role, pool, plus);
  const amount = quantitiesOf(pool);
  state.roleSorter.allocated(role, amount);
  sorterOf(state, role).allocated(framework, amount);
}

export function untrack(state: AllocatorState, agent: AgentState, framework: string, role: string, pool: Pool): void {
  const roles = agent.held.get(framework);
  const left = minusPool(roles?.get(role) ?? EMPTY, pool);
  if (isEmpty(left)) roles?.delete(role);
  else roles?.set(role, left);
  agent.available = plusPool(agent.available, pool);
  hold(state, role, pool, minus);
  const amount = quantitiesOf(pool);
  sorterOf(state, role).unallocated(framework, amount);
  state.roleSorter.unallocated(role, amount);
  if (!frameworkOf(state, framework).roles.includes(role)) leaveRole(state, framework, role);
}

/** All that a framework holds on an agent is free again. */
export function untrackAll(state: AllocatorState, agentId: string, framework: string): void {
  const agent = agentOf(state, agentId);
  for (const [role, pool] of agent.held.get(framework) ?? []) untrack(state, agent, framework, role, pool);
  agent.held.delete(framework);
}

/** Counts an agent's resources in every sorter, or no longer. */
export function countAgent(state: AllocatorState, agent: AgentState, isThere: boolean): void {
  const amount = quantitiesOf(agent.total);
  for (const sorter of [state.roleSorter, ...state.frameworkSorters.values()]) {
    if (isThere) sorter.addAgent(agent.id, amount);
    else sorter.removeAgent(agent.id);
  }
  for (const [role, reserved] of Object.entries(reservedOf(agent.total))) {
    state.reservations.set(role, (isThere ? plus : minus)(state.reservations.get(role) ?? NONE, reserved));
  }
}
