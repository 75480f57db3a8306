/** Business time: the system's clock, or the control clock of a local Slack. Both tell the time in integer milliseconds since the epoch. */

export type Clock = {
  now(): number;
  /** Calls back whenever the clock was moved by hand; answers how to stop listening. The system clock never calls. */
  onMove(listener: () => void): () => void;
  close(): void;
};

/** The system's clock: nothing can move it, so it never calls back. */
export function systemClock(): Clock {
  return { now: () => Date.now(), onMove: () => () => {}, close: () => {} };
}

type Reading = { now_ms: number; offset_ms: number };

/**
 * Follows the control clock of a local Slack at `url` (`GET /control/clock` and its event stream).
 * It reads the offset before it resolves, so that nothing is ever dated by the wrong clock; a lost stream is taken up again every second.
 */
export async function followControlClock(url: string): Promise<Clock> {
  const listeners = new Set<() => void>();
  const aborter = new AbortController();
  const first = (await (await fetch(`${url}/control/clock`)).json()) as Reading;
  let offset = first.offset_ms;

  const take = (reading: Reading) => {
    if (reading.offset_ms === offset) return;
    offset = reading.offset_ms;
    for (const listener of listeners) listener();
  };

  void (async () => {
    while (!aborter.signal.aborted) {
      try {
        await readEvents(`${url}/control/clock/events`, aborter.signal, (data) => take(JSON.parse(data) as Reading));
      } catch {
        // The local Slack went away or is starting again: its clock is asked for anew below.
      }
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  })();

  return {
    now: () => Date.now() + offset,
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => aborter.abort(),
  };
}

/** Reads server-sent events until the stream ends; only `data:` lines matter here. */
async function readEvents(url: string, signal: AbortSignal, onData: (data: string) => void): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.body) return;
  let pending = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    pending += chunk;
    const lines = pending.split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data:")) onData(line.slice(5).trim());
  }
}
