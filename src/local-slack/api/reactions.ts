// reactions.*
import type { Desk } from "../desk.ts";
import { apiMessage } from "../look.ts";
import { react } from "../messages.ts";
import { permalink } from "../permalink.ts";
import type { StoredMessage } from "../records.ts";
import { messagesOf } from "../workspace.ts";
import { findChannel, findMessage, findPerson, isIn } from "./find.ts";
import { count, flag, method, refuse, text, type Method } from "./method.ts";
import { pageOf } from "./paging.ts";

const item = { channel: text.optional(), timestamp: text.optional() };

export const reactionMethods: Record<string, Method> = {
  "reactions.add": method({
    scopes: ["reactions:write"],
    args: { channel: text, timestamp: text, name: text },
    run(desk, args) {
      const name = emojiName(args.name);
      const added = react(desk, findItem(desk, args), desk.identity.bot_user_id, name, true);
      return added ? {} : refuse("already_reacted");
    },
  }),

  "reactions.remove": method({
    scopes: ["reactions:write"],
    args: { ...item, name: text },
    run(desk, args) {
      const name = emojiName(args.name);
      const removed = react(desk, findItem(desk, args), desk.identity.bot_user_id, name, false);
      return removed ? {} : refuse("no_reaction");
    },
  }),

  "reactions.get": method({
    scopes: ["reactions:read"],
    args: { ...item, full: flag.optional() },
    run(desk, args) {
      const message = findItem(desk, args);
      const shown = { ...apiMessage(desk, message), permalink: permalink(desk, message) };
      return { type: "message", channel: message.channel, message: shown };
    },
  }),

  "reactions.list": method({
    scopes: ["reactions:read"],
    args: {
      user: text.optional(),
      full: flag.optional(),
      cursor: text.optional(),
      limit: count.optional(),
      count: count.optional(),
      page: count.optional(),
    },
    run(desk, args) {
      const user = args.user ?? desk.identity.bot_user_id;
      findPerson(desk, user);
      const reacted = [...desk.workspace.channels.values()]
        .filter((channel) => isIn(desk, channel))
        .flatMap(({ id }) => [...messagesOf(desk.workspace, id).values()])
        .filter(({ reactions }) => reactions?.some(({ users }) => users.includes(user)))
        .toReversed();
      const { items, response_metadata } = pageOf(reacted, args, 100, ({ ts }) => ts);
      const shown = items.map((message) => {
        const body = { ...apiMessage(desk, message), permalink: permalink(desk, message) };
        return { type: "message", channel: message.channel, message: body };
      });
      return { items: shown, response_metadata };
    },
  }),
};

function findItem(
  desk: Desk,
  { channel, timestamp }: { channel?: string | undefined; timestamp?: string | undefined },
): StoredMessage {
  if (channel === undefined || timestamp === undefined) return refuse("no_item_specified");
  if (!/^\d+\.\d+$/.test(timestamp)) refuse("bad_timestamp");
  const found = findChannel(desk, channel);
  return isIn(desk, found) ? findMessage(desk, found.id, timestamp) : refuse("message_not_found");
}

function emojiName(name: string): string {
  return /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name) ? name : refuse("invalid_name");
}
