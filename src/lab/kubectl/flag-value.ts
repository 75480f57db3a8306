/** The values of flags, as Go reads them: what is wrong with a text, and what it means. */
import type { FlagsRead, FlagType } from "./flag.ts";

const TRUE = ["1", "t", "T", "TRUE", "true", "True"];
const FALSE = ["0", "f", "F", "FALSE", "false", "False"];
const BITS: Partial<Record<FlagType, number>> = { int: 64, int32: 32, int64: 64 };
const INTEGER = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9]\d*)$/;

/** What is wrong with a text; nothing when it is of the type. */
export function valueProblem(type: FlagType, text: string): string | undefined {
  if (type === "bool")
    return [...TRUE, ...FALSE].includes(text)
      ? undefined
      : `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`;
  const bits = BITS[type];
  if (bits !== undefined) return integerProblem(text, bits);
  if (type !== "duration" || readDuration(text) !== undefined) return undefined;
  return durationProblem(text);
}

function integerProblem(text: string, bits: number): string | undefined {
  const parsing = `strconv.ParseInt: parsing ${JSON.stringify(text)}`;
  if (!INTEGER.test(text)) return `${parsing}: invalid syntax`;
  const value = readInteger(text);
  const limit = 1n << BigInt(bits - 1);
  return value < -limit || value >= limit ? `${parsing}: value out of range` : undefined;
}

function readInteger(text: string): bigint {
  const digits = text.replace(/^[+-]/, "");
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return text.startsWith("-") ? -value : value;
}

const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00B5s": 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
const PART = /(\d+\.?\d*|\.\d+)([a-z\u00B5]+)/g;

/** `1h30m`, `500ms`, `0` in milliseconds (time.ParseDuration); nothing when it is no duration. */
export function readDuration(text: string): number | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const bare = text.replace(/^[+-]/, "");
  if (bare === "0") return 0;
  const parts = [...bare.matchAll(PART)];
  if (parts.length === 0 || bare.replace(PART, "") !== "") return undefined;
  if (parts.some(([, , unit = ""]) => !Object.hasOwn(UNIT_MS, unit))) return undefined;
  return sign * parts.reduce((sum, [, n, unit = ""]) => sum + Number(n) * (UNIT_MS[unit] ?? 0), 0);
}

function durationProblem(text: string): string {
  const bare = text.replace(/^[+-]/, "");
  const shown = JSON.stringify(text);
  if (/^\d+\.?\d*$/.test(bare)) return `time: missing unit in duration ${shown}`;
  const unit = [...bare.matchAll(PART)].map(([, , name = ""]) => name).find((name) => !Object.hasOwn(UNIT_MS, name));
  const isWhole = bare.replace(PART, "") === "";
  return unit !== undefined && isWhole
    ? `time: unknown unit ${JSON.stringify(unit)} in duration ${shown}`
    : `time: invalid duration ${shown}`;
}

const last = ({ values, flags }: FlagsRead, name: string) => values.get(name)?.at(-1) ?? flags[name]?.value;

/** Whether a flag was given. */
export const isGiven = ({ values }: FlagsRead, name: string) => values.has(name);

/** A text, "" when the flag is not given. */
export const textOf = (read: FlagsRead, name: string) => last(read, name) ?? "";

/** Whether a bool is set. */
export const isOn = (read: FlagsRead, name: string) => TRUE.includes(last(read, name) ?? "");

/** A whole number; nothing when the flag is not given and has no value of its own. */
export function numberOf(read: FlagsRead, name: string): number | undefined {
  const text = last(read, name);
  return text === undefined ? undefined : Number(readInteger(text));
}

/** A duration in milliseconds; nothing when the flag is not given and has no value of its own. */
export function durationOf(read: FlagsRead, name: string): number | undefined {
  const text = last(read, name);
  return text === undefined ? undefined : readDuration(text);
}

/** Everything that a repeatable flag was given. */
export function listOf(read: FlagsRead, name: string): string[] {
  const given = read.values.get(name) ?? [];
  return read.flags[name]?.type === "strings" ? given.flatMap((text) => text.split(",")) : [...given];
}
