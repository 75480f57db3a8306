/** The words after `kubectl` -> what it does: finds the verb and hands it the rest. */
import { type Outcome, failed, lacking } from "../shell/outcome.ts";
import { CHANGE_VERBS } from "./change/verbs.ts";
import type { KubectlContext, Verb } from "./context.ts";
import { GLOBAL_FLAGS } from "./global-flags.ts";
import { apiResources, apiVersions, clusterInfo, version } from "./read/about.ts";
import { describe } from "./read/describe.ts";
import { events } from "./read/events.ts";
import { explain } from "./read/explain.ts";
import { get } from "./read/get.ts";
import { logs } from "./read/logs.ts";
import { top } from "./read/top.ts";
import { suggestions } from "./suggestions.ts";
import { KUBECTL_VERBS } from "./verb-names.ts";

const VERBS: Readonly<Record<string, Verb>> = {
  ...CHANGE_VERBS,
  "api-resources": apiResources,
  "api-versions": apiVersions,
  "cluster-info": clusterInfo,
  describe,
  events,
  explain,
  get,
  logs,
  top,
  version,
};

const NO_HELP = "The lab has no help pages of kubectl; `help` lists what the lab can do.";

/** The verbs of kubectl that no lab can have, and why. */
const LACKING: Readonly<Record<string, string>> = {
  attach: "The lab's containers are simulated: there is no process to attach to.",
  auth: "The lab has one user who may do everything, so there is nothing to ask about permissions.",
  certificate: "The lab has no certificates to sign.",
  completion: "The lab has no shell to complete commands in.",
  config: "The lab has one cluster and one user, so there is nothing to configure.",
  cp: "The lab's containers are simulated: they have no files.",
  debug: "The lab's containers are simulated: there is nothing to step into.",
  edit: "The lab has no editor; change a manifest and apply it, or use kubectl patch.",
  exec: "The lab's containers are simulated: there is no process that could run a command.",
  kustomize: "The lab has no folders to build from; paste the manifest and apply it.",
  help: NO_HELP,
  options: NO_HELP,
  plugin: "The lab has no plugins.",
  "port-forward": "The lab's pods are simulated: no port of theirs can be reached from here.",
  proxy: "The lab's API server cannot be reached over a network.",
};

/** The verbs that only look. */
const LOOKING = new Set(
  "get describe top logs events explain api-resources api-versions version cluster-info help options config auth diff".split(
    " ",
  ),
);

/** Whether a command may change the cluster or let its time pass: what there is none of any more when a scenario is over. */
export function changesCluster(words: readonly string[]): boolean {
  const verb = words[verbAt(words)] ?? "";
  const watches = verb === "get" && words.some((word) => /^(-w|--watch|--watch-only)$/.test(word));
  const shows = verb === "rollout" && words.includes("history");
  return watches || (KUBECTL_VERBS.includes(verb) && !LOOKING.has(verb) && !shows);
}

const NOTHING = "Type a whole command, such as kubectl get pods; `help` lists what the lab can do.";

/** Carries a command out. */
export function runKubectl(context: KubectlContext, words: readonly string[]): Outcome {
  const at = verbAt(words);
  const verb = words[at];
  if (verb === undefined) return words.length === 0 ? failed(NOTHING) : globalFlagsAlone(words);
  const carryOut = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (carryOut) return carryOut(context, words.toSpliced(at, 1));
  const why = Object.hasOwn(LACKING, verb) ? LACKING[verb] : undefined;
  if (why !== undefined) return lacking(`kubectl ${verb}`, why);
  return unknownCommand(verb);
}

/** Where the verb stands: the first word that is no flag and no flag's value (cobra, stripFlags). */
function verbAt(words: readonly string[]): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) return at;
    const name = word.replace(/^--?/, "");
    const [, flag] = Object.entries(GLOBAL_FLAGS).find(([long, { short }]) => long === name || short === name) ?? [];
    if (flag && flag.type !== "bool") at++;
  }
  return words.length;
}

/** `kubectl --help`, `kubectl --nonsense` */
function globalFlagsAlone(words: readonly string[]): Outcome {
  const known = words.some((word) => /^(--help|-h)$/.test(word));
  if (known) return lacking("kubectl --help", NO_HELP);
  const [word = ""] = words;
  return failed(`error: unknown flag: ${word.split("=")[0]}\nSee 'kubectl --help' for usage.`);
}

function unknownCommand(verb: string): Outcome {
  const said = `error: unknown command ${JSON.stringify(verb)} for "kubectl"`;
  const meant = suggestions(verb, KUBECTL_VERBS);
  if (meant.length === 0) return failed(said);
  return failed(`${said}\n\nDid you mean this?\n${meant.map((each) => `\t${each}`).join("\n")}`);
}
