// chat.scheduleMessage and what belongs to it. The messages go out by the control clock.
import { randomBytes } from "node:crypto";
import type { Desk } from "../desk.ts";
import { apiMessage } from "../look.ts";
import type { Scheduled } from "../records.ts";
import { asBot, threadOf } from "./chat.ts";
import { findChannel, findPostable } from "./find.ts";
import { contentArgs, readContent } from "./message-content.ts";
import { count, flag, method, refuse, text, type Method } from "./method.ts";
import { pageOf } from "./paging.ts";

const FARTHEST_S = 120 * 24 * 3600;
const WINDOW_S = 300;
const MOST_IN_WINDOW = 30;

export const scheduledMethods: Record<string, Method> = {
  "chat.scheduleMessage": method({
    scopes: ["chat:write"],
    args: {
      ...contentArgs,
      channel: text,
      post_at: text,
      thread_ts: text.optional(),
      reply_broadcast: flag.optional(),
    },
    run(desk, args) {
      const channel = findPostable(desk, args.channel);
      const post_at = checkedTime(desk, channel.id, args.post_at);
      const content = readContent(desk, args, "msg_too_long");
      const draft = { channel: channel.id, ...asBot(desk), ...content, ...threadOf(desk, channel, args.thread_ts) };
      const id = `Q${randomBytes(5).toString("hex").toUpperCase()}`;
      desk.save({ kind: "scheduled", scheduled: { id, post_at, created_ms: desk.clock.nowMs(), draft } });
      desk.schedule.arm();
      const { ts: _, ...shown } = apiMessage(desk, { ...draft, ts: "" }, true);
      const message = { ...shown, type: "delayed_message", subtype: "bot_message" };
      return { channel: channel.id, scheduled_message_id: id, post_at, message };
    },
  }),

  "chat.deleteScheduledMessage": method({
    scopes: ["chat:write"],
    args: { channel: text, scheduled_message_id: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      const found = desk.workspace.scheduled.get(args.scheduled_message_id);
      if (found?.draft.channel !== channel.id) refuse("invalid_scheduled_message_id");
      desk.save({ kind: "unscheduled", id: args.scheduled_message_id });
      return {};
    },
  }),

  "chat.scheduledMessages.list": method({
    args: {
      channel: text.optional(),
      cursor: text.optional(),
      limit: count.optional(),
      latest: text.optional(),
      oldest: text.optional(),
    },
    run(desk, args) {
      if (args.channel !== undefined && !desk.workspace.channels.has(args.channel)) refuse("invalid_channel");
      const [from, to] = [Number(args.oldest ?? 0), Number(args.latest ?? Infinity)];
      const all = [...desk.workspace.scheduled.values()]
        .filter(({ draft }) => args.channel === undefined || draft.channel === args.channel)
        .filter(({ post_at }) => post_at >= from && post_at <= to)
        .toSorted((one, other) => one.post_at - other.post_at);
      const { items, response_metadata } = pageOf(all, args, 100, ({ id }) => id);
      return { scheduled_messages: items.map(listed), response_metadata };
    },
  }),
};

function listed({ id, post_at, created_ms, draft }: Scheduled) {
  return { id, channel_id: draft.channel, post_at, date_created: Math.floor(created_ms / 1000), text: draft.text };
}

function checkedTime(desk: Desk, channel: string, given: string): number {
  const post_at = Number(given);
  if (!Number.isInteger(post_at)) refuse("invalid_time");
  const now = Math.floor(desk.clock.nowMs() / 1000);
  if (post_at <= now) refuse("time_in_past");
  if (post_at > now + FARTHEST_S) refuse("time_too_far");
  const near = [...desk.workspace.scheduled.values()].filter(
    (each) => each.draft.channel === channel && Math.floor(each.post_at / WINDOW_S) === Math.floor(post_at / WINDOW_S),
  );
  return near.length >= MOST_IN_WINDOW ? refuse("restricted_too_many") : post_at;
}
