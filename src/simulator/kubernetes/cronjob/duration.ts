/** Go's time.ParseDuration, for "@every 1h30m". */

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
const PART = /^(\d+\.?\d*|\.\d+)([^\d.]*)/;

/** Milliseconds, or what is wrong with the text. */
export function parseDuration(text: string): { milliseconds: number } | { error: string } {
  const invalid = { error: `time: invalid duration "${text}"` };
  const sign = text.startsWith("-") ? -1 : 1;
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return { milliseconds: 0 };
  if (rest === "") return invalid;
  let sum = 0;
  while (rest !== "") {
    const [whole, amount, unit = ""] = PART.exec(rest) ?? [];
    if (whole === undefined) return invalid;
    if (unit === "") return { error: `time: missing unit in duration "${text}"` };
    const scale = UNITS[unit];
    if (scale === undefined) return { error: `time: unknown unit "${unit}" in duration "${text}"` };
    sum += Number(amount) * scale;
    rest = rest.slice(whole.length);
  }
  return { milliseconds: sign * sum };
}
