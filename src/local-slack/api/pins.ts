// pins.*: what a channel holds on to.
import type { Desk } from "../desk.ts";
import { apiMessage } from "../look.ts";
import { permalink } from "../permalink.ts";
import { addPin, pinOf, removePin } from "../pinning.ts";
import type { Pin, StoredChannel, StoredMessage } from "../records.ts";
import { messagesOf } from "../workspace.ts";
import { findChannel, findMessage, isIn } from "./find.ts";
import { method, refuse, text, type Method } from "./method.ts";

const MOST_PINS = 100;
const target = { channel: text, timestamp: text.optional() };

export const pinMethods: Record<string, Method> = {
  "pins.add": method({
    scopes: ["pins:write"],
    args: target,
    run(desk, args) {
      const { channel, message } = findTarget(desk, args);
      if (pinOf(desk, message)) refuse("already_pinned");
      if ((desk.workspace.pins.get(channel.id)?.length ?? 0) >= MOST_PINS) refuse("too_many_pins");
      addPin(desk, channel, message, desk.identity.bot_user_id);
      return {};
    },
  }),

  "pins.remove": method({
    scopes: ["pins:write"],
    args: target,
    run(desk, args) {
      const { channel, message } = findTarget(desk, args);
      removePin(desk, channel, message, pinOf(desk, message) ?? refuse("no_pin"));
      return {};
    },
  }),

  "pins.list": method({
    scopes: ["pins:read"],
    args: { channel: text },
    run(desk, args) {
      const channel = findChannel(desk, args.channel);
      const messages = messagesOf(desk.workspace, channel.id);
      const items = (desk.workspace.pins.get(channel.id) ?? []).flatMap((pin) => {
        const message = messages.get(pin.ts);
        return message ? [pinItem(desk, pin, message)] : [];
      });
      return { items };
    },
  }),
};

function pinItem(desk: Desk, pin: Pin, message: StoredMessage) {
  const pinned = { permalink: permalink(desk, message), pinned_to: [pin.channel] };
  const created = Math.floor(pin.created_ms / 1000);
  return {
    type: "message",
    channel: pin.channel,
    created,
    created_by: pin.user,
    message: { ...apiMessage(desk, message), ...pinned },
  };
}

function findTarget(
  desk: Desk,
  args: { channel: string; timestamp?: string | undefined },
): { channel: StoredChannel; message: StoredMessage } {
  const channel = findChannel(desk, args.channel);
  if (!isIn(desk, channel)) refuse(args.timestamp === undefined ? "no_item_specified" : "message_not_found");
  if (args.timestamp === undefined) return refuse("no_item_specified");
  if (!/^\d+\.\d+$/.test(args.timestamp)) refuse("bad_timestamp");
  return { channel, message: findMessage(desk, channel.id, args.timestamp) };
}
