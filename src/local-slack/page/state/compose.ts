/** What a composer makes of its text: completions while typing, and a message or a command when sent. */
import type { Person, Snapshot } from "../../protocol.ts";

export type Command = Snapshot["app"]["commands"][number];

export type Suggestion = { insert: string; label: string; detail: string };

export type Completion = { from: number; to: number; items: Suggestion[] };

export type Draft =
  | { kind: "message"; text: string }
  | { kind: "command"; command: string; text: string }
  | { kind: "empty" }
  | { kind: "refused"; reason: string };

const MOST = 8;

export function complete(
  text: string,
  caret: number,
  known: { commands: readonly Command[]; people: readonly Person[] },
): Completion | undefined {
  const before = text.slice(0, caret);
  const command = /^\/[\w-]*$/.exec(before)?.[0];
  if (command !== undefined) {
    return completion(0, command, known.commands.map(commandSuggestion));
  }
  const mention = /(?:^|[\s(])(@[\w.-]*)$/.exec(before)?.[1];
  if (mention === undefined) return undefined;
  return completion(caret - mention.length, mention, known.people.map(personSuggestion));
}

function completion(from: number, typed: string, all: Suggestion[]): Completion | undefined {
  const lower = typed.toLowerCase();
  const items = all
    .filter(({ insert, label }) => insert.toLowerCase().startsWith(lower) || nameMatches(label, lower))
    .slice(0, MOST);
  // Once it is typed in full, Enter should send, not complete.
  const done = items.length === 1 && items[0]?.insert.trim().toLowerCase() === lower;
  return items.length === 0 || done ? undefined : { from, to: from + typed.length, items };
}

function nameMatches(label: string, typed: string): boolean {
  return (
    typed.startsWith("@") &&
    typed.length > 1 &&
    label
      .toLowerCase()
      .split(" ")
      .some((part) => part.startsWith(typed.slice(1)))
  );
}

function commandSuggestion({ command, description, usage_hint }: Command): Suggestion {
  return { insert: `${command} `, label: `${command} ${usage_hint}`.trim(), detail: description };
}

function personSuggestion({ name, real_name, is_bot }: Person): Suggestion {
  return { insert: `@${name} `, label: real_name || name, detail: is_bot ? "app" : `@${name}` };
}

export function accept(
  text: string,
  { from, to }: Completion,
  { insert }: Suggestion,
): { text: string; caret: number } {
  const rest = text.slice(to).replace(/^ /, "");
  return { text: text.slice(0, from) + insert + rest, caret: from + insert.length };
}

/** The command whose arguments are being typed, for its usage hint. */
export function commandBeingTyped(text: string, commands: readonly Command[]): Command | undefined {
  return commands.find(({ command }) => text === command || text.startsWith(`${command} `));
}

export function readDraft(text: string, commands: readonly Command[], inThread: boolean): Draft {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  const slash = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i.exec(text.trimEnd());
  if (slash === null) return { kind: "message", text: text.replace(/\s+$/, "") };
  const [, written = "", argument = ""] = slash;
  if (!commands.some(({ command }) => command === written)) {
    return {
      kind: "refused",
      reason: `${written} is not a command of this workspace. A space before it sends it as text.`,
    };
  }
  // So it is in Slack, and an app that is tested here should not count on more.
  if (inThread) return { kind: "refused", reason: `${written} does not work in threads. Write it in the channel.` };
  return { kind: "command", command: written, text: argument };
}
