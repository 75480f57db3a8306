// What the app hears of channels themselves: who came and went, names, archiving, pins and files.
import type { SlackEvent } from "@slack/types";
import type { Desk } from "./desk.ts";
import type { Pin, StoredChannel, StoredMessage } from "./records.ts";
import { apiMessage } from "./look.ts";
import { permalink } from "./permalink.ts";

const isHeard = (desk: Desk, channel: StoredChannel): boolean => channel.members.includes(desk.identity.bot_user_id);

function tell(desk: Desk, type: string, fields: Record<string, unknown>): void {
  desk.events.tell(type, { type, ...fields, event_ts: desk.clock.nextTs() } as unknown as SlackEvent);
}

/** Somebody, perhaps the app itself, is now in a channel. */
export function tellJoined(desk: Desk, channel: StoredChannel, user: string, inviter?: string): void {
  if (!isHeard(desk, channel)) return;
  tell(desk, "member_joined_channel", {
    ...membership(desk, channel, user),
    ...(inviter !== undefined && { inviter }),
  });
}

/** Somebody went; of itself the app hears only that it left. */
export function tellLeft(desk: Desk, channel: StoredChannel, user: string): void {
  const { bot_user_id } = desk.identity;
  if (user === bot_user_id) {
    const type = channel.is_private ? "group_left" : "channel_left";
    return tell(desk, type, { channel: channel.id, actor_id: bot_user_id });
  }
  if (isHeard(desk, channel)) tell(desk, "member_left_channel", membership(desk, channel, user));
}

function membership(desk: Desk, channel: StoredChannel, user: string) {
  return { user, channel: channel.id, channel_type: channel.is_private ? "G" : "C", team: desk.identity.team_id };
}

/** A channel was made, renamed, archived or opened again. */
export function tellChannel(
  desk: Desk,
  channel: StoredChannel,
  what: "created" | "rename" | "archive" | "unarchive",
  user?: string,
): void {
  if (channel.is_private && (what === "created" || !isHeard(desk, channel))) return;
  const { id, name, created_ms, creator } = channel;
  const created = Math.floor(created_ms / 1000);
  const type = `${channel.is_private ? "group" : "channel"}_${what}`;
  if (what === "archive" || what === "unarchive") return tell(desk, type, { channel: id, user });
  const details = { id, name, name_normalized: name, created, is_channel: true, is_mpim: false, is_org_shared: false };
  tell(desk, type, { channel: what === "created" ? { ...details, creator } : details });
}

/** A message was pinned, or is pinned no longer. */
export function tellPin(desk: Desk, channel: StoredChannel, pin: Pin, message: StoredMessage, came: boolean): void {
  if (!isHeard(desk, channel)) return;
  const item = {
    type: "message",
    created: Math.floor(pin.created_ms / 1000),
    created_by: pin.user,
    channel: channel.id,
    message: { ...apiMessage(desk, message), permalink: permalink(desk, message) },
  };
  const pins = desk.workspace.pins.get(channel.id)?.length ?? 0;
  tell(desk, came ? "pin_added" : "pin_removed", {
    user: pin.user,
    channel_id: channel.id,
    item,
    item_user: message.user,
    pin_count: pins,
    pinned_info: { channel: channel.id, pinned_by: pin.user, pinned_ts: Math.floor(pin.created_ms / 1000) },
    ...(!came && { has_pins: pins > 0 }),
  });
}

/** A file now stands in a channel. */
export function tellFileShared(desk: Desk, channel: StoredChannel, user: string, file_id: string): void {
  if (!isHeard(desk, channel)) return;
  tell(desk, "file_shared", { channel_id: channel.id, file_id, user_id: user, file: { id: file_id } });
}

/** A file is gone everywhere. */
export function tellFileDeleted(desk: Desk, file_id: string): void {
  tell(desk, "file_deleted", { file_id });
}
