/** What one service may cost the lab, and all of them: more than the nodes of any lab could run is refused. */
import type { ApiMode } from "./objects.ts";

const MOST_TASKS = 500;
const MOST_TASKS_OF_ALL = 2_000;

const daemon = (why: string) => `Error response from daemon: ${why}`;

/** What is wrong with how many tasks a service asks for. */
export function tooManyTasks({ Replicated, ReplicatedJob }: ApiMode): string | undefined {
  const { TotalCompletions = 0, MaxConcurrent = 0 } = ReplicatedJob ?? {};
  const wanted = Math.max(Replicated?.Replicas ?? 0, TotalCompletions, MaxConcurrent);
  if (wanted <= MOST_TASKS) return undefined;
  return daemon(`the lab runs at most ${MOST_TASKS} tasks of a service; ${wanted} are too many`);
}

/** Why a swarm with so many tasks takes no further service. */
export function noRoom(tasks: number): string | undefined {
  if (tasks < MOST_TASKS_OF_ALL) return undefined;
  return daemon(`the lab's swarm holds ${tasks} tasks, the most it may; remove a service first`);
}
