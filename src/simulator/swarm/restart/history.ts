/** How often tasks were restarted, and whether one more restart is allowed (manager/orchestrator/restart/restart.go, shouldRestart, RecordRestartHistory). */
import { restartPolicyOf } from "../defaults.ts";
import type { RestartPolicy, Service, Task } from "../objects.ts";
import { isGlobal, isJob } from "../orchestrator/tasks.ts";

type Entry = { total: number; specVersion: number; restartedAt: number[] };

/** By service, then by slot or node. */
export type History = Map<string, Map<string, Entry>>;

const keyOf = (slot: number, nodeId: string | undefined) => `${slot} ${nodeId ?? ""}`;

/** When a manager learnt of the task's state; its clock is trusted before the agent's. */
export const learntAt = (task: Task) => task.status.appliedAt ?? task.status.at;

export function noteRestart(history: History, replacement: Task, now: number): void {
  const { serviceId, slot, nodeId, specVersion, spec } = replacement;
  if (!spec.restart?.maxAttempts) return;
  const entries = history.get(serviceId) ?? new Map<string, Entry>();
  history.set(serviceId, entries);
  const key = keyOf(slot, nodeId);
  const known = entries.get(key);
  // Failures of an older version do not count against a new one.
  const entry = known?.specVersion === specVersion ? known : { total: 0, specVersion, restartedAt: [] };
  entries.set(key, entry);
  entry.total++;
  if (spec.restart.windowMs) entry.restartedAt.push(now);
}

/** Restarts within the window before the task's end. Those before the window are forgotten for good. */
function restartsInWindow(entry: Entry, task: Task, windowMs: number): number {
  const end = learntAt(task);
  const firstKept = entry.restartedAt.findIndex((at) => at > end - windowMs);
  entry.restartedAt = firstKept === -1 ? [] : entry.restartedAt.slice(firstKept);
  return entry.restartedAt.filter((at) => at < end).length;
}

function isWithinAttempts(history: History, policy: RestartPolicy, task: Task, service: Service): boolean {
  const { maxAttempts = 0, windowMs = 0 } = policy;
  if (maxAttempts === 0) return true;
  const entry = history.get(task.serviceId)?.get(keyOf(task.slot, isGlobal(service) ? task.nodeId : undefined));
  if (!entry || entry.specVersion !== task.specVersion) return true;
  return (windowMs === 0 ? entry.total : restartsInWindow(entry, task, windowMs)) < maxAttempts;
}

/** Whether a task that ended (or would) is to be replaced. Jobs that completed are done, whatever their policy. */
export function shouldRestart(history: History, task: Task, service: Service): boolean {
  const policy = restartPolicyOf(task);
  const isDone = task.status.state === "complete";
  switch (policy.condition) {
    case "none":
      return false;
    case "on-failure":
      if (isDone) return false;
      break;
    case "any":
      if (isDone && isJob(service)) return false;
      break;
  }
  return isWithinAttempts(history, policy, task, service);
}
