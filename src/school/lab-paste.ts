// A manifest from the form -> the message that somebody would have typed, and what is wrong with it.
import { commandFor } from "../lab/bare-manifest.ts";
import { LONGEST_MESSAGE } from "../lab/repair.ts";
import { lineOfComplaint } from "../lab/line-of-complaint.ts";
import type { Turn } from "../lab/view.ts";
import type { LabRecord } from "./labs.ts";

/** What the form holds; `file` is "" where it was left empty. */
export type Paste = { text: string; file: string };

export type PasteProblem = { field: keyof Paste; problem: string };

const FILE = /^\w[\w.-]{0,55}\.(?:ya?ml|json)$/;

/** The message, as Slack would have delivered it. */
export function messageOf(
  { scenario, finished }: LabRecord,
  { text, file }: Paste,
): { message: string } | PasteProblem {
  if (finished) return { field: "text", problem: "This lab is over. Its card starts a new one." };
  if (text.trim() === "") return { field: "text", problem: "There is nothing in it." };
  const name = file.trim();
  if (name !== "" && !FILE.test(name))
    return { field: "file", problem: "Give a name such as web.yaml: letters, digits, dots and dashes." };
  const command = commandFor(scenario.orchestrator, text, name === "" ? undefined : name);
  const message = `${command}\n${escaped(text)}`;
  return message.length > LONGEST_MESSAGE
    ? { field: "text", problem: `It has ${text.length} characters; a lab reads about ${LONGEST_MESSAGE}.` }
    : { message };
}

/** Slack sends messages with these three as entities, and forms without. */
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What the command printed when it was tried, with the line that it means; undefined when it worked. */
export function problemIn(text: string, { ok, output }: Turn): PasteProblem | undefined {
  if (ok) return undefined;
  const line = lineOfComplaint(text, output);
  const told = output.trim() || "The command did not work.";
  return { field: "text", problem: line === undefined || /\bline \d/.test(told) ? told : `Line ${line}: ${told}` };
}
