// Silence is a feature: which messages in a lab's thread are meant for the lab.
import { readBareManifest } from "./bare-manifest.ts";
import type { Command } from "./command.ts";
import { LONGEST_LINE, parseOwn } from "./commands.ts";
import { isRequest } from "./dcos/request.ts";
import { FIRST_WORDS } from "./docker/first-words.ts";
import { whyLacking } from "./docker/lacking.ts";
import { findResource } from "./kubectl/resources.ts";
import { isTopic } from "./help-of.ts";
import { KUBECTL_VERBS } from "./kubectl/verb-names.ts";
import { nearest } from "./near.ts";
import { repair } from "./repair.ts";

/** Words of sentences, which no command has. */
const PROSE =
  /(^|\s)(a|an|the|is|are|was|were|so|too|my|me|i|it|its|we|you|your|but|not|for|of|on|at|does|works?|please|thanks|why|how)(?=[\s.,?!]|$)/i;

/** Is a message in a lab's thread meant for the lab? Its first line is a command, or it is a manifest. Everything else is people talking. */
export function isLabMessage(text: string): boolean {
  if (readBareManifest(text)) return true;
  const { code, lines } = repair(text);
  const [line = ""] = lines;
  if (line === "" || line.length > LONGEST_LINE) return false;
  const own = parseOwn(line);
  if (own) return isMeant(own, line);
  const words = line.split(/\s+/);
  return isMarathonRequest(words) || (isTool(words) && (code || !PROSE.test(words.slice(1).join(" "))));
}

/** A refusal of what has a figure in it was meant, and help on what there is help on. */
function isMeant(own: Command, line: string): boolean {
  if (own.kind === "help") return own.of === undefined || isTopic(own.of);
  return own.kind !== "refused" || /\d/.test(line);
}

const isTool = (words: string[]) => isKubectl(words) || isDocker(words) || isDcos(words);

function isKubectl([first = "", verb = "", third = ""]: string[]): boolean {
  const ofKind = isKind(third.split(/[,/]/)[0] ?? "");
  const known = KUBECTL_VERBS.includes(verb);
  if (first === "kubectl") return known || verb === "" || isSlip(verb, ofKind);
  // `k` is also how people say "okay".
  return known && (first === "k" ? ofKind : isNearKubectl(first));
}

const DCOS_GROUPS = ["marathon", "node", "service", "task", "job", "package", "help"];

function isDocker([first = "", second = ""]: string[]): boolean {
  if (first !== "docker") return false;
  return second === "" || whyLacking(second) !== undefined || isNear(second, FIRST_WORDS);
}

const isDcos = ([first = "", second = ""]: string[]) =>
  first === "dcos" && (second === "" || isNear(second, DCOS_GROUPS));

/** A word of four letters or more that is one of these, or nearly. */
const isNear = (word: string, known: readonly string[]) =>
  known.includes(word) || (word.length > 3 && nearest(word, known) !== undefined);

function isMarathonRequest([first = "", ...rest]: string[]): boolean {
  if (first === "curl") return rest.some((word) => word.includes("/v2/"));
  return isRequest(first) && (rest[0] ?? "").startsWith("/");
}

const isKind = (word: string) => word === "all" || findResource(word) !== undefined;
const isNearKubectl = (word: string) => word.length > 4 && nearest(word.toLowerCase(), ["kubectl"]) !== undefined;

/** A mistyped verb: a short one only before the name of a kind, because short words are near everything. */
function isSlip(verb: string, ofKind: boolean): boolean {
  return (verb.length > 4 || ofKind) && nearest(verb, KUBECTL_VERBS) !== undefined;
}
