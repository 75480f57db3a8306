/** The control clock as the page follows it: between two reports it runs on by the browser's own monotonic clock. */
import { useEffect, useState } from "preact/hooks";

let reportedMs = Date.now();
let reportedAt = performance.now();

export function setNow(ms: number): void {
  reportedMs = ms;
  reportedAt = performance.now();
}

export function nowMs(): number {
  return reportedMs + performance.now() - reportedAt;
}

/** The time, drawn again each second; only for small components. */
export function useNow(everyMs = 1000): number {
  const [now, setShown] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setShown(nowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return Math.max(now, 0);
}
