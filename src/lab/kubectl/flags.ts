/**
 * Flags as kubectl's library reads them: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`, `-Aw`; and its complaints.
 * spf13/pflag, flag.go (parseLongArg, parseShortArg, parseSingleShortArg), and cobra's required flags.
 */
import { type Outcome, failed, lacking } from "../shell/outcome.ts";
import type { Flag, Flags, FlagsRead } from "./flag.ts";
import { valueProblem } from "./flag-value.ts";
import { GLOBAL_FLAGS } from "./global-flags.ts";

export type { Flags, FlagsRead } from "./flag.ts";
export type FlagsRefused = { ok: false; outcome: Outcome };

type Reading = { flags: Flags; words: string[]; afterDash: string[]; values: Map<string, string[]>; warnings: string };
/** How many words behind the flag belong to it, or what is wrong with it. */
type Taken = number | { problem: string } | { lacks: string; why: string };

/** Reads what follows a command. `command` is the whole of it, as its usage line names it: "kubectl get", "kubectl set image". */
export function readFlags(command: string, args: readonly string[], own: Flags): FlagsRead | FlagsRefused {
  const reading: Reading = {
    flags: { ...GLOBAL_FLAGS, ...own },
    words: [],
    afterDash: [],
    values: new Map(),
    warnings: "",
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      reading.afterDash.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith("-") || arg === "-") {
      reading.words.push(arg);
      continue;
    }
    const next = args[at + 1];
    const taken = arg.startsWith("--") ? takeLong(arg, next, reading) : takeShort(arg, next, reading);
    if (typeof taken === "object") return { ok: false, outcome: complaint(command, taken, reading.warnings) };
    at += taken;
  }
  return required(reading) ?? { ok: true, ...reading };
}

function complaint(command: string, taken: Exclude<Taken, number>, warnings: string): Outcome {
  if ("lacks" in taken) return lacking(taken.lacks, taken.why);
  return failed(`${warnings}error: ${taken.problem}\nSee '${command} --help' for usage.`);
}

function required({ flags, values, warnings }: Reading): FlagsRefused | undefined {
  const missing = Object.keys(flags)
    .filter((name) => flags[name]?.required && !values.has(name))
    .toSorted();
  if (missing.length === 0) return undefined;
  const names = missing.map((name) => `"${name}"`).join(", ");
  return { ok: false, outcome: failed(`${warnings}error: required flag(s) ${names} not set`) };
}

function takeLong(arg: string, next: string | undefined, reading: Reading): Taken {
  const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/.exec(arg) ?? [];
  if (name === "" || name.startsWith("-")) return { problem: `bad flag syntax: ${arg}` };
  const flag = Object.hasOwn(reading.flags, name) ? reading.flags[name] : undefined;
  if (!flag) return { problem: `unknown flag: --${name}` };
  return take({ name, flag, value, next, missing: `--${name}` }, reading);
}

function takeShort(arg: string, next: string | undefined, reading: Reading): Taken {
  for (let at = 1; at < arg.length; at++) {
    const letter = arg[at] ?? "";
    const [name, flag] = Object.entries(reading.flags).find(([, each]) => each.short === letter) ?? [];
    if (name === undefined || !flag)
      return { problem: `unknown shorthand flag: ${quoted(letter)} in -${arg.slice(at)}` };
    const rest = arg.slice(at + 1);
    const missing = `${quoted(letter)} in -${arg.slice(at)}`;
    const value = attached(rest, bareOf(flag));
    const taken = take({ name, flag, value, next, missing }, reading);
    if (value !== undefined || typeof taken === "object" || bareOf(flag) === undefined) return taken;
  }
  return 0;
}

/** The value that stands in the same word: `-n=x`, or `-nx` of a flag that wants one. */
function attached(rest: string, bare: string | undefined): string | undefined {
  if (rest.startsWith("=")) return rest.slice(1);
  return rest !== "" && bare === undefined ? rest : undefined;
}

/** A letter as Go writes a rune. */
const quoted = (letter: string) => `'${letter === "'" ? "\\'" : letter}'`;

const bareOf = ({ type, bare }: Flag) => bare ?? (type === "bool" ? "true" : undefined);

type Given = {
  name: string;
  flag: Flag;
  value: string | undefined;
  next: string | undefined;
  missing: string;
};

function take({ name, flag, value, next, missing }: Given, reading: Reading): Taken {
  if (flag.lacks !== undefined) return { lacks: `--${name}`, why: flag.lacks };
  const text = value ?? bareOf(flag) ?? next;
  if (text === undefined) return { problem: `flag needs an argument: ${missing}` };
  const problem = argumentProblem(name, flag, text);
  if (problem !== undefined) return { problem };
  reading.values.set(name, [...(reading.values.get(name) ?? []), text]);
  if (flag.deprecated !== undefined) reading.warnings += `Flag --${name} has been deprecated, ${flag.deprecated}\n`;
  return value === undefined && bareOf(flag) === undefined ? 1 : 0;
}

function argumentProblem(name: string, { type, short }: Flag, text: string): string | undefined {
  const problem = valueProblem(type, text);
  const whole = short === undefined ? `--${name}` : `-${short}, --${name}`;
  return problem && `invalid argument ${JSON.stringify(text)} for "${whole}" flag: ${problem}`;
}
