/** Waits out what passes by itself: a Slack that cannot be reached, has an error of its own, or asks to be called less often. */
import type { Log } from "../log.ts";

type Failure = { data?: { error?: string }; retryAfter?: number; message: string };

/** After these milliseconds it is tried again; then the failure stands. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];
/** A Retry-After beyond this is for whoever runs the bot to wait out. */
const LONGEST_WAIT_MS = 60_000;

/** Slack's words for failures that are not ours. */
const PASSING = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"]);

/** Whether the same call may succeed a little later. A token that is wrong stays wrong. */
export function isPassing({ data, retryAfter }: Failure): boolean {
  return retryAfter !== undefined || data?.error === undefined || PASSING.has(data.error);
}

/** Makes the call until it succeeds, with growing pauses, and says in the log what is waited for. Rejects with the last failure. */
export async function patiently<T>(call: () => Promise<T>, what: string, log: Log): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await call();
    } catch (caught) {
      const failure = caught as Failure;
      if (!isPassing(failure)) throw caught;
      const wait = Math.max(pause, (failure.retryAfter ?? 0) * 1000);
      if (wait > LONGEST_WAIT_MS) throw caught;
      log.warn({ problem: failure.data?.error ?? failure.message, againInMs: wait }, `waiting for Slack: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return call();
}
