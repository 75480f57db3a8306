/** Reads a command's words as spf13/pflag does: flags by name or letter, with their values, and what is left. */
import { isTrueText, valueError, type Flag } from "./flag-types.ts";

/** The values of each flag that was given, in order, as texts. */
export type Flags = ReadonlyMap<string, readonly string[]>;

type Read = { flags: Flags; args: string[] } | { error: string };

export type Reading = {
  flags: readonly Flag[];
  /** Words after the first argument are arguments too, whatever they look like: `docker service create IMAGE COMMAND -x`. */
  stopsAtArgument: boolean;
};

const HELP: Flag = { name: "help", short: "h", type: "bool", usage: "Print usage" };

const shown = ({ name, short }: Flag) => (short ? `-${short}, --${name}` : `--${name}`);

type State = { words: string[]; values: Map<string, string[]>; args: string[] };

function keep(state: State, flag: Flag, text: string): string | undefined {
  const wrong = valueError(flag.type, text);
  if (wrong) return `invalid argument ${JSON.stringify(text)} for "${shown(flag)}" flag: ${wrong}`;
  state.values.set(flag.name, [...(state.values.get(flag.name) ?? []), text]);
  return undefined;
}

/** `--name`, `--name=value`, `--name value`. */
function readLong(state: State, known: Flag[], word: string): string | undefined {
  const [name = "", ...rest] = word.slice(2).split("=");
  if (name === "" || name.startsWith("-")) return `bad flag syntax: ${word}`;
  const flag = known.find((one) => one.name === name);
  if (!flag) return `unknown flag: --${name}`;
  if (rest.length > 0) return keep(state, flag, rest.join("="));
  if (flag.type === "bool") return keep(state, flag, "true");
  const value = state.words.shift();
  return value === undefined ? `flag needs an argument: --${name}` : keep(state, flag, value);
}

/** `-q`, `-qf value`, `-fvalue`, `-f=value`. */
function readShort(state: State, known: Flag[], word: string): string | undefined {
  let letters = word.slice(1);
  while (letters !== "") {
    const letter = letters.slice(0, 1);
    const flag = known.find((one) => one.short === letter);
    if (!flag) return `unknown shorthand flag: '${letter}' in -${letters}`;
    const rest = letters.slice(1);
    if (rest.startsWith("=")) return keep(state, flag, rest.slice(1));
    if (flag.type === "bool") {
      const wrong = keep(state, flag, "true");
      if (wrong) return wrong;
      letters = rest;
      continue;
    }
    if (rest !== "") return keep(state, flag, rest);
    const value = state.words.shift();
    return value === undefined ? `flag needs an argument: '${letter}' in -${letters}` : keep(state, flag, value);
  }
  return undefined;
}

/** The words of a command after its name. Answers the first complaint. */
export function readFlags(words: readonly string[], { flags, stopsAtArgument }: Reading): Read {
  const known = [...flags, HELP];
  const state: State = { words: [...words], values: new Map(), args: [] };
  for (let word = state.words.shift(); word !== undefined; word = state.words.shift()) {
    if (word === "--") {
      state.args.push(...state.words.splice(0));
      break;
    }
    const isFlag = word.startsWith("-") && word !== "-";
    if (!isFlag) {
      state.args.push(word);
      if (stopsAtArgument) state.args.push(...state.words.splice(0));
      continue;
    }
    const error = word.startsWith("--") ? readLong(state, known, word) : readShort(state, known, word);
    if (error) return { error };
  }
  return { flags: state.values, args: state.args };
}

export const isSet = (flags: Flags, name: string) => flags.has(name);

/** The last value given, or nothing. */
export const textOf = (flags: Flags, name: string): string | undefined => flags.get(name)?.at(-1);

export const listOf = (flags: Flags, name: string): readonly string[] => flags.get(name) ?? [];

export function isOn(flags: Flags, name: string): boolean {
  const text = textOf(flags, name);
  return text !== undefined && isTrueText(text);
}
