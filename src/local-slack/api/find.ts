// Looks up what a call names, and refuses in Slack's words when it is not there for this app.
import type { Desk } from "../desk.ts";
import { channelType } from "../look.ts";
import type { Person } from "../protocol.ts";
import type { StoredChannel, StoredMessage } from "../records.ts";
import { messagesOf } from "../workspace.ts";
import { refuse } from "./method.ts";

/** A channel that the app can know of: private ones only when it is in them. */
export function findChannel(desk: Desk, id: string): StoredChannel {
  const channel = desk.workspace.channels.get(id);
  const hidden = channel && (channel.is_private || channel.is_im) && !isIn(desk, channel);
  return !channel || hidden ? refuse("channel_not_found") : channel;
}

/** A channel that the app may write in. */
export function findPostable(desk: Desk, id: string): StoredChannel {
  // A person's id stands for their direct message with the app, as chat.postMessage allows.
  const channel = findChannel(desk, desk.workspace.people.get(id) ? openDirect(desk, id).id : id);
  if (channel.is_archived) refuse("is_archived");
  if (!isIn(desk, channel)) refuse("not_in_channel");
  return channel;
}

/** Whether the app's bot is a member. */
export function isIn(desk: Desk, channel: StoredChannel): boolean {
  return channel.members.includes(desk.identity.bot_user_id);
}

/** A message that everyone in the channel sees. */
export function findMessage(desk: Desk, channel: string, ts: string, error = "message_not_found"): StoredMessage {
  const message = messagesOf(desk.workspace, channel).get(ts);
  return !message || message.ephemeral_for !== undefined ? refuse(error) : message;
}

/** A person of this workspace. */
export function findPerson(desk: Desk, id: string): Person {
  return desk.workspace.people.get(id) ?? refuse("user_not_found");
}

/** The person's direct message with the app, made the first time. */
export function openDirect(desk: Desk, person: string): StoredChannel {
  const bot = desk.identity.bot_user_id;
  for (const channel of desk.workspace.channels.values()) {
    if (channel.is_im && channel.members.includes(person)) return channel;
  }
  const channel: StoredChannel = {
    id: `D${person.slice(1)}`,
    name: desk.workspace.people.get(bot)?.name ?? "app",
    is_im: true,
    is_archived: false,
    members: [person, bot],
    topic: "",
    is_private: true,
    created_ms: desk.clock.nowMs(),
    creator: person,
  };
  desk.save({ kind: "channel", channel });
  desk.pages.tell({ kind: "channel", channel: pageChannel(channel) }, person);
  return channel;
}

/** A channel as the page has it. */
export function pageChannel({ id, name, is_im, is_archived, members, topic }: StoredChannel) {
  return { id, name, is_im, is_archived, members, topic };
}

const TYPE_PREFIX = { channel: "channels", group: "groups", im: "im" } as const;

/** Refuses unless the app has the scope that this kind of channel asks for, e.g. `im:history`. */
export function needScope(desk: Desk, channel: StoredChannel, right: "history" | "read" | "write"): void {
  const needed = `${TYPE_PREFIX[channelType(channel)]}:${right}`;
  if (!desk.manifest.scopes.has(needed)) refuse("missing_scope", { needed, provided: provided(desk) });
}

/** The app's scopes, as Slack lists them. */
export function provided(desk: Desk): string {
  return [...desk.manifest.scopes].join(",");
}
