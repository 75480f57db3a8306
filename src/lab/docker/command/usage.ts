/** Help texts and usage complaints, built from the commands' data (docker/cli, cli/cobra.go and cli/required.go). */
import { failed, printed, type Outcome } from "../../shell/outcome.ts";
import { pathOf, useLine, type Command, type Group } from "./command.ts";
import { flagUsages } from "./wrap.ts";

/** A flag that cannot be read. */
const BAD_FLAG = 125;

export function commandHelp(command: Command): string {
  const aliases = (command.aliases ?? []).length === 0 ? "" : `\n\nAliases:\n  ${aliasLine(command)}`;
  const options = command.flags.length === 0 ? "" : `\n\nOptions:\n${flagUsages(command.flags)}`;
  return `Usage:  ${useLine(command)}\n\n${command.short}${aliases}${options}\n`;
}

/** `docker service rm, docker service remove`. */
function aliasLine(command: Command): string {
  const parent = pathOf(command).split(" ").slice(0, -1).join(" ");
  return [pathOf(command), ...(command.aliases ?? []).map((alias) => `${parent} ${alias}`)].join(", ");
}

const lastWord = (path: string) => path.split(" ").at(-1) ?? path;

export function groupHelp(group: Group): string {
  const names = group.commands.map((command) => lastWord(command.path));
  // cobra pads names to eleven letters at least.
  const width = Math.max(11, ...names.map((name) => name.length));
  const lines = group.commands.map((command) => `  ${lastWord(command.path).padEnd(width)} ${command.short}`);
  const path = pathOf(group);
  return [
    `Usage:  ${path} COMMAND`,
    group.short,
    `Commands:\n${lines.toSorted().join("\n")}`,
    `Run '${path} COMMAND --help' for more information on a command.\n`,
  ].join("\n\n");
}

export const flagComplaint = (command: Command, error: string): Outcome =>
  failed(`${error}\n\nUsage:  ${useLine(command)}\n\nRun '${pathOf(command)} --help' for more information`, BAD_FLAG);

/** A group's own flags: there are none but --help. */
export const groupFlagComplaint = (group: Group, error: string): Outcome =>
  failed(`${error}\n\nUsage:  ${pathOf(group)}\n\nRun '${pathOf(group)} --help' for more information`, BAD_FLAG);

export const unknownCommand = (group: Group, word: string): Outcome => {
  const path = pathOf(group);
  return failed(
    `docker: unknown command: ${path} ${word}\n\nUsage:  ${path}\n\nRun '${path} --help' for more information`,
  );
};

export const unknownTopCommand = (word: string): Outcome =>
  failed(`docker: unknown command: docker ${word}\n\nRun 'docker --help' for more information`);

const plural = (count: number) => (count === 1 ? "argument" : "arguments");

/** What is wrong with the number of arguments, if anything. */
export function argumentComplaint(command: Command, args: readonly string[]): Outcome | undefined {
  const rule = command.arguments;
  const path = pathOf(command);
  const complain = (what: string, advice: string) =>
    failed(
      `docker: '${path}' ${what}\n\nUsage:  ${useLine(command)}\n\n${advice} '${path} --help' for more information`,
    );
  switch (rule.kind) {
    case "none":
      return args.length === 0 ? undefined : complain("accepts no arguments", "Run");
    case "exact":
      return args.length === rule.count ? undefined : complain(`requires ${rule.count} ${plural(rule.count)}`, "Run");
    case "atLeast":
      return args.length >= rule.count
        ? undefined
        : complain(`requires at least ${rule.count} ${plural(rule.count)}`, "See");
    case "atMost":
      // The client of 28.2 has "SRun" here.
      return args.length <= rule.count
        ? undefined
        : complain(`requires at most ${rule.count} ${plural(rule.count)}`, "SRun");
  }
}

export const helpOutcome = (text: string): Outcome => printed(text);
