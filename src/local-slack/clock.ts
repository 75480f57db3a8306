// The control clock: the system's time plus an offset that tests and the page move. All times that are seen come from it.
export type ControlClock = {
  nowMs(): number;
  /** How far it is ahead of the system's. */
  offsetMs(): number;
  /** A new message timestamp: unique in the workspace, and later than every one before. */
  nextTs(): string;
  lastMicros(): number;
  /** Timestamps go on from here, if they are not beyond it. */
  passMicros(micros: number): void;
};

/** Makes the clock. The offset is read each time, because it is part of the recorded state. */
export function createClock(offsetMs: () => number, startMicros: number): ControlClock {
  let last = startMicros;
  const nowMs = () => Date.now() + offsetMs();
  return {
    nowMs,
    offsetMs,
    nextTs() {
      last = Math.max(nowMs() * 1000, last + 1);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
    },
    lastMicros: () => last,
    passMicros: (micros) => void (last = Math.max(last, micros)),
  };
}
