// conversations.*: channels, their members and their history.
import type { Desk } from "../desk.ts";
import { addMember } from "../members.ts";
import { apiMessage, repliesTo } from "../look.ts";
import { openDirect, openGroup } from "../direct.ts";
import type { StoredChannel, StoredMessage } from "../records.ts";
import { messagesOf } from "../workspace.ts";
import { apiChannel } from "./channel-output.ts";
import { findChannel, findMessage, findPerson, isIn, needAny, needScope } from "./find.ts";
import { count, flag, method, refuse, text, type Method } from "./method.ts";
import { pageOf } from "./paging.ts";

const span = {
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag.optional(),
  limit: count.optional(),
  cursor: text.optional(),
  include_all_metadata: flag.optional(),
};
const paging = { limit: count.optional(), cursor: text.optional() };
const listing = { ...paging, types: text.optional(), exclude_archived: flag.optional(), team_id: text.optional() };
const readScopes = ["channels:read", "groups:read", "im:read", "mpim:read"];

/** People in a group message, beside the app. */
const MOST_IN_GROUP = 8;

const byTs = ({ ts }: StoredMessage) => ts;

type Span = { oldest?: string | undefined; latest?: string | undefined; inclusive?: boolean | undefined };

export const conversationMethods: Record<string, Method> = {
  "conversations.history": method({
    args: { channel: text, ...span },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      needScope(desk, channel, "history");
      if (!isIn(desk, channel)) refuse("not_in_channel");
      const roots = [...messagesOf(desk.workspace, channel.id).values()].filter(isTopLevel).filter(within(args));
      const { items, response_metadata } = pageOf(roots.toReversed(), args, 100, byTs);
      return {
        messages: items.map((each) => apiMessage(desk, each, args.include_all_metadata)),
        has_more: response_metadata.next_cursor !== "",
        pin_count: 0,
        channel_actions_ts: null,
        channel_actions_count: 0,
        response_metadata,
      };
    },
  }),

  "conversations.replies": method({
    args: { channel: text, ts: text, ...span },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      needScope(desk, channel, "history");
      // Slack has no word of its own here for a channel that the app is not in.
      if (!isIn(desk, channel)) refuse("channel_not_found");
      const named = findMessage(desk, channel.id, args.ts, "thread_not_found");
      const root = findMessage(desk, channel.id, named.thread_ts ?? named.ts, "thread_not_found");
      const replies = repliesTo(desk, channel.id, root.ts).filter(within(args));
      const { items, response_metadata } = pageOf([root, ...replies], args, 1000, byTs);
      return {
        messages: items.map((each) => apiMessage(desk, each, args.include_all_metadata)),
        has_more: response_metadata.next_cursor !== "",
        response_metadata,
      };
    },
  }),

  "conversations.info": method({
    args: { channel: text, include_num_members: flag.optional(), include_locale: flag.optional() },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      needScope(desk, channel, "read");
      const members = args.include_num_members ? { num_members: channel.members.length } : {};
      return { channel: { ...apiChannel(desk, channel), ...members } };
    },
  }),

  "conversations.list": method({
    scopes: readScopes,
    args: listing,
    run: (desk, args) => listChannels(desk, args, [...desk.workspace.channels.values()]),
  }),

  "users.conversations": method({
    scopes: readScopes,
    args: { ...listing, user: text.optional() },
    run(desk, args) {
      const person = args.user ?? desk.identity.bot_user_id;
      const all = [...desk.workspace.channels.values()].filter(({ members }) => members.includes(person));
      return listChannels(desk, args, all);
    },
  }),

  "conversations.members": method({
    args: { channel: text, ...paging },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      needScope(desk, channel, "read");
      const { items, response_metadata } = pageOf(channel.members, args, 100, String);
      return { members: items, response_metadata };
    },
  }),

  "conversations.open": method({
    args: {
      users: text.optional(),
      channel: text.optional(),
      return_im: flag.optional(),
      prevent_creation: flag.optional(),
    },
    run(desk, args) {
      const several = args.users?.includes(",");
      needAny(desk, several ? ["mpim:write"] : ["im:write"]);
      const channel = args.channel === undefined ? openWith(desk, args.users) : findChannel(desk, args.channel);
      if (!channel.is_im && !channel.is_mpim) refuse("method_not_supported_for_channel_type");
      return { channel: args.return_im ? apiChannel(desk, channel) : { id: channel.id } };
    },
  }),

  "conversations.join": method({
    scopes: ["channels:join"],
    args: { channel: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      if (channel.is_im) refuse("method_not_supported_for_channel_type");
      if (channel.is_archived) refuse("is_archived");
      const joined = addMember(desk, channel, desk.identity.bot_user_id);
      return { channel: apiChannel(desk, joined ?? channel), ...(!joined && { warning: "already_in_channel" }) };
    },
  }),
};

function openWith(desk: Desk, users: string | undefined): StoredChannel {
  if (!users) return refuse("users_list_not_supplied");
  const ids = users.split(",").map((id) => findPerson(desk, id.trim()).id);
  if (ids.length > MOST_IN_GROUP) refuse("too_many_users");
  return ids.length === 1 ? openDirect(desk, ids[0] as string) : openGroup(desk, ids);
}

function listChannels(
  desk: Desk,
  args: {
    types?: string | undefined;
    exclude_archived?: boolean | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  },
  all: StoredChannel[],
) {
  const types = new Set((args.types ?? "public_channel").split(",").map((type) => type.trim()));
  const known = ["public_channel", "private_channel", "im", "mpim"];
  if ([...types].some((type) => !known.includes(type))) refuse("invalid_types");
  const channels = all
    .filter((channel) => types.has(typeName(channel)) && !(args.exclude_archived && channel.is_archived))
    .filter((channel) => typeName(channel) === "public_channel" || isIn(desk, channel));
  const { items, response_metadata } = pageOf(channels, args, 100, ({ id }) => id);
  return { channels: items.map((channel) => apiChannel(desk, channel)), response_metadata };
}

function typeName(channel: StoredChannel): string {
  if (channel.is_im) return "im";
  if (channel.is_mpim) return "mpim";
  return channel.is_private ? "private_channel" : "public_channel";
}

function isTopLevel(message: StoredMessage): boolean {
  const shown = message.thread_ts === undefined || message.subtype === "thread_broadcast";
  return shown && message.ephemeral_for === undefined;
}

function within({ oldest, latest, inclusive = false }: Span) {
  const from = bound(oldest, "invalid_ts_oldest") ?? 0;
  const to = bound(latest, "invalid_ts_latest") ?? Infinity;
  return ({ ts }: StoredMessage) => {
    const at = Number(ts);
    return (at > from && at < to) || (inclusive && (at === from || at === to));
  };
}

/** A ts as a number; 0 and nothing mean no bound. */
function bound(value: string | undefined, error: string): number | null {
  if (value !== undefined && !/^\d+(\.\d+)?$/.test(value)) refuse(error);
  return Number(value ?? 0) || null;
}
