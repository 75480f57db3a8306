// "Shipmate is thinking ...": one a thread, gone with the app's next message there or after two minutes.
import type { ControlClock } from "./clock.ts";
import type { Pages } from "./pages.ts";
import type { Status } from "./protocol.ts";
import { sessionKey } from "./workspace.ts";

const LIFE_MS = 120_000;

export type Statuses = {
  set(status: Status): void;
  clear(channel: string, threadTs: string): void;
  /** Takes away what has become too old; called when the clock was moved. */
  sweep(): void;
  /** Takes all away. */
  forget(): void;
  all(): Status[];
};

/** Makes the list. Statuses are not recorded: after a restart nobody is thinking. */
export function createStatuses(clock: ControlClock, pages: Pages): Statuses {
  const kept = new Map<string, Status & { set_ms: number }>();

  function clear(channel: string, thread_ts: string): void {
    if (!kept.delete(sessionKey(channel, thread_ts))) return;
    pages.tell({ kind: "status", status: { channel, thread_ts, text: "" } });
  }

  function sweep(): void {
    for (const status of kept.values()) {
      if (clock.nowMs() - status.set_ms >= LIFE_MS) clear(status.channel, status.thread_ts);
    }
  }

  return {
    set(status) {
      if (status.text === "") return clear(status.channel, status.thread_ts);
      kept.set(sessionKey(status.channel, status.thread_ts), { ...status, set_ms: clock.nowMs() });
      pages.tell({ kind: "status", status });
      setTimeout(sweep, LIFE_MS + 10).unref();
    },
    clear,
    sweep,
    forget: () => kept.clear(),
    all: () => [...kept.values()].map(({ channel, thread_ts, text }) => ({ channel, thread_ts, text })),
  };
}
