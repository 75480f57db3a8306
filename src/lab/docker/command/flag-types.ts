/** What values the flags of docker take (spf13/pflag's Value types, and docker/cli's opts), and the complaints about others. */
import { parseDuration } from "../format/duration.ts";
import { parseBytes, parseCpus } from "../format/sizes.ts";
import { networkError, placementError, portError } from "./flag-syntax.ts";

export type FlagType =
  | "bool"
  | "string"
  | "list"
  | "uint"
  | "uint64"
  | "uint32"
  | "int"
  | "int64"
  | "float"
  | "duration"
  | "decimal"
  | "bytes"
  | "command"
  | "port"
  | "pref"
  | "label"
  | "env"
  | "network"
  | "filter"
  | "other";

export type Flag = {
  name: string;
  short?: string;
  type: FlagType;
  /** What --help writes for the value, where it is not the type's name. */
  placeholder?: string;
  usage: string;
  /** As --help writes it, `(default 5s)`. */
  default?: string;
};

const number = (parse: string, text: string, reason: string) =>
  `strconv.${parse}: parsing ${JSON.stringify(text)}: ${reason}`;

const SYNTAX = "invalid syntax";
const RANGE = "value out of range";

const isTooGreat = (text: string, most: bigint) => BigInt(text.replace(/^[-+]/, "")) > most;

function unsignedError(bits: bigint) {
  return (text: string) => {
    if (!/^\d+$/.test(text)) return number("ParseUint", text, SYNTAX);
    return isTooGreat(text, (1n << bits) - 1n) ? number("ParseUint", text, RANGE) : undefined;
  };
}

function signedError(text: string): string | undefined {
  if (!/^[-+]?\d+$/.test(text)) return number("ParseInt", text, SYNTAX);
  return isTooGreat(text, (1n << 63n) - 1n) ? number("ParseInt", text, RANGE) : undefined;
}

function floatError(text: string): string | undefined {
  return text.trim() === "" || Number.isNaN(Number(text)) ? number("ParseFloat", text, SYNTAX) : undefined;
}

function durationError(text: string): string | undefined {
  if (parseDuration(text) !== undefined) return undefined;
  const quoted = JSON.stringify(text);
  if (!/^[-+]?[\d.]/.test(text)) return `time: invalid duration ${quoted}`;
  return /[a-z]/i.test(text) ? `time: unknown unit in duration ${quoted}` : `time: missing unit in duration ${quoted}`;
}

function bytesError(text: string): string | undefined {
  if (parseBytes(text) !== undefined) return undefined;
  const suffix = /[a-z]+$/i.exec(text)?.[0];
  return suffix !== undefined && /^\d/.test(text)
    ? `invalid suffix: '${suffix.toLowerCase()}'`
    : `invalid size: '${text}'`;
}

function cpusError(text: string): string | undefined {
  const parsed = parseCpus(text);
  return "error" in parsed ? parsed.error : undefined;
}

const TRUE = ["1", "t", "T", "TRUE", "true", "True"];
const FALSE = ["0", "f", "F", "FALSE", "false", "False"];

export const isTrueText = (text: string) => TRUE.includes(text);

const boolError = (text: string) =>
  [...TRUE, ...FALSE].includes(text) ? undefined : number("ParseBool", text, SYNTAX);

/** opts.ValidateEnv: a name, and perhaps a value. */
const envError = (text: string) =>
  text.startsWith("=") || text === "" ? `invalid environment variable: ${text}` : undefined;

/** opts.ValidateLabel. */
const labelError = (text: string) =>
  text.startsWith("=") || text.trim() === "" ? `invalid label '${text}': empty name` : undefined;

/** opts.FilterOpt: name=value. */
const filterError = (text: string) => (text === "" || text.includes("=") ? undefined : "invalid filter '" + text + "'");

const ERRORS: Partial<Record<FlagType, (text: string) => string | undefined>> = {
  bool: boolError,
  uint: unsignedError(64n),
  uint64: unsignedError(64n),
  uint32: unsignedError(32n),
  int: signedError,
  int64: signedError,
  float: floatError,
  duration: durationError,
  decimal: cpusError,
  bytes: bytesError,
  port: portError,
  pref: placementError,
  label: labelError,
  env: envError,
  network: networkError,
  filter: filterError,
};

/** What is wrong with a value, if anything. */
export const valueError = (type: FlagType, text: string) => ERRORS[type]?.(text);

const PLACEHOLDERS: Partial<Record<FlagType, string>> = {
  bool: "",
  uint64: "uint",
  int64: "int",
  label: "list",
  env: "list",
  other: "list",
};

export const placeholderOf = ({ placeholder, type }: Flag) => placeholder ?? PLACEHOLDERS[type] ?? type;
