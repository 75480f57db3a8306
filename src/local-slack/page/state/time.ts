/** The control clock as the page follows it: between two reports it runs on by the browser's own monotonic clock. */
import { useEffect, useState } from "preact/hooks";

let reportedMs = Date.now();
let reportedAt = performance.now();
const watchers = new Set<() => void>();

export function setNow(ms: number): void {
  reportedMs = ms;
  reportedAt = performance.now();
  for (const show of watchers) show();
}

export function nowMs(): number {
  return reportedMs + performance.now() - reportedAt;
}

/** The time, drawn again so often and whenever the clock is moved; only for small components. */
export function useNow(everyMs = 1000): number {
  const [now, setShown] = useState(nowMs);
  useEffect(() => {
    const show = (): void => setShown(nowMs());
    const timer = setInterval(show, everyMs);
    watchers.add(show);
    return () => {
      clearInterval(timer);
      watchers.delete(show);
    };
  }, [everyMs]);
  return now;
}
