/** All that the leading manager does, from when it begins to lead until it stops (manager/manager.go, becomeLeader). */
import { startAllocator } from "../orchestrator/allocator.ts";
import { startConstraintEnforcer } from "../orchestrator/constraint-enforcer.ts";
import { startGlobal } from "../orchestrator/global.ts";
import { startJobs } from "../orchestrator/jobs.ts";
import { startReaper } from "../orchestrator/reaper.ts";
import { startReplicated } from "../orchestrator/replicated.ts";
import { takeOver } from "../orchestrator/take-over.ts";
import { createRestarts } from "../restart/supervisor.ts";
import { startScheduler } from "../scheduler/scheduler.ts";
import type { Agents } from "../agent/agents.ts";
import { createUpdates } from "../update/supervisor.ts";
import { createScope, type World } from "../world.ts";
import { startDispatcher, type Dispatcher } from "./dispatcher.ts";

export type Leader = Dispatcher & { stop(): void };

export function startLeader(world: World, agents: Agents, isNewLeader: boolean): Leader {
  const scope = createScope(world.loop, world.store);
  startAllocator(world, scope);
  const restarts = createRestarts(world, scope);
  const updates = createUpdates(world, scope, restarts);
  const parts = { world, scope, restarts, updates };
  takeOver(world, restarts);
  startReplicated(parts);
  startGlobal(parts);
  startJobs(parts);
  scope.watch({ change: updates.change });
  startConstraintEnforcer(world, scope);
  startReaper(world, scope);
  const dispatcher = startDispatcher({ world, scope, agents, isNewLeader });
  startScheduler(world, scope);
  return { ...dispatcher, stop: scope.end };
}
