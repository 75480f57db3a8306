/**
 * The event loop: simulated time in integer milliseconds, moved on only by taking the next event.
 * Events come in the order (time, priority, sequence), as in SimPy's core: the sequence number makes ties deterministic.
 */
import { createHeap } from "./heap.ts";

export type Loop = {
  now(): number;
  /** Calls `run` at an instant that is not past; never, when that lies beyond the span. A lower priority comes first among events of one instant. */
  at(time: number, run: () => void, priority?: number): void;
  after(delayMs: number, run: () => void, priority?: number): void;
  /** Takes every event up to and including `until`, then stands at `until`. Can be called again from there. */
  run(until: number): void;
  /** How many events have been taken so far. */
  events(): number;
};

export type LoopLimits = { events: number; spanMs: number };

type Entry = { time: number; priority: number; sequence: number; run: () => void };

function isBefore(a: Entry, b: Entry): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.priority !== b.priority) return a.priority < b.priority;
  return a.sequence < b.sequence;
}

/** A loop that begins at `start`, which may lie before 0. */
export function createLoop(limits: LoopLimits, start = 0): Loop {
  const heap = createHeap(isBefore);
  let now = start;
  let sequence = 0;
  let taken = 0;

  const at = (time: number, run: () => void, priority = 0) => {
    if (time > limits.spanMs) return;
    if (!Number.isSafeInteger(time)) throw new RangeError(`An event's time must be whole milliseconds, not ${time}.`);
    if (time < now) throw new RangeError(`An event cannot be set for ${time} ms: it is ${now} ms already.`);
    heap.push({ time, priority, sequence: sequence++, run });
  };

  const run = (until: number) => {
    if (!Number.isSafeInteger(until))
      throw new RangeError(`The instant to run to must be whole milliseconds, not ${until}.`);
    if (until < now) throw new RangeError(`Simulated time cannot run back to ${until} ms: it is ${now} ms already.`);
    if (until > limits.spanMs)
      throw new RangeError(`A simulation ends at ${limits.spanMs} ms; it was asked to run to ${until} ms.`);
    for (let entry = heap.peek(); entry && entry.time <= until; entry = heap.peek()) {
      if (taken >= limits.events)
        throw new RangeError(`The simulation took ${limits.events} events by ${now} ms, the most allowed.`);
      heap.pop();
      taken++;
      now = entry.time;
      entry.run();
    }
    now = until;
  };

  return {
    now: () => now,
    at,
    after: (delayMs, task, priority) => at(now + delayMs, task, priority),
    run,
    events: () => taken,
  };
}
