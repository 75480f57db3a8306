// Spans of time as kubectl shortens them, and instants of the simulation as dates.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** `119s`, `2m`, `9m59s`, `10m`, `179m`, `3h1m`, `47h`, `2d1h`, `8d`, `2y33d`. */
export function printAge(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 2 * MINUTE) return `${s}s`;
  if (s < 10 * MINUTE) return pair(s, MINUTE, "m", 1, "s");
  if (s < 3 * HOUR) return `${Math.floor(s / MINUTE)}m`;
  if (s < 8 * HOUR) return pair(s, HOUR, "h", MINUTE, "m");
  if (s < 2 * DAY) return `${Math.floor(s / HOUR)}h`;
  if (s < 8 * DAY) return pair(s, DAY, "d", HOUR, "h");
  if (s < 2 * YEAR) return `${Math.floor(s / DAY)}d`;
  return s < 8 * YEAR ? pair(s, YEAR, "y", DAY, "d") : `${Math.floor(s / YEAR)}y`;
}

function pair(s: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((s % big) / small);
  return `${Math.floor(s / big)}${bigName}${rest > 0 ? `${rest}${smallName}` : ""}`;
}

/** A clock that starts with the scenario: `05:10`, or `1:05:10` past an hour. */
export function printClock(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = `${two(Math.floor(s / MINUTE) % 60)}:${two(s % MINUTE)}`;
  return s < HOUR ? minutes : `${Math.floor(s / HOUR)}:${minutes}`;
}
