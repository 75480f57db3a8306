/** What a person has not read yet: channel id -> ts of the newest message they have seen. */
import type { Message } from "../../protocol.ts";
import { compareTs } from "./fold.ts";
import { isRoot } from "./threads.ts";

export type Seen = Readonly<Record<string, string>>;

type Messages = ReadonlyMap<string, readonly Message[]>;

/** A first visit starts with everything read: dots are for what comes after. */
export function seenNow(messages: Messages): Seen {
  return Object.fromEntries([...messages].map(([channel, list]) => [channel, list.at(-1)?.ts ?? "0"]));
}

export type Unread = { count: number; mentions: number; first: string };

/** Root messages by others that are newer than what was seen. Read from the end: a long channel has few. */
export function unreadOf(list: readonly Message[], seen: string | undefined, me: string): Unread {
  const unread: Unread = { count: 0, mentions: 0, first: "" };
  for (let at = list.length - 1; at >= 0; at -= 1) {
    const message = list[at] as Message;
    if (compareTs(message.ts, seen ?? "0") <= 0) break;
    if (!isRoot(message) || message.user === me) continue;
    unread.count += 1;
    unread.first = message.ts;
    if (message.text.includes(`<@${me}>`)) unread.mentions += 1;
  }
  return unread;
}

/** The same object when nothing is new, so that nothing is drawn again. */
export function withSeen(seen: Seen, channel: string, list: readonly Message[]): Seen {
  const newest = list.at(-1)?.ts;
  if (newest === undefined || compareTs(newest, seen[channel] ?? "0") <= 0) return seen;
  return { ...seen, [channel]: newest };
}

const keyOf = (user: string): string => `harbor.seen.${user}`;

type Storage = { getItem(key: string): string | null; setItem(key: string, value: string): void };

export function loadSeen(storage: Storage, user: string): Seen | undefined {
  try {
    const stored: unknown = JSON.parse(storage.getItem(keyOf(user)) ?? "null");
    return typeof stored === "object" && stored !== null ? (stored as Seen) : undefined;
  } catch {
    return undefined;
  }
}

export function saveSeen(storage: Storage, user: string, seen: Seen): void {
  try {
    storage.setItem(keyOf(user), JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}
