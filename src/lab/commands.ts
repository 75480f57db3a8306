// What people type -> commands.
import { type Command, refuse } from "./command.ts";
import { readBareManifest } from "./bare-manifest.ts";
import { isRequest } from "./dcos/request.ts";
import { nearest } from "./near.ts";
import { readPasted } from "./pasted.ts";
import { LONGEST_MESSAGE, repair } from "./repair.ts";
import { splitWords } from "./words.ts";

// More lines than this in one message are not played.
const MOST_COMMANDS = 30;
/** Characters of a line that is still read. */
export const LONGEST_LINE = 2_000;
const PLAIN: Readonly<Record<string, Command>> = {
  hint: { kind: "hint" },
  status: { kind: "status" },
  chart: { kind: "chart" },
  why: { kind: "why" },
  help: { kind: "help" },
  finish: { kind: "finish" },
  undo: { kind: "undo" },
  pause: { kind: "pause" },
  "predict on": { kind: "predict", on: true },
  "predict off": { kind: "predict", on: false },
};
const LAB_WORDS = ["wait", "until ready", ...Object.keys(PLAIN)];
/** A topic has at most so many words; more are a sentence. */
const HELP_OF = /^help ((?:[\w./-]+ ?){1,4})$/;
const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };

/** The commands of a message, repaired: what a journal keeps, one entry each. What is pasted for a command stands below it. */
export function splitCommands(message: string): string[] {
  const bare = readBareManifest(message);
  if (bare) return [`${bare.line}\n${bare.stdin}`];
  const pasted = message.length <= LONGEST_MESSAGE ? readPasted(message) : undefined;
  if (!pasted) return repair(message).lines.slice(0, MOST_COMMANDS);
  return [`${pasted.line}\n${pasted.stdin}`, ...splitCommands(pasted.rest)].slice(0, MOST_COMMANDS);
}

/** Every command of a text, in order; never empty. */
export function parseCommands(text: string): Command[] {
  const commands = splitCommands(text).flatMap(parseLine).slice(0, MOST_COMMANDS);
  // Nothing at all, or only `&&` and the like.
  return commands.length > 0 ? commands : [refuse("Nothing to do. `help` lists what the lab can do.")];
}

function parseLine(entry: string): Command[] {
  const end = entry.indexOf("\n");
  const line = end < 0 ? entry : entry.slice(0, end);
  const stdin = end < 0 ? "" : entry.slice(end + 1);
  if (line.length > LONGEST_LINE) return [refuse(`That line has ${line.length} characters; no command is that long.`)];
  const own = parseOwn(line);
  if (own) return [own];
  const request = readRequest(line);
  if (request) return [{ kind: "request", words: request, stdin }];
  const words = splitWords(line);
  if ("refused" in words) return [refuse(words.refused)];
  return words.commands.map((command) => parseWords(command, stdin));
}

/** `PUT /v2/apps/web {"instances": 4}`: its JSON is no shell's to read. */
function readRequest(line: string): string[] | undefined {
  const [, method = "", path = "", body = ""] = /^(\S+)\s+(\/\S*)\s*(.*)$/.exec(line) ?? [];
  return isRequest(method) ? [method, path, ...(body === "" ? [] : [body])] : undefined;
}

function parseWords(words: string[], stdin: string): Command {
  const [first = "", ...rest] = words;
  if (first === "docker" || first === "dcos") return { kind: first, words: rest, stdin };
  if (first === "curl" && rest.length > 0) return { kind: "request", words, stdin };
  if (first === "kubectl" || (first === "k" && rest.length > 0)) return { kind: "kubectl", words: rest, stdin };
  return parseOwn(words.join(" ")) ?? refuse(unknown(first));
}

/** The lab's own words, if the line is nothing else. */
export function parseOwn(line: string): Command | undefined {
  const text = line.toLowerCase().replace(/[.!]$/, "").trim().replace(/\s+/g, " ");
  const plain = Object.hasOwn(PLAIN, text) ? PLAIN[text] : undefined;
  if (plain) return plain;
  const [, topic] = HELP_OF.exec(text) ?? [];
  if (topic !== undefined) return { kind: "help", of: topic.trim() };
  if (text === "until ready" || text === "wait until ready") return { kind: "until-ready" };
  if (text === "wait") return refuse("Say how long, such as wait 5m.");
  return parseWait(text);
}

const TIMES = /(\d+(?:\.\d+)?) ?(h|hours?|hrs?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z]) ?/g;

function parseWait(text: string): Command | undefined {
  const [, time] = /^(?:wait|sleep) (\d[\w. ]{0,40})$/.exec(text) ?? [];
  if (!time) return undefined;
  if (/^\d+(\.\d+)?$/.test(time)) return refuse(`Say the unit too, such as wait ${time}m.`);
  if (time.replace(TIMES, "") !== "") return undefined;
  const ms = [...time.matchAll(TIMES)].reduce((sum, [, n, unit]) => sum + Number(n) * UNIT_MS[unit![0]!]!, 0);
  if (ms < 1_000) return refuse("Wait at least a second, such as wait 30s.");
  return { kind: "wait", ms: Math.min(Math.round(ms), 24 * UNIT_MS["h"]!) };
}

function unknown(word: string): string {
  if (word.toLowerCase() === "why") return "A question stands alone, in a message of its own.";
  const meant = nearest(word.toLowerCase(), ["kubectl", "docker", "dcos", ...LAB_WORDS]);
  const ask = meant ? ` Did you mean ${meant}?` : "";
  return `The lab does not know "${word.slice(0, 40)}".${ask} \`help\` lists what the lab can do.`;
}
