// chat.*: posting, changing and deleting messages.
import type { Desk } from "../desk.ts";
import { apiMessage } from "../look.ts";
import { changeMessage, postMessage, removeMessage, store } from "../messages.ts";
import { permalink } from "../permalink.ts";
import type { StoredChannel, StoredMessage } from "../records.ts";
import { findChannel, findMessage, findPostable } from "./find.ts";
import { contentArgs, cutWarning, readContent } from "./message-content.ts";
import { flag, method, refuse, text, type Method } from "./method.ts";

const LONGEST_UPDATE = 4000;
const FIVE_MINUTES_MS = 5 * 60_000;

/** The fields that make a message the app's own. */
export function asBot(desk: Desk) {
  return { user: desk.identity.bot_user_id, bot_id: desk.identity.bot_id };
}

/** The root that a reply goes under; a reply to a reply goes to its root, as in Slack. */
export function threadOf(desk: Desk, channel: StoredChannel, threadTs: string | undefined) {
  if (threadTs === undefined) return {};
  const found = desk.workspace.messages.get(channel.id)?.get(threadTs);
  return { thread_ts: found?.thread_ts ?? threadTs };
}

/** The app's own message, for methods that change it. */
export function findOwn(desk: Desk, channel: string, ts: string, notOurs: string): StoredMessage {
  const message = findMessage(desk, channel, ts);
  return message.bot_id === desk.identity.bot_id ? message : refuse(notOurs);
}

/** True while a stream is open: Slack closes it by itself after about five minutes. */
export function isStreaming(desk: Desk, message: StoredMessage): boolean {
  return message.stream !== undefined && desk.clock.nowMs() - message.stream.started_ms < FIVE_MINUTES_MS;
}

const target = { channel: text, thread_ts: text.optional(), username: text.optional(), icon_emoji: text.optional() };

export const chatMethods: Record<string, Method> = {
  "chat.postMessage": method({
    scopes: ["chat:write"],
    args: { ...target, ...contentArgs, reply_broadcast: flag.optional() },
    run(desk, args) {
      const channel = findPostable(desk, args.channel);
      const content = readContent(desk, args);
      const thread = threadOf(desk, channel, args.thread_ts);
      const broadcast = args.reply_broadcast === true && "thread_ts" in thread && { subtype: "thread_broadcast" };
      const message = postMessage(desk, { channel: channel.id, ...asBot(desk), ...content, ...thread, ...broadcast });
      return { channel: channel.id, ts: message.ts, message: apiMessage(desk, message, true), ...cutWarning(args) };
    },
  }),

  "chat.meMessage": method({
    scopes: ["chat:write"],
    args: { channel: text, text },
    run(desk, args) {
      const channel = findPostable(desk, args.channel);
      const content = readContent(desk, args, "msg_too_long");
      const message = postMessage(desk, { channel: channel.id, ...asBot(desk), ...content, subtype: "me_message" });
      return { channel: channel.id, ts: message.ts };
    },
  }),

  "chat.update": method({
    scopes: ["chat:write"],
    args: { channel: text, ts: text, ...contentArgs },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      const before = findOwn(desk, channel.id, args.ts, "cant_update_message");
      if (isStreaming(desk, before)) refuse("streaming_state_conflict");
      if ((args.text ?? "").length > LONGEST_UPDATE) refuse("msg_too_long");
      const content = readContent(desk, args, "msg_too_long");
      const edited = { user: desk.identity.bot_user_id, ts: desk.clock.nextTs() };
      const after = updated(before, { ...content, edited }, args);
      changeMessage(desk, before, after);
      return { channel: channel.id, ts: after.ts, text: after.text, message: apiMessage(desk, after, true) };
    },
  }),

  "chat.delete": method({
    scopes: ["chat:write"],
    args: { channel: text, ts: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      removeMessage(desk, findOwn(desk, channel.id, args.ts, "cant_delete_message"));
      return { channel: channel.id, ts: args.ts };
    },
  }),

  "chat.postEphemeral": method({
    scopes: ["chat:write"],
    args: { ...target, user: text, ...contentArgs },
    run(desk, args) {
      const channel = findPostable(desk, args.channel);
      if (!channel.members.includes(args.user)) refuse("user_not_in_channel");
      if ((args.text ?? "").length > 40_000) refuse("msg_too_long");
      const content = readContent(desk, args, "msg_too_long");
      const thread = threadOf(desk, channel, args.thread_ts);
      const ts = desk.clock.nextTs();
      store(desk, { channel: channel.id, ts, ...asBot(desk), ...content, ...thread, ephemeral_for: args.user });
      return { message_ts: ts };
    },
  }),

  "chat.getPermalink": method({
    args: { channel: text, message_ts: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      const message = findMessage(desk, channel.id, args.message_ts);
      return { channel: channel.id, permalink: permalink(desk, message) };
    },
  }),
};

// What an update leaves out: text without blocks takes the blocks away, and metadata stays unless it is given anew (empty: removed).
function updated(
  before: StoredMessage,
  content: Partial<StoredMessage>,
  args: { blocks?: unknown; markdown_text?: string | undefined; metadata?: unknown },
): StoredMessage {
  const { blocks, attachments, metadata, stream, streaming, ...kept } = before;
  void [blocks, attachments, stream, streaming];
  const keptMetadata = args.metadata === undefined && metadata ? { metadata } : {};
  return { ...kept, ...keptMetadata, ...content } as StoredMessage;
}
