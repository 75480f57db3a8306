/** Sizes in bytes as docker/go-units reads and writes them. */

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

/** Four significant digits, as Go's %.4g writes them. */
function fourDigits(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** `7.788GiB`. */
export function bytesSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1_024 && unit < UNITS.length - 1) {
    size /= 1_024;
    unit++;
  }
  return `${fourDigits(size)}${UNITS[unit]}`;
}

const POWERS: Record<string, number> = { "": 0, k: 1, m: 2, g: 3, t: 4, p: 5 };
const SIZE = /^(\d+(?:\.\d+)?) ?([kKmMgGtTpP])?[iI]?[bB]?$/;

/** Bytes of `64M`, `1.5GiB`, `4096`; undefined for any other text (units.RAMInBytes). */
export function parseBytes(text: string): number | undefined {
  const [, digits, unit = ""] = SIZE.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return Math.trunc(Number(digits) * 1_024 ** (POWERS[unit.toLowerCase()] ?? 0));
}

/** Billionths of a CPU of `0.5` or `1/4` (opts.ParseCPUs), or the complaint. */
export function parseCpus(text: string): { nanoCpus: number } | { error: string } {
  const [, top, bottom = "1"] = /^(-?\d*\.?\d+(?:e-?\d+)?)(?:\/(\d+))?$/i.exec(text) ?? [];
  if (top === undefined || Number(bottom) === 0) return { error: `failed to parse ${text} as a rational number` };
  const nanoCpus = (Number(top) / Number(bottom)) * 1e9;
  const isWhole = Math.abs(nanoCpus - Math.round(nanoCpus)) < 1e-3;
  return isWhole ? { nanoCpus: Math.round(nanoCpus) } : { error: "value is too precise" };
}
