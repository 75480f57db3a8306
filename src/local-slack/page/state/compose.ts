/** What a composer makes of its text: completions while typing, and a message or a command when sent. */
import type { Person, Snapshot } from "../../protocol.ts";
import { decodeEntities } from "../text/emoji.ts";

export type Command = Snapshot["app"]["commands"][number];

export type Suggestion = { insert: string; label: string; detail: string };

export type Completion = { from: number; to: number; items: Suggestion[] };

export type Draft =
  | { kind: "message"; text: string }
  | { kind: "command"; command: string; text: string }
  | { kind: "empty" }
  | { kind: "refused"; reason: string };

const MOST = 8;

export type Known = {
  commands: readonly Command[];
  people: readonly Person[];
  channels: readonly { name: string; topic: string; is_im: boolean }[];
  /** Shortcode and glyph of each emoji. */
  emoji: Iterable<readonly [string, string]>;
};

type Trigger = { pattern: RegExp; suggest: (known: Known, typed: string) => Suggestion[] };

// What is typed is the first group, its sign included.
const TRIGGERS: Trigger[] = [
  { pattern: /^(\/[\w-]*)$/, suggest: ({ commands }) => commands.map(commandSuggestion) },
  { pattern: /(?:^|[\s(])(@[\w.-]*)$/, suggest: ({ people }) => people.map(personSuggestion) },
  { pattern: /(?:^|[\s(])(#[\w-]*)$/, suggest: ({ channels }) => channels.filter(isNamed).map(channelSuggestion) },
  { pattern: /(?:^|[\s(])(:[a-z0-9_+-]{2,})$/, suggest: ({ emoji }, typed) => emojiSuggestions(emoji, typed.slice(1)) },
];

export function complete(text: string, caret: number, known: Known): Completion | undefined {
  const before = text.slice(0, caret);
  for (const { pattern, suggest } of TRIGGERS) {
    const typed = pattern.exec(before)?.[1];
    if (typed !== undefined) return completion(caret - typed.length, typed, suggest(known, typed));
  }
  return undefined;
}

function completion(from: number, typed: string, all: Suggestion[]): Completion | undefined {
  const lower = typed.toLowerCase();
  const items = all
    .filter(({ insert, label }) => matches(insert.toLowerCase(), lower) || nameMatches(label, lower))
    .slice(0, MOST);
  // Once it is typed in full, Enter should send, not complete.
  const done = items.length === 1 && items[0]?.insert.trim().toLowerCase() === lower;
  return items.length === 0 || done ? undefined : { from, to: from + typed.length, items };
}

function matches(insert: string, typed: string): boolean {
  return insert.startsWith(typed) || (typed.startsWith(":") && insert.includes(typed.slice(1)));
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

function isNamed({ is_im }: { is_im: boolean }): boolean {
  return !is_im;
}

function channelSuggestion({ name, topic }: Known["channels"][number]): Suggestion {
  return { insert: `#${name} `, label: `#${name}`, detail: topic };
}

/** Those that begin so before those that only contain it. */
export function emojiSuggestions(emoji: Known["emoji"], typed: string): Suggestion[] {
  const found = [...emoji].filter(([name]) => name.includes(typed));
  const rank = (name: string): number => (name.startsWith(typed) ? 0 : 1);
  return found
    .toSorted(([one], [other]) => rank(one) - rank(other) || one.length - other.length)
    .map(([name, glyph]) => ({ insert: `:${name}: `, label: `:${name}:`, detail: glyph }));
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

/** A kept text as its author would type it again: names for ids, addresses without their brackets. */
export function asTyped(
  text: string,
  { people, channels }: { people: readonly Person[]; channels: readonly { id: string; name: string }[] },
): string {
  const named: Record<string, (target: string, label: string) => string> = {
    "@": (target) => `@${people.find(({ id }) => id === target)?.name ?? target}`,
    "#": (target, label) => `#${channels.find(({ id }) => id === target)?.name ?? (label || target)}`,
    "!": (target) => `@${target}`,
    // A domain-like word was wrapped, not written as a link.
    "": (target, label) => (/^https?:\/\/(.*)$/.exec(target)?.[1] === label ? label : target),
  };
  const typed = text.replace(
    /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
    (written, sign: string, target: string, label: string | undefined) => named[sign]?.(target, label ?? "") ?? written,
  );
  return decodeEntities(typed);
}
