/** Ends what was started, last first, within ten seconds whatever hangs. */
import type { Log } from "../log.ts";

export type Stopping = {
  /** True once a signal has come: what is still starting should not go on. */
  begun(): boolean;
  /** Adds something to end; it is ended before all that was added earlier. */
  add(end: () => Promise<void>): void;
  now(code: number): Promise<void>;
};

const DEADLINE_MS = 9_500;

export function stopOnSignal(log: Log): Stopping {
  const ends: (() => Promise<void>)[] = [];
  let begun = false;
  const now = async (code: number) => {
    if (begun) return;
    begun = true;
    setTimeout(() => process.exit(code || 1), DEADLINE_MS).unref();
    for (const end of ends.splice(0))
      await end().catch((error: unknown) => log.error({ err: error }, "while stopping"));
    process.exit(code);
  };
  // Slack's socket client rejects where nobody can catch: when it is stopped in the middle of a reconnect, or its token is revoked.
  process.on("unhandledRejection", (error) => {
    if (begun) return;
    log.error({ err: error }, "something failed that nobody was waiting for: stopping");
    console.error(error instanceof Error ? error.message : String(error));
    void now(1);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void now(0));
  return { begun: () => begun, add: (end) => void ends.unshift(end), now };
}
