// The words after `kubectl` -> a command, or what kubectl (or the lab) says instead.
import { type Command, refuse } from "../command.ts";
import { nearWords } from "../near.ts";
import { parseAutoscale } from "./autoscale.ts";
import { parseDelete, parseScale, parseSet } from "./change-verbs.ts";
import { parseDescribe, parseGet } from "./read-verbs.ts";

const PARSERS: Record<string, (args: string[]) => Command> = {
  get: parseGet,
  describe: parseDescribe,
  scale: parseScale,
  autoscale: parseAutoscale,
  set: parseSet,
  delete: parseDelete,
};

/** Every verb of kubectl 1.36, in the order in which it suggests them. */
export const VERBS = (
  "create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint " +
  "describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion " +
  "api-resources api-versions config plugin version"
).split(" ");

const HAS = "It has get, describe, scale, autoscale, set image and delete hpa.";

/** Parses the words after `kubectl`. */
export function parseKubectl([verb, ...args]: string[]): Command {
  if (verb === undefined)
    return refuse(`Type a whole command, such as kubectl get pods. The lab is no full kubectl. ${HAS}`);
  if (Object.hasOwn(PARSERS, verb)) return PARSERS[verb]!(args);
  if (VERBS.includes(verb) || verb === "help" || verb === "options") return refuse(lacking(verb));
  if (verb.startsWith("-")) return refuse(`Put the verb first, as in kubectl get pods ${verb.slice(0, 40)}`);
  const meant = nearWords(verb, VERBS);
  const said = `error: unknown command "${verb}" for "kubectl"`;
  return refuse(
    meant.length > 0 ? `${said}\n\nDid you mean this?\n${meant.map((each) => `\t${each}`).join("\n")}` : said,
  );
}

function lacking(verb: string): string {
  if (verb === "help") return "The lab has no help pages of kubectl. `help` alone lists what the lab can do.";
  if (verb === "top") return "The lab does not have kubectl top yet. `kubectl get hpa` and `status` show CPU use.";
  if (verb === "wait") return "The lab does not have kubectl wait yet. `until ready` and `wait 1m` let time pass.";
  return `The lab does not have kubectl ${verb} yet. ${HAS}`;
}
