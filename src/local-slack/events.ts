// The events that the app hears, built from what happened. Each goes out only if the manifest subscribes to it.
import type { SlackEvent } from "@slack/types";
import type { Desk } from "./desk.ts";
import { apiMessage, channelType } from "./look.ts";
import type { StoredChannel, StoredMessage, StoredView } from "./records.ts";
import { viewOutput } from "./view-output.ts";

const SUBSCRIPTIONS = {
  channel: "message.channels",
  group: "message.groups",
  im: "message.im",
  mpim: "message.mpim",
} as const;

/** The channel, if the app hears what happens in it. */
function heard(desk: Desk, id: string): StoredChannel | null {
  const channel = desk.workspace.channels.get(id);
  return channel?.members.includes(desk.identity.bot_user_id) ? channel : null;
}

function tellMessageEvent(desk: Desk, channel: StoredChannel, fields: Record<string, unknown>): void {
  const type = channelType(channel);
  const event = { type: "message", channel: channel.id, channel_type: type, ...fields };
  desk.events.tell(SUBSCRIPTIONS[type], event as unknown as SlackEvent);
}

/** A new message; and, in a channel, that the app was mentioned in it. */
export function tellPosted(desk: Desk, message: StoredMessage): void {
  const channel = heard(desk, message.channel);
  if (!channel || message.ephemeral_for !== undefined) return;
  const shown = apiMessage(desk, message);
  tellMessageEvent(desk, channel, { ...shown, ...metadataFields(desk, message), event_ts: message.ts });
  const { bot_user_id } = desk.identity;
  if (channel.is_im || message.user === bot_user_id || !message.text.includes(`<@${bot_user_id}>`)) return;
  const mention = { ...shown, type: "app_mention", channel: channel.id, event_ts: message.ts };
  desk.events.tell("app_mention", mention as unknown as SlackEvent);
}

/** A message that now reads otherwise. */
export function tellChanged(desk: Desk, before: StoredMessage, after: StoredMessage): void {
  const channel = heard(desk, after.channel);
  if (!channel || after.ephemeral_for !== undefined) return;
  const ts = desk.clock.nextTs();
  tellMessageEvent(desk, channel, {
    subtype: "message_changed",
    hidden: true,
    message: apiMessage(desk, after),
    previous_message: apiMessage(desk, before),
    ts,
    event_ts: ts,
  });
}

/** A message that is gone. */
export function tellDeleted(desk: Desk, message: StoredMessage): void {
  const channel = heard(desk, message.channel);
  if (!channel || message.ephemeral_for !== undefined) return;
  const ts = desk.clock.nextTs();
  const previous_message = apiMessage(desk, message);
  tellMessageEvent(desk, channel, {
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: message.ts,
    previous_message,
    ts,
    event_ts: ts,
  });
}

type Metadata = StoredMessage["metadata"];

/** Whether the manifest subscribes to what apps of this one's id say by metadata of this kind. */
function isSubscribed({ manifest, identity }: Desk, kind: string): boolean {
  return manifest.metadata.some(
    ({ app_id, event_type }) => ["*", identity.app_id].includes(app_id) && ["*", kind].includes(event_type),
  );
}

/** A message event tells the kind of its metadata, and what is in it to those who subscribe to the kind. */
function metadataFields(desk: Desk, { metadata }: StoredMessage): Record<string, unknown> {
  if (!metadata) return {};
  const { event_type } = metadata;
  return { metadata: isSubscribed(desk, event_type) ? metadata : { event_type } };
}

/** Metadata that came, changed or went with its message. */
export function tellMetadata(desk: Desk, message: StoredMessage, now: Metadata, before?: Metadata): void {
  if ((!now && !before) || !heard(desk, message.channel)) return;
  if (JSON.stringify(now) === JSON.stringify(before)) return;
  if (![now, before].some((metadata) => metadata && isSubscribed(desk, metadata.event_type))) return;
  const what = changeOf(now, before);
  const event_ts = what === "posted" ? message.ts : desk.clock.nextTs();
  const { app_id, bot_id, team_id } = desk.identity;
  const type = `message_metadata_${what}`;
  const about = { app_id, bot_id, team_id, user_id: message.user, channel_id: message.channel, message_ts: message.ts };
  const event = {
    type,
    ...about,
    ...(now && { metadata: now }),
    ...(before && { previous_metadata: before }),
    ...(what === "deleted" && { deleted_ts: message.ts }),
    event_ts,
  };
  desk.events.tell(type, event as unknown as SlackEvent);
}

function changeOf(now: Metadata, before: Metadata): "posted" | "updated" | "deleted" {
  if (!now) return "deleted";
  return before ? "updated" : "posted";
}

/** A reaction that came or went. */
export function tellReaction(desk: Desk, message: StoredMessage, user: string, reaction: string, came: boolean): void {
  if (!heard(desk, message.channel)) return;
  const type = came ? "reaction_added" : "reaction_removed";
  const item = { type: "message" as const, channel: message.channel, ts: message.ts };
  const event_ts = desk.clock.nextTs();
  desk.events.tell(type, { type, user, reaction, item_user: message.user, item, event_ts });
}

/** A person opened the app's Home or Messages tab. */
export function tellHomeOpened(
  desk: Desk,
  user: string,
  channel: string,
  tab: "home" | "messages",
  view: StoredView | undefined,
): void {
  desk.events.tell("app_home_opened", {
    type: "app_home_opened",
    user,
    channel,
    tab,
    ...(view && tab === "home" && { view: viewOutput(desk, view) as never }),
    event_ts: desk.clock.nextTs(),
  });
}
