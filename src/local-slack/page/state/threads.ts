/** Roots, replies and days of one channel's messages. */
import type { Message } from "../../protocol.ts";
import { dayHeading, millisOf, type Reader } from "../text/when.ts";
import { dayKey } from "../text/zone.ts";

export type Row = {
  message: Message;
  /** True when it continues what the same author wrote just before, and needs no name or picture again. */
  continues: boolean;
  /** The heading above it, when it is the first of its day. */
  day: string;
  replies: number;
  latestReply: string;
};

export type Replies = { count: number; latest: string };

const CONTINUES_WITHIN_MS = 5 * 60_000;

export function isRoot(message: Message): boolean {
  return message.thread_ts === undefined || message.thread_ts === message.ts;
}

export function rootsOf(messages: readonly Message[]): Message[] {
  return messages.filter(isRoot);
}

/** Root and replies, oldest first. */
export function threadOf(messages: readonly Message[], ts: string): Message[] {
  return messages.filter((message) => message.ts === ts || message.thread_ts === ts);
}

/** Counted here rather than read from `reply_count`, because a change may bring the reply without its root. */
export function countReplies(messages: readonly Message[]): Map<string, Replies> {
  const counts = new Map<string, Replies>();
  for (const message of messages) {
    if (isRoot(message) || message.thread_ts === undefined || message.ephemeral_for !== undefined) continue;
    const count = (counts.get(message.thread_ts)?.count ?? 0) + 1;
    counts.set(message.thread_ts, { count, latest: message.ts });
  }
  return counts;
}

/** One row, from its message and the one before: a list of thousands is never gone through to draw thirty. */
export function rowAt(
  messages: readonly Message[],
  index: number,
  replies: ReadonlyMap<string, Replies>,
  reader: Reader,
): Row {
  const message = messages[index] as Message;
  const before = messages[index - 1];
  const counted = replies.get(message.ts);
  const day = startsDay(message, before, reader.zone) ? dayHeading(millisOf(message.ts), reader) : "";
  return {
    message,
    day,
    continues: day === "" && before !== undefined && continuesFrom(before, message),
    replies: counted?.count ?? 0,
    latestReply: counted?.latest ?? "",
  };
}

function startsDay(message: Message, before: Message | undefined, zone: string): boolean {
  return before === undefined || dayKey(millisOf(before.ts), zone) !== dayKey(millisOf(message.ts), zone);
}

function continuesFrom(before: Message, message: Message): boolean {
  return (
    before.user === message.user &&
    before.ephemeral_for === message.ephemeral_for &&
    millisOf(message.ts) - millisOf(before.ts) < CONTINUES_WITHIN_MS
  );
}
