/** What a command of dcos is: its flags and arguments as data, and what it does. */
import type { Outcome } from "../shell/outcome.ts";
import type { DcosContext } from "./context.ts";
import type { Flags } from "./words.ts";

export type Verb = {
  /** What follows the command in its usage line. */
  use: string;
  /** With `=` behind those that take a value. */
  flags: readonly string[];
  least: number;
  most: number;
  run(context: DcosContext, flags: Flags, args: readonly string[]): Outcome;
};
