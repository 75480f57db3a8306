// conversations.*: making channels and changing what they are.
import type { Desk } from "../desk.ts";
import { tellChannel } from "../channel-events.ts";
import { addMember, archiveChannel, keepChannel, removeMember, renameChannel, setTopic } from "../members.ts";
import type { StoredChannel } from "../records.ts";
import { apiChannel } from "./channel-output.ts";
import { findChannel, findPerson, isIn, needAny, needManage } from "./find.ts";
import { flag, method, refuse, refuseWith, text, type Method } from "./method.ts";

const LONGEST_TOPIC = 250;
const LONGEST_NAME = 80;

export const channelMethods: Record<string, Method> = {
  "conversations.create": method({
    args: { name: text.optional(), is_private: flag.optional(), team_id: text.optional() },
    run(desk, { name = "", is_private = false }) {
      needAny(desk, [is_private ? "groups:write" : "channels:manage"]);
      checkName(desk, name);
      const { bot_user_id } = desk.identity;
      const made = keepChannel(desk, {
        id: newId(desk),
        name,
        is_im: false,
        is_archived: false,
        members: [bot_user_id],
        topic: "",
        is_private,
        created_ms: desk.clock.nowMs(),
        creator: bot_user_id,
      });
      tellChannel(desk, made, "created");
      return { channel: apiChannel(desk, made) };
    },
  }),

  "conversations.rename": method({
    args: { channel: text, name: text },
    run(desk, args) {
      const channel = findOpen(desk, args.channel);
      checkName(desk, args.name);
      return { channel: apiChannel(desk, renameChannel(desk, channel, args.name, desk.identity.bot_user_id)) };
    },
  }),

  "conversations.archive": method({
    args: { channel: text },
    run(desk, args) {
      const channel = findNamed(desk, args.channel);
      needManage(desk, channel);
      if (channel.is_archived) refuse("already_archived");
      archiveChannel(desk, channel, desk.identity.bot_user_id);
      return {};
    },
  }),

  "conversations.setTopic": method({
    args: { channel: text, topic: text },
    run(desk, args) {
      const channel = findOpen(desk, args.channel, "topic");
      if (args.topic.length > LONGEST_TOPIC) refuse("too_long");
      return { channel: apiChannel(desk, setTopic(desk, channel, "topic", args.topic, desk.identity.bot_user_id)) };
    },
  }),

  "conversations.setPurpose": method({
    args: { channel: text, purpose: text },
    run(desk, { channel: id, purpose }) {
      const channel = findOpen(desk, id, "topic");
      if (purpose.length > LONGEST_TOPIC) refuse("too_long");
      const next = setTopic(desk, channel, "purpose", purpose, desk.identity.bot_user_id);
      return { channel: apiChannel(desk, next), purpose };
    },
  }),

  "conversations.invite": method({
    args: { channel: text, users: text, force: flag.optional() },
    run(desk, args) {
      const channel = findOpen(desk, args.channel, "invites");
      const ids = args.users.split(",").map((id) => id.trim());
      if (ids.includes(desk.identity.bot_user_id)) refuse("cant_invite_self");
      const people = ids.map((id) => findPerson(desk, id));
      if (people.every(({ id }) => channel.members.includes(id))) refuse("already_in_channel");
      const next = people.reduce((at, { id }) => addMember(desk, at, id, desk.identity.bot_user_id) ?? at, channel);
      return { channel: apiChannel(desk, next) };
    },
  }),

  "conversations.kick": method({
    args: { channel: text, user: text.optional() },
    run(desk, args) {
      const channel = findNamed(desk, args.channel);
      needManage(desk, channel);
      if (!isIn(desk, channel)) refuse("not_in_channel");
      if (args.user === undefined) return refuseWith("invalid_arguments", ["[ERROR] missing required field: user"]);
      if (args.user === desk.identity.bot_user_id) refuse("cant_kick_self");
      if (!removeMember(desk, channel, findPerson(desk, args.user).id)) refuse("not_in_channel");
      return { errors: {} };
    },
  }),

  "conversations.leave": method({
    args: { channel: text },
    run(desk, args) {
      const channel = findNamed(desk, args.channel);
      needManage(desk, channel);
      if (channel.is_archived) refuse("is_archived");
      return removeMember(desk, channel, desk.identity.bot_user_id) ? {} : { not_in_channel: true };
    },
  }),

  "conversations.close": method({
    args: { channel: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      needManage(desk, channel);
      if (!channel.is_im && !channel.is_mpim) refuse("method_not_supported_for_channel_type");
      return {};
    },
  }),

  "conversations.mark": method({
    args: { channel: text, ts: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      needManage(desk, channel);
      if (!isIn(desk, channel)) refuse("not_in_channel");
      if (!/^\d+\.\d+$/.test(args.ts)) refuse("invalid_timestamp");
      return {};
    },
  }),
};

/** A channel that has a name, as direct messages have not. */
function findNamed(desk: Desk, id: string): StoredChannel {
  const channel = findChannel(desk, id);
  return channel.is_im || channel.is_mpim ? refuse("method_not_supported_for_channel_type") : channel;
}

/** One that is not archived and that the app is in; with `also`, one whose topic or members it may change. */
function findOpen(desk: Desk, id: string, also?: "invites" | "topic"): StoredChannel {
  const channel = findNamed(desk, id);
  needManage(desk, channel, also);
  if (channel.is_archived) refuse("is_archived");
  return isIn(desk, channel) ? channel : refuse("not_in_channel");
}

function checkName(desk: Desk, name: string): void {
  if (name === "") refuse("invalid_name_required");
  if (name.length > LONGEST_NAME) refuse("invalid_name_maxlength");
  if (/^[._-]+$/.test(name)) refuse("invalid_name_punctuation");
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) refuse("invalid_name_specials");
  if ([...desk.workspace.channels.values()].some((channel) => channel.name === name)) refuse("name_taken");
}

// Numbered rather than random, so that a workspace that is replayed has the same channels.
function newId(desk: Desk): string {
  return `C0LOCAL${String(desk.workspace.channels.size + 1).padStart(3, "0")}`;
}
