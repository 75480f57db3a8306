// conversations.*: channels, their members and their history.
import type { Desk } from "../desk.ts";
import { tellJoined } from "../events.ts";
import { apiMessage, repliesTo } from "../look.ts";
import type { StoredChannel, StoredMessage } from "../records.ts";
import { messagesOf } from "../workspace.ts";
import { findChannel, findMessage, findPerson, isIn, needScope, openDirect, pageChannel } from "./find.ts";
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
      if (!desk.manifest.scopes.has("im:write")) refuse("missing_scope", { needed: "im:write", provided: "" });
      const channel = args.channel === undefined ? openWith(desk, args.users) : findChannel(desk, args.channel);
      if (!channel.is_im) refuse("method_not_supported_for_channel_type");
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

/** Adds somebody to a channel and tells everyone; null when they are in it already. */
export function addMember(desk: Desk, channel: StoredChannel, person: string, inviter?: string): StoredChannel | null {
  if (channel.members.includes(person)) return null;
  const next = { ...channel, members: [...channel.members, person] };
  desk.save({ kind: "channel", channel: next });
  desk.pages.tell({ kind: "channel", channel: pageChannel(next) });
  tellJoined(desk, next, person, inviter);
  return next;
}

function openWith(desk: Desk, users: string | undefined): StoredChannel {
  if (!users) return refuse("users_list_not_supplied");
  const ids = users.split(",");
  if (ids.length > 1) refuse("too_many_users");
  return openDirect(desk, findPerson(desk, ids[0] as string).id);
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

function apiChannel(desk: Desk, channel: StoredChannel): Record<string, unknown> {
  const created = Math.floor(channel.created_ms / 1000);
  const common = { id: channel.id, created, is_archived: channel.is_archived, is_org_shared: false };
  const bot = desk.identity.bot_user_id;
  if (channel.is_im) {
    const user = channel.members.find((member) => member !== bot);
    return {
      ...common,
      is_im: true,
      user,
      is_user_deleted: false,
      priority: 0,
      context_team_id: desk.identity.team_id,
    };
  }
  const note = (value: string) => ({ value, creator: channel.creator, last_set: created });
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.is_private,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: desk.identity.team_id,
    creator: channel.creator,
    unlinked: 0,
    updated: channel.created_ms,
    is_member: channel.members.includes(bot),
    topic: note(channel.topic),
    purpose: note(""),
    previous_names: [],
    num_members: channel.members.length,
  };
}
