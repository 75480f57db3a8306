/** The docker command line: finds the command, reads its words, and carries it out. */
import { failed, lacking, type Outcome } from "../shell/outcome.ts";
import type { Call, Command, Group } from "./command/command.ts";
import { isOn, readFlags } from "./command/flags.ts";
import {
  argumentComplaint,
  commandHelp,
  flagComplaint,
  groupFlagComplaint,
  groupHelp,
  helpOutcome,
  unknownCommand,
  unknownTopCommand,
} from "./command/usage.ts";
import { GROUPS, TOP_COMMANDS, topHelp } from "./commands.ts";
import { whyLacking } from "./lacking.ts";
import { createSimulatedEngine } from "./engine/simulated.ts";
import type { DockerContext } from "./context.ts";

/** What a command is handed before its words are read. */
export type Surroundings = Omit<Call, "flags" | "args">;

function runCommand(surroundings: Surroundings, command: Command, words: readonly string[]): Outcome {
  const read = readFlags(words, { flags: command.flags, stopsAtArgument: command.stopsAtArgument === true });
  if ("error" in read) return flagComplaint(command, read.error);
  if (isOn(read.flags, "help")) return helpOutcome(commandHelp(command));
  const complaint = argumentComplaint(command, read.args);
  if (complaint) return complaint;
  const wrong = command.check?.(read.args);
  if (wrong !== undefined) return failed(wrong);
  const { engine } = surroundings;
  const trouble = command.needsManager ? (engine.unreachable() ?? engine.unavailable()) : undefined;
  if (trouble !== undefined) return failed(trouble);
  return command.run({ ...surroundings, flags: read.flags, args: read.args });
}

const lastWord = ({ path }: Command) => path.split(" ").at(-1);

const isCalled = (command: Command, word: string) =>
  lastWord(command) === word || command.aliases?.includes(word) === true;

function runGroup(surroundings: Surroundings, group: Group, words: readonly string[]): Outcome {
  const [word, ...rest] = words;
  // Without a command the help goes to the error stream, as the client's own complaint would.
  if (word === undefined) return { stdout: "", stderr: groupHelp(group), exit: 0 };
  const command = group.commands.find((one) => isCalled(one, word));
  if (command) return runCommand(surroundings, command, rest);
  const read = readFlags(words, { flags: [], stopsAtArgument: false });
  if ("error" in read) return groupFlagComplaint(group, read.error);
  return isOn(read.flags, "help") ? helpOutcome(groupHelp(group)) : unknownCommand(group, word);
}

/** `words` are what follows `docker`. */
export function runWith(surroundings: Surroundings, words: readonly string[]): Outcome {
  const [word, ...rest] = words;
  if (word === undefined || word === "--help" || word === "help") return helpOutcome(topHelp());
  if (word.startsWith("-"))
    return failed(
      `unknown flag: ${word}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information`,
      125,
    );
  const group = GROUPS.find(({ path }) => path === word);
  if (group) return runGroup(surroundings, group, rest);
  const command = TOP_COMMANDS.find((one) => isCalled(one, word));
  if (command) return runCommand(surroundings, command, rest);
  const why = whyLacking(word);
  return why === undefined ? unknownTopCommand(word) : lacking(`docker ${word}`, why);
}

/** One command of a person in a lab: `words` begin after `docker`. */
export function runDocker(context: DockerContext, words: readonly string[]): Outcome {
  const { swarm, now, wait, facts, stdin, files, patienceMs, isTerminal } = context;
  const engine = createSimulatedEngine({ swarm, facts, epoch: now() - swarm.now(), wait });
  return runWith({ engine, stdin, files, patienceMs, isTerminal }, words);
}
