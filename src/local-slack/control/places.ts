// What people do with channels: make, rename, archive, leave; and with what is pinned in them.
import { tellChannel } from "../channel-events.ts";
import type { Desk } from "../desk.ts";
import { openGroup } from "../direct.ts";
import { archiveChannel, keepChannel, removeMember, renameChannel } from "../members.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import { addPin, pinOf, removePin } from "../pinning.ts";
import { messagesOf } from "../workspace.ts";
import { wrong, type Done } from "./answer.ts";
import { enter } from "./people.ts";

/** Opens the group message of these people and the app. */
export function openGroupOf(desk: Desk, { user, with: others }: ControlRequests["open_group"]): Done {
  const unknown = others.find((id) => !desk.workspace.people.has(id));
  if (unknown !== undefined) return wrong("user_not_found", `There is no person ${unknown}.`);
  return { ok: true, channel: openGroup(desk, [user, ...others]).id };
}

/** Makes a channel. */
export function createChannel(desk: Desk, request: ControlRequests["create_channel"]): Done {
  const { user, name, is_private = false, with_app = false } = request;
  if ([...desk.workspace.channels.values()].some((channel) => channel.name === name)) {
    return wrong("name_taken", `There is a #${name} already.`);
  }
  const channel = keepChannel(desk, {
    id: `C0LOCAL${String(desk.workspace.channels.size + 1).padStart(3, "0")}`,
    name,
    is_im: false,
    is_archived: false,
    members: with_app ? [user, desk.identity.bot_user_id] : [user],
    topic: "",
    is_private,
    created_ms: desk.clock.nowMs(),
    creator: user,
  });
  tellChannel(desk, channel, "created");
  return { ok: true, channel: channel.id };
}

/** Renames a channel, archives it or opens it again. */
export function changeChannel(desk: Desk, request: ControlRequests["channel"]): Done {
  const { user, name, archived } = request;
  const channel = enter(desk, user, request.channel);
  if ("ok" in channel) return channel;
  if (channel.is_im || channel.is_mpim) return wrong("is_im", "A direct message has no name and is never archived.");
  const named = name === undefined || name === channel.name ? channel : renameChannel(desk, channel, name, user);
  if (archived !== undefined && archived !== named.is_archived) archiveChannel(desk, named, user, archived);
  return { ok: true };
}

/** Leaves a channel, or takes somebody out of it. */
export function leave(desk: Desk, { user, channel: id, who = user }: ControlRequests["leave"]): Done {
  const channel = enter(desk, user, id);
  if ("ok" in channel) return channel;
  if (removeMember(desk, channel, who)) return { ok: true };
  return wrong("not_in_channel", `${who} is not in ${channel.name}.`);
}

/** Pins a message, or takes the pin off. */
export function pin(desk: Desk, { user, channel: id, ts, remove = false }: ControlRequests["pin"]): Done {
  const channel = enter(desk, user, id);
  if ("ok" in channel) return channel;
  const message = messagesOf(desk.workspace, id).get(ts);
  if (!message || message.ephemeral_for !== undefined)
    return wrong("message_not_found", `There is no message ${ts} in ${id}.`);
  const found = pinOf(desk, message);
  if (Boolean(found) !== remove) return { ok: true, changed: false };
  if (found) removePin(desk, channel, message, found);
  else addPin(desk, channel, message, user);
  return { ok: true, changed: true };
}
