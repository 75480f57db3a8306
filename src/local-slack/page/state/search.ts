/** Finds messages: every word must be in it; `from:@name`, `in:#channel` and `has:pin` narrow the search. Newest first. */
import type { Channel, Message, Person } from "../../protocol.ts";
import { compareTs } from "./fold.ts";

type Where = {
  messages: ReadonlyMap<string, readonly Message[]>;
  people: readonly Person[];
  channels: readonly Channel[];
};

type Query = { words: string[]; from: string; within: string; pinned: boolean };

export function readQuery(typed: string): Query {
  const query: Query = { words: [], from: "", within: "", pinned: false };
  for (const word of typed.toLowerCase().split(/\s+/)) {
    if (word.startsWith("from:")) query.from = word.slice(5).replace(/^@/, "");
    else if (word.startsWith("in:")) query.within = word.slice(3).replace(/^#/, "");
    else if (word === "has:pin") query.pinned = true;
    else if (word !== "") query.words.push(word);
  }
  return query;
}

export function findMessages(typed: string, { messages, people, channels }: Where, most: number): Message[] {
  const { words, from, within, pinned } = readQuery(typed);
  if (words.length === 0 && from === "" && within === "" && !pinned) return [];
  const authors = people.filter((person) => person.name.toLowerCase().startsWith(from)).map(({ id }) => id);
  const searched = channels.filter((channel) => channel.name.toLowerCase().startsWith(within));
  const matches = (message: Message): boolean => {
    if (from !== "" && !authors.includes(message.user)) return false;
    if (pinned && message.pinned_by === undefined) return false;
    const text = message.text.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return searched
    .flatMap(({ id }) => newest(messages.get(id) ?? [], matches, most))
    .toSorted((one, other) => compareTs(other.ts, one.ts))
    .slice(0, most);
}

function newest(list: readonly Message[], matches: (message: Message) => boolean, most: number): Message[] {
  const found: Message[] = [];
  for (let at = list.length - 1; at >= 0 && found.length < most; at -= 1) {
    const message = list[at] as Message;
    if (matches(message)) found.push(message);
  }
  return found;
}
