/** Quantities: "500m", "1Gi", "2e3" and numbers, both ways. Kubernetes 1.36, apimachinery, pkg/api/resource/quantity.go. */

const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Larger ones are capped at the largest 64-bit integer (quantity.go, the comment on Quantity). */
const MOST = 2 ** 63;
const capped = (value: number) => Math.max(-MOST, Math.min(MOST, value));

const SHAPE = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** The largest number of distinct texts that are remembered: manifests repeat a handful. */
const REMEMBERED = 4_096;
const known = new Map<string, number>();

function parse(text: string): number | undefined {
  const [, digits, suffix = "", exponent] = SHAPE.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const scale = exponent === undefined ? SUFFIXES[suffix] : 10 ** Number(exponent);
  // Through thousandths of the small suffixes, so that 0.1 and 100m are the same number.
  if (scale === undefined) return undefined;
  return capped(scale < 1 ? Number(digits) / Math.round(1 / scale) : Number(digits) * scale);
}

/** The number that a quantity means, or nothing when it is none. */
export function readQuantity(text: string | number): number | undefined {
  if (typeof text === "number") return text;
  let value = known.get(text);
  if (value !== undefined) return value;
  value = parse(text);
  if (value !== undefined && known.size < REMEMBERED) known.set(text, value);
  return value;
}

/** The number that a quantity means; 0 for one that is absent. Throws for what is none: manifests are checked at the door. */
export function quantityOf(text: string | number | undefined): number {
  if (text === undefined) return 0;
  const value = readQuantity(text);
  if (value === undefined) throw new RangeError(`"${text}" is not a quantity such as 500m, 2 or 1Gi.`);
  return value;
}

const CEIL_ALLOWANCE = 1e-6;

/** In whole thousandths, rounded up as MilliValue() does. */
export const milliOf = (text: string | number | undefined) => Math.ceil(quantityOf(text) * 1_000 - CEIL_ALLOWANCE);

/** In whole units, rounded up as Value() does. */
export const unitsOf = (text: string | number | undefined) => Math.ceil(quantityOf(text) - CEIL_ALLOWANCE);

/** 1500 -> "1500m", 2000 -> "2": as NewMilliQuantity prints in decimal. */
export const milliQuantity = (milli: number) => (milli % 1_000 === 0 ? decimal(milli / 1_000) : `${milli}m`);

/** Whole units with the largest decimal suffix that leaves none over: 3000 -> "3k". */
function decimal(units: number): string {
  for (const suffix of ["E", "P", "T", "G", "M", "k"]) {
    const scale = SUFFIXES[suffix] as number;
    if (units !== 0 && units % scale === 0) return `${units / scale}${suffix}`;
  }
  return String(units);
}

/** Bytes with the largest binary suffix that leaves none over: 1073741824 -> "1Gi". */
export function binaryQuantity(bytes: number): string {
  for (const suffix of ["Ei", "Pi", "Ti", "Gi", "Mi", "Ki"]) {
    const scale = SUFFIXES[suffix] as number;
    if (bytes !== 0 && bytes % scale === 0) return `${bytes / scale}${suffix}`;
  }
  return String(bytes);
}
