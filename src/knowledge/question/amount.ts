/**
 * A number with a unit as people type it ("1.5 cores", "1500m", "90 s") -> a number in the unit that a question asks for.
 * Suffixes of CPU and memory as in Kubernetes' resource.Quantity (apimachinery, pkg/api/resource/suffix.go).
 */

/** What is measured, the names of its units, and how many of the smallest each one is. */
const SCALES: Record<string, Record<string, number>> = {
  cpu: { m: 1, millicore: 1, millicores: 1, core: 1e3, cores: 1e3, cpu: 1e3, cpus: 1e3, vcpu: 1e3, vcpus: 1e3 },
  memory: { B: 1, byte: 1, bytes: 1, ...powers(1024, "i"), ...powers(1000, "") },
  time: {
    ms: 1,
    s: 1e3,
    sec: 1e3,
    second: 1e3,
    seconds: 1e3,
    m: 6e4,
    min: 6e4,
    minute: 6e4,
    minutes: 6e4,
    h: 36e5,
    hour: 36e5,
    hours: 36e5,
  },
  share: { "%": 1, percent: 1 },
};

/** Ki and KiB, or K, k and KB, up to tera. */
function powers(base: number, infix: string): Record<string, number> {
  const names = ["K", "M", "G", "T"].flatMap((letter, index) =>
    [`${letter}${infix}`, `${letter}${infix}B`].map((name): [string, number] => [name, base ** (index + 1)]),
  );
  return Object.fromEntries(names);
}

/** The scale that a unit belongs to. A unit of none is counted: pods, replicas, nodes. */
function scaleOf(unit: string): Record<string, number> | undefined {
  return Object.values(SCALES).find((scale) => unit in scale && !(scale === SCALES["time"] && unit === "m"));
}

/** Units are told apart by case (M and m) before case is forgiven. */
function unitIn(scale: Record<string, number>, typed: string): number | undefined {
  if (typed in scale) return scale[typed];
  const alike = Object.keys(scale).filter((name) => name.toLowerCase() === typed.toLowerCase());
  return alike.length > 0 ? scale[alike[0]!] : undefined;
}

export type ReadAmount = { value: number } | { problem: string };

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(.*)$/;

/** What somebody typed, in `unit`; without a unit it is taken to be in that one. The problem says what to type instead. */
export function readAmount(typed: string, unit: string): ReadAmount {
  const [, digits, suffix = ""] = NUMBER.exec(typed.trim()) ?? [];
  if (digits === undefined || suffix.startsWith(","))
    return { problem: `Type a number${example(unit)}, with a point before decimals.` };
  const value = Number(digits);
  const name = suffix.trim();
  if (!name) return { value };
  const scale = scaleOf(unit);
  if (!scale)
    return isNamed(name, unit)
      ? { value }
      : { problem: `This counts ${unit}: type the number alone, or with "${unit}".` };
  const [from, to] = [unitIn(scale, name), unitIn(scale, unit)];
  if (from === undefined || to === undefined)
    return { problem: `"${name}" is no unit that fits here: type a number${example(unit)}.` };
  return { value: (value * from) / to };
}

const EXAMPLES: Record<string, string> = {
  cores: ", in cores (1.5) or millicores (1500m)",
  m: ", in m (1500m) or cores (1.5)",
};

/** Names the unit and no number of it: one that is the answer would give it away. */
function example(unit: string): string {
  return EXAMPLES[unit] ?? (unit ? `, in digits, of ${unit}` : " in digits");
}

/** "1 pod" where pods are counted. */
function isNamed(typed: string, unit: string): boolean {
  const single = (word: string) => word.toLowerCase().replace(/s$/, "");
  return single(typed) === single(unit);
}

/** "3 pods", "1.5 cores", "500m": as it is written in an answer. At most three decimals. */
export function printAmount(value: number, unit: string): string {
  const number = String(Math.round(value * 1000) / 1000);
  if (!unit) return number;
  if (/^(m|%|[KMGT]i?)$/.test(unit)) return number + unit;
  return `${number} ${value === 1 && unit.length > 2 ? unit.replace(/s$/, "") : unit}`;
}

/** Far enough from the boundary that binary fractions do not decide. */
const ROUNDING = 1e-9;

export function isAbout(value: number, wanted: number, tolerance: number): boolean {
  return Math.abs(value - wanted) <= tolerance + ROUNDING * Math.max(1, Math.abs(wanted));
}
