// Flags as kubectl's own library reads them: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-AA`; and its complaints.
import { type Refused, refuse } from "../command.ts";

/** What a flag takes. One that the lab "lacks" is real, but not here yet. */
export type Flag = { takes: "text" | "nothing"; short?: string; lacks?: true };
export type Flags = Record<string, Flag>;
export type FlagsRead = { kind: "read"; words: string[]; values: Map<string, string> };

const GLOBAL: Flags = {
  namespace: { takes: "text", short: "n" },
  help: { takes: "nothing", short: "h", lacks: true },
  context: { takes: "text", lacks: true },
  kubeconfig: { takes: "text", lacks: true },
  "dry-run": { takes: "text", lacks: true },
  filename: { takes: "text", short: "f", lacks: true },
};

/** Words that are no flags, and the flags' values. `verb` is named in complaints: `get`, `set image`. */
export function readFlags(verb: string, args: string[], own: Flags): FlagsRead | Refused {
  const known = { ...GLOBAL, ...own };
  const read: FlagsRead = { kind: "read", words: [], values: new Map() };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === "--") {
      read.words.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith("-") || arg === "-") {
      read.words.push(arg);
      continue;
    }
    const next = args[at + 1];
    const taken = arg.startsWith("--") ? takeLong(arg, next, known, read) : takeShort(arg, next, known, read);
    if (typeof taken === "object") return complaint(verb, taken.found);
    at += taken;
  }
  return read;
}

/** How many words after the flag belong to it, or what is wrong with it. */
type Taken = number | { found: string };

function takeLong(arg: string, next: string | undefined, known: Flags, read: FlagsRead): Taken {
  const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/.exec(arg)!;
  const flag = Object.hasOwn(known, name) ? known[name]! : undefined;
  if (!flag) return { found: `error: unknown flag: --${name}` };
  return take({ name, flag, value, next, shown: `--${name}`, where: `--${name}` }, read);
}

function takeShort(arg: string, next: string | undefined, known: Flags, read: FlagsRead): Taken {
  for (let at = 1; at < arg.length; at++) {
    const letter = arg[at]!;
    const [name, flag] = Object.entries(known).find(([, each]) => each.short === letter) ?? [];
    if (!name || !flag) return { found: `error: unknown shorthand flag: '${letter}' in ${arg}` };
    const value = flag.takes === "text" ? arg.slice(at + 1).replace(/^=/, "") || undefined : undefined;
    const taken = take({ name, flag, value, next, shown: `-${letter}`, where: `'${letter}' in ${arg}` }, read);
    if (flag.takes === "text" || typeof taken === "object") return taken;
  }
  return 0;
}

type Given = {
  name: string;
  flag: Flag;
  value: string | undefined;
  next: string | undefined;
  shown: string;
  where: string;
};

function take({ name, flag, value, next, shown, where }: Given, read: FlagsRead): Taken {
  if (flag.lacks) return { found: lacking(shown) };
  if (flag.takes === "nothing") {
    read.values.set(name, value ?? "true");
    return 0;
  }
  const text = value ?? next;
  if (text === undefined) return { found: `error: flag needs an argument: ${where}` };
  read.values.set(name, text);
  return value === undefined ? 1 : 0;
}

function lacking(flag: string): string {
  if (flag === "--help" || flag === "-h")
    return "The lab has no help pages of kubectl. `help` lists what the lab can do.";
  if (flag === "--watch" || flag === "-w")
    return "The lab does not watch. Let time pass with `wait 1m` and look again.";
  return `The lab does not have ${flag} yet.`;
}

function complaint(verb: string, found: string): Refused {
  return refuse(found.startsWith("error:") ? `${found}\nSee 'kubectl ${verb} --help' for usage.` : found);
}

/** The whole number of a flag, as Go reads it; undefined when the flag is not given. */
export function wholeNumber(verb: string, read: FlagsRead, name: string, bits = 64): number | undefined | Refused {
  const text = read.values.get(name);
  if (text === undefined) return undefined;
  const limit = 2 ** (bits - 1);
  if (/^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < limit) return Number(text);
  const problem = /^[+-]?\d+$/.test(text) ? "value out of range" : "invalid syntax";
  const found = `error: invalid argument "${text}" for "--${name}" flag: strconv.ParseInt: parsing "${text}": ${problem}`;
  return complaint(verb, found);
}
