/** A duration as Go prints it: 5m0s, 1m20s, 842ms, 1.5s. Milliseconds in. */
export function goDuration(ms: number): string {
  if (ms === 0) return "0s";
  if (ms < 1_000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = `${(ms % 60_000) / 1_000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

const UNITS: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** "1m30s" in milliseconds, as Go reads it; nothing when it is no duration. */
export function readDuration(text: string): number | undefined {
  const [, sign, rest = ""] = /^([+-]?)(.*)$/.exec(text) ?? [];
  if (rest === "0") return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(rest)) return undefined;
  let ms = 0;
  for (const [, digits, unit = ""] of rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    ms += Number(digits) * (UNITS[unit] ?? 0);
  return sign === "-" ? -ms : ms;
}
