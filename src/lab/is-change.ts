import { parseCommands } from "./commands.ts";
import type { Turn } from "./view.ts";

/** Looks that let time pass; without them and with the same time in their place nothing comes out otherwise. */
const WAITING_LOOK = /^kubectl (?:rollout (?:status|history)|wait|get|describe|top|logs|events)\b/;

/**
 * Whether somebody changed the cluster by a turn. A look did not, nor what was refused at once or found all as it is to be; what gave up after a
 * while may have done a part.
 */
export function isChange({ text, changed }: Pick<Turn, "text" | "changed">): boolean {
  return changed === true && !WAITING_LOOK.test(text) && parseCommands(text).some((command) => "words" in command);
}
