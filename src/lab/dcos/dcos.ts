/** The dcos command line, as far as a lab on Mesos and Marathon goes. */
import { own } from "../shell/own.ts";
import { failed, lacking, printed, type Outcome } from "../shell/outcome.ts";
import { APP_VERBS } from "./app-commands.ts";
import type { Verb } from "./command.ts";
import type { DcosContext } from "./context.ts";
import { DEPLOYMENT_VERBS, TASK_VERBS } from "./deployment-commands.ts";
import { NODE_VERBS, SERVICE_VERBS } from "./node-commands.ts";
import { readWords } from "./words.ts";

/** By the words before the verb. `list` is what a group does when no verb is given. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  "marathon app": APP_VERBS,
  "marathon deployment": DEPLOYMENT_VERBS,
  "marathon task": TASK_VERBS,
  node: NODE_VERBS,
  service: SERVICE_VERBS,
};

const LACKING: Readonly<Record<string, string>> = {
  "marathon pod": "The lab's Marathon runs apps; it has no pods.",
  "marathon group": "The lab's Marathon has apps without groups; an app's id may still have several parts.",
  "marathon about": "The lab's Marathon tells nothing of itself.",
  "marathon debug": "`dcos marathon app show ID` and `GET /v2/queue` tell why an app waits.",
  task: "The lab's tasks run no program to look into; `dcos marathon task list` lists them.",
  package: "The lab has no catalog of packages.",
  job: "The lab runs Marathon without Metronome, so there are no jobs.",
  cluster: "A lab has one cluster, and it is attached.",
  auth: "Nobody has to log in to a lab.",
  config: "The lab's command line has no settings.",
};

const usageOf = (group: string, name: string, { use }: Verb) => `Usage: dcos ${group} ${name} ${use}`.trimEnd();

function groupUsage(group: string): string {
  const verbs = Object.entries(GROUPS[group] ?? {}).map(([name, verb]) =>
    `    dcos ${group} ${name} ${verb.use}`.trimEnd(),
  );
  return `Usage:\n${verbs.join("\n")}`;
}

function helpText(): string {
  return Object.keys(GROUPS).map(groupUsage).join("\n\n");
}

function runVerb(context: DcosContext, group: string, name: string, words: readonly string[]): Outcome {
  const verb = own(own(GROUPS, group) ?? {}, name);
  if (!verb) return failed(`Error: '${name}' is not a command of dcos ${group}.\n${groupUsage(group)}`);
  if (words.includes("--help")) return printed(usageOf(group, name, verb));
  const read = readWords(words, verb.flags);
  if ("error" in read) return failed(`${read.error}\n${usageOf(group, name, verb)}`);
  const { flags, args } = read;
  if (args.length < verb.least || args.length > verb.most)
    return failed(`Command not recognized\n${usageOf(group, name, verb)}`);
  return verb.run(context, flags, args);
}

/** No command of the lab: because it has no such thing, or because there is none. */
function unknown(first: string, second: string): Outcome {
  const names = [`${first} ${second}`.trim(), first];
  const known = names.find((name) => Object.hasOwn(LACKING, name));
  if (known !== undefined) return lacking(`dcos ${known}`, LACKING[known] ?? "");
  return failed(`Error: '${names[0]}' is not a dcos command.\n${helpText()}`);
}

/** `words` are what follows `dcos`. */
export function runDcos(context: DcosContext, words: readonly string[]): Outcome {
  const [first = "", second = ""] = words;
  if (["", "--help", "help"].includes(first)) return printed(helpText());
  const group = [`${first} ${second}`, first].find((name) => Object.hasOwn(GROUPS, name));
  if (group === undefined) return unknown(first, second);
  const rest = words.slice(group.split(" ").length);
  const [name, ...others] = rest;
  if (name === undefined || name.startsWith("--")) return runVerb(context, group, "list", rest);
  return runVerb(context, group, name, others);
}
