// Numbers in words, the same everywhere in the lab.

/** `1 pod`, `3 pods` */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

/** `97.5 %`, `1 %`; never 100 % when something is missing. */
export function percent(share: number): string {
  const tenths = share < 1 ? Math.min(999, Math.round(share * 1000)) : Math.round(share * 1000);
  return `${tenths / 10} %`;
}

/** `320 ms`, `2.3 s` */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}

/** `2.31` */
export function hours(podHours: number): string {
  return podHours.toFixed(2);
}

/** `5m`, `1m30s`, `1h` */
export function span(ms: number): string {
  const s = Math.round(ms / 1000);
  const parts = [
    [Math.floor(s / 3600), "h"],
    [Math.floor(s / 60) % 60, "m"],
    [s % 60, "s"],
  ] as const;
  return parts.flatMap(([n, unit]) => (n > 0 ? [`${n}${unit}`] : [])).join("") || "0s";
}

/** How long requests took; nothing can be said of it where none was answered, and a reading then has no time. */
export function latency({ p95, errorRate }: { p95: number; errorRate: number }): string {
  return errorRate < 1 && p95 > 0 ? milliseconds(p95) : "-";
}
