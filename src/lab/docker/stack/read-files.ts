/** The text of a Compose file that a command names. */
import { own } from "../../shell/own.ts";
import type { Call } from "../command/command.ts";

/** `-` is what was pasted with the command. Several files are several values of -c; a lab takes one. */
export function composeText(
  { stdin, files }: Pick<Call, "stdin" | "files">,
  names: readonly string[],
): { text: string } | { error: string } {
  const [name, second] = names.flatMap((value) => value.split(","));
  if (name === undefined) return { error: "Specify a Compose file (with --compose-file)" };
  if (second !== undefined) return { error: "The lab deploys one Compose file at a time: give one --compose-file." };
  const text = name === "-" ? stdin : own(files, name);
  return text === undefined ? { error: `open ${name}: no such file or directory` } : { text };
}
