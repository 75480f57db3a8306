import { parseCommands } from "./commands.ts";

/** So many commands are typed between two questions about what will come, at least. */
export const COMMANDS_BETWEEN = 4;

/** Whether whoever plays has not asked to be left alone, by the last that was said of it. */
export function wantsPredictions(commands: readonly string[]): boolean {
  const said = commands.flatMap(parseCommands).filter((command) => command.kind === "predict");
  return said.at(-1)?.on ?? true;
}
