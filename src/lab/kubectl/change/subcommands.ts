/** Commands that consist of others: `kubectl rollout`, `kubectl set`, `kubectl create`. */
import { lacking } from "../../shell/outcome.ts";
import type { Verb } from "../context.ts";
import { misuse } from "../errors.ts";

/** Hands on to the one that is named; flags may stand before it. */
export function createGroup(command: string, members: Readonly<Record<string, Verb>>): Verb {
  return (context, args) => {
    const at = args.findIndex((word) => !word.startsWith("-"));
    const name = args[at];
    if (name === undefined)
      return lacking(
        command,
        `Name one of ${Object.keys(members).join(", ")}: \`${command} ${Object.keys(members)[0]} ...\`. The lab has no help pages of kubectl.`,
      );
    if (Object.hasOwn(members, name)) return members[name]?.(context, args.toSpliced(at, 1)) ?? misuse(command, "");
    return misuse(command, `unknown command ${JSON.stringify(args.filter((word) => !word.startsWith("-")).join(" "))}`);
  };
}
