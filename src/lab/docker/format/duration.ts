/** Spans of time as Go and docker write them. */

const UNITS: [string, number][] = [
  ["h", 3_600e9],
  ["m", 60e9],
  ["s", 1e9],
  ["ms", 1e6],
  ["us", 1e3],
  ["µs", 1e3],
  ["ns", 1],
];

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g;

/** Nanoseconds of a text such as `1m30s`, as Go's time.ParseDuration reads it; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const sign = text.startsWith("-") ? -1 : 1;
  const body = text.replace(/^[-+]/, "");
  const parts = [...body.matchAll(PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== body) return undefined;
  const sum = parts.reduce((total, [, digits, unit]) => {
    const size = UNITS.find(([name]) => name === unit)?.[1] ?? 0;
    return total + Number(digits) * size;
  }, 0);
  return sign * Math.round(sum);
}

/** As Go's Duration.String writes nanoseconds: `1m30s`, `5s`, `250ms`, `0s`. */
export function durationText(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 0) return `-${durationText(-nanoseconds)}`;
  if (nanoseconds < 1e9) {
    const [unit, size] = UNITS.find(([name, least]) => name !== "us" && nanoseconds >= least) ?? ["ns", 1];
    return `${nanoseconds / size}${unit}`;
  }
  const seconds = nanoseconds / 1e9;
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${Number((seconds % 60).toFixed(9))}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

const counted = (count: number, unit: string) => `${count} ${unit}`;

/** How long ago, as docker/go-units' HumanDuration says it. `ms` milliseconds. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1_000);
  if (seconds < 1) return "Less than a second";
  if (seconds === 1) return "1 second";
  if (seconds < 60) return counted(seconds, "seconds");
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return counted(minutes, "minutes");
  return humanHours(Math.trunc(seconds / 3_600 + 0.5));
}

/** `hours` to the nearest, as the units above an hour are counted. */
function humanHours(hours: number): string {
  const day = 24;
  if (hours === 1) return "About an hour";
  if (hours < day * 2) return counted(hours, "hours");
  if (hours < day * 7 * 2) return counted(Math.trunc(hours / day), "days");
  if (hours < day * 30 * 2) return counted(Math.trunc(hours / day / 7), "weeks");
  if (hours < day * 365 * 2) return counted(Math.trunc(hours / day / 30), "months");
  return counted(Math.trunc(hours / day / 365), "years");
}
