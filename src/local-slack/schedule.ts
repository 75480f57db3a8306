// Posts scheduled messages when their time has come, by the control clock.
import type { Ground } from "./ground.ts";
import type { Scheduled } from "./records.ts";

const LONGEST_WAIT_MS = 60_000;

export type Schedule = {
  /** Looks at what is due and waits for the next; called when something was scheduled and when the clock was moved. */
  arm(): void;
  stop(): void;
};

/** Makes the timer. It lives by the recorded state, so what was scheduled before a restart is posted after it. */
export function createSchedule(ground: Ground, post: (due: Scheduled) => void): Schedule {
  let timer: NodeJS.Timeout | undefined;
  function arm(): void {
    clearTimeout(timer);
    const all = [...ground.workspace.scheduled.values()].toSorted((one, other) => one.post_at - other.post_at);
    for (const due of all.filter(({ post_at }) => post_at * 1000 <= ground.clock.nowMs())) {
      ground.save({ kind: "unscheduled", id: due.id });
      post(due);
    }
    const next = all.find(({ post_at }) => post_at * 1000 > ground.clock.nowMs());
    if (!next) return;
    timer = setTimeout(arm, Math.min(next.post_at * 1000 - ground.clock.nowMs() + 1, LONGEST_WAIT_MS)).unref();
  }
  return { arm, stop: () => clearTimeout(timer) };
}
