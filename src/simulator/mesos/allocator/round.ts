/**
 * One round of offers (hierarchical.cpp, __generateOffers): first to roles whose quota guarantees are not met, then to all by fair share.
 * Agents come in a random order; for each, roles are asked in the role sorter's order, and in a role its frameworks in theirs. Who comes first
 * and has not refused gets all that is left of the agent, as far as limits and the headroom for guarantees allow.
 */
import { allocatableTo, isEmpty, plusPool, reservedOf, unreserved, unreservedOf, EMPTY, type Pool } from "../pool.ts";
import { capTo, isNone, leftOfLimits, minus, NONE, plus, shrinkTo, type Quantities } from "../quantities.ts";
import { isAllocatable, isFiltered } from "./filters.ts";
import { availableHeadroom, consumedQuota, hasQuota, quotaOf, requiredHeadroom } from "./headroom.ts";
import { track } from "./ledger.ts";
import { shuffled } from "./shuffled.ts";
import { agentOf, frameworkOf, sorterOf, type AgentState, type AllocatorState } from "./state.ts";

export type Offering = { framework: string; role: string; agent: string; resources: Pool };

type Round = {
  state: AllocatorState;
  now: number;
  consumed: Map<string, Quantities>;
  required: Quantities;
  headroom: Quantities;
  offerings: Map<string, Offering>;
};

/** A framework that is asked in a role, and what of the agent the role may have. */
type Turn = { agent: AgentState; role: string; framework: string; available: Pool };

const consumedIn = (round: Round, role: string) => round.consumed.get(role) ?? NONE;

/** Cuts what is beyond the guarantees down to the role's limits (less what it consumes besides) and to what no guarantee will need. */
function allowed(round: Round, role: string, wanted: Quantities, besides: Quantities): Quantities {
  const { limits } = quotaOf(round.state, role);
  const within = isNone(limits) ? wanted : capTo(wanted, leftOfLimits(limits, plus(consumedIn(round, role), besides)));
  return isNone(round.required) ? within : shrinkTo(within, minus(round.headroom, round.required));
}

const isWanted = ({ state, now }: Round, { agent, role, framework }: Turn, offered: Pool) =>
  isAllocatable(state, offered) && !isFiltered(frameworkOf(state, framework), role, agent.id, offered, now);

function offer(round: Round, { agent, role, framework }: Turn, resources: Pool): void {
  const key = `${framework} ${role} ${agent.id}`;
  const before = round.offerings.get(key)?.resources ?? EMPTY;
  round.offerings.set(key, { framework, role, agent: agent.id, resources: plusPool(before, resources) });
  track(round.state, agent, framework, role, resources);
}

/** Counts unreserved resources against the quota of the role and of the roles above it. */
function consume(round: Round, role: string, amount: Quantities): void {
  const names = role.split("/");
  for (let depth = names.length; depth > 0; depth--) {
    const path = names.slice(0, depth).join("/");
    round.consumed.set(path, plus(consumedIn(round, path), amount));
  }
}

/** Asks the frameworks of a role in turn, as long as there is something for it. */
function askRole(round: Round, agent: AgentState, role: string, ask: (turn: Turn) => void): void {
  for (const framework of sorterOf(round.state, role).sorted()) {
    const available = allocatableTo(agent.available, role);
    if (isEmpty(available)) return;
    if (isAllocatable(round.state, available)) ask({ agent, role, framework, available });
  }
}

function askForGuarantee(round: Round, turn: Turn): void {
  const { role, available } = turn;
  const unsatisfied = minus(quotaOf(round.state, role).guarantees, consumedIn(round, role));
  const unreservedPart = unreservedOf(available);
  const guaranteed = shrinkTo(unreservedPart, unsatisfied);
  // Nothing here brings the role nearer to its guarantee.
  if (isNone(guaranteed)) return;
  const beyond = allowed(round, role, minus(unreservedPart, guaranteed), guaranteed);
  const gained = plus(guaranteed, beyond);
  const own: Pool = role in available && role !== "*" ? { [role]: available[role] ?? NONE } : EMPTY;
  const resources = plusPool(own, unreserved(gained));
  if (!isWanted(round, turn, resources)) return;
  offer(round, turn, resources);
  consume(round, role, gained);
  round.required = minus(round.required, guaranteed);
  round.headroom = minus(round.headroom, gained);
}

function askForShare(round: Round, turn: Turn): void {
  const { role, available } = turn;
  const gained = allowed(round, role, unreservedOf(available), NONE);
  const resources = plusPool(reservedOf(available), unreserved(gained));
  if (!isWanted(round, turn, resources)) return;
  offer(round, turn, resources);
  if (hasQuota(quotaOf(round.state, role))) consume(round, role, gained);
  round.headroom = minus(round.headroom, gained);
}

function askAll(
  round: Round,
  agents: readonly string[],
  isMeant: (role: string) => boolean,
  ask: (round: Round, turn: Turn) => void,
): void {
  for (const id of shuffled(agents, round.state.random)) {
    const agent = agentOf(round.state, id);
    for (const role of round.state.roleSorter.sorted()) {
      if (isEmpty(agent.available)) break;
      if (isMeant(role)) askRole(round, agent, role, (turn) => ask(round, turn));
    }
  }
}

/** Offers what is free on these agents; what is offered counts as held from then on. */
export function offerRound(state: AllocatorState, candidates: readonly string[], now: number): Offering[] {
  const isAsking = [...state.frameworkSorters.values()].some((sorter) => sorter.sorted().length > 0);
  if (!isAsking) return [];
  const agents = candidates.filter((id) => state.agents.get(id)?.activated);
  const consumed = consumedQuota(state);
  const required = requiredHeadroom(state, consumed);
  const round: Round = { state, now, consumed, required, headroom: availableHeadroom(state), offerings: new Map() };
  const isBelowGuarantee = (role: string) => !isNone(minus(quotaOf(state, role).guarantees, consumedIn(round, role)));
  askAll(round, agents, isBelowGuarantee, askForGuarantee);
  askAll(round, agents, () => true, askForShare);
  return [...round.offerings.values()];
}
