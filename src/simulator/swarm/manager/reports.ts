/** Agents' reports on their way to the leader; while there is none, each agent keeps the last word on each task (manager/dispatcher/dispatcher.go, processUpdates). */
import { isAfter, type TaskStatus } from "../objects.ts";
import type { Report } from "../agent/container.ts";
import type { World } from "../world.ts";

type Kept = Report & { at: number };

export type Reports = {
  add(taskId: string, report: Report): void;
  /** Whether a leader listens. What was kept is written down when one begins to. */
  listen(isListening: boolean): void;
};

function statusOf({ state, at, message, err, exitCode }: Kept, now: number): TaskStatus {
  return {
    state,
    at,
    appliedAt: now,
    message,
    ...(err === undefined ? {} : { err }),
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

export function createReports(world: World): Reports {
  const { loop, store, settings } = world;
  const kept = new Map<string, Kept>();
  let isListening = true;
  let isTimed = false;

  const write = () => {
    if (!isListening || kept.size === 0) return;
    const reports = [...kept];
    kept.clear();
    store.commit((change) => {
      for (const [id, report] of reports) {
        const task = store.task(id);
        if (!task || isAfter(task.status.state, report.state)) continue;
        change.put({ ...task, status: statusOf(report, loop.now()) });
      }
    });
  };

  const writeSoon = () => {
    if (settings.reportMs === 0) return write();
    if (isTimed) return;
    isTimed = true;
    loop.after(settings.reportMs, () => {
      isTimed = false;
      write();
    });
  };

  return {
    add(taskId, report) {
      kept.set(taskId, { ...report, at: loop.now() });
      writeSoon();
    },
    listen(now) {
      isListening = now;
      if (now) writeSoon();
    },
  };
}
