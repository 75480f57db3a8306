/** What a docker command is: its place in the tree, its flags and arguments as data, and what it does. */
import type { Outcome } from "../../shell/outcome.ts";
import type { Engine } from "../engine/engine.ts";
import type { Flag } from "./flag-types.ts";
import type { Flags } from "./flags.ts";

/** What a command is handed. */
export type Call = {
  engine: Engine;
  flags: Flags;
  args: readonly string[];
  stdin: string;
  files: Readonly<Record<string, string>>;
  /** How long a command waits, in milliseconds of simulated time, before it is taken into the background as by Ctrl-C. */
  patienceMs: number;
  /** Progress is redrawn in place, so that only its last state is to be seen; else every line is printed. */
  isTerminal: boolean;
};

/** How many arguments (docker/cli, cli/required.go). */
export type Arguments = { kind: "none" } | { kind: "exact" | "atLeast" | "atMost"; count: number };

export type Command = {
  /** `service ls`: its path below docker. */
  path: string;
  /** What follows the path in the usage line: `[OPTIONS] SERVICE`. */
  use: string;
  short: string;
  aliases?: readonly string[];
  flags: readonly Flag[];
  arguments: Arguments;
  stopsAtArgument?: boolean;
  /** It asks a manager, and ends when none answers; commands that say more than the daemon's error then do not set it. */
  needsManager?: boolean;
  /** What is wrong with the arguments beyond their number. */
  check?(args: readonly string[]): string | undefined;
  run(call: Call): Outcome;
};

export type Group = { path: string; short: string; commands: readonly Command[] };

const DOCKER = "docker";

export const pathOf = ({ path }: { path: string }) => `${DOCKER} ${path}`;

/** cobra's UseLine. */
export const useLine = (command: Command) => `${pathOf(command)}${command.use === "" ? "" : ` ${command.use}`}`;
