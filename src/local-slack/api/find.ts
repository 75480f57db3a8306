// Looks up what a call names, and refuses in Slack's words when it is not there for this app.
import type { Desk } from "../desk.ts";
import { openDirect } from "../direct.ts";
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

const TYPE_PREFIX = { channel: "channels", group: "groups", im: "im", mpim: "mpim" } as const;

/** Refuses unless the app has the scope that this kind of channel asks for, e.g. `im:history`. */
export function needScope(desk: Desk, channel: StoredChannel, right: "history" | "read" | "write"): void {
  needAny(desk, [`${TYPE_PREFIX[channelType(channel)]}:${right}`]);
}

/** Refuses unless the app may change this kind of channel; `also` is a smaller scope that is enough, e.g. `topic`. */
export function needManage(desk: Desk, channel: StoredChannel, also?: "invites" | "topic"): void {
  const prefix = TYPE_PREFIX[channelType(channel)];
  const smaller = also === undefined ? [] : [`${prefix}:write.${also}`];
  needAny(desk, [prefix === "channels" ? "channels:manage" : `${prefix}:write`, ...smaller]);
}

/** Refuses unless the app has one of these scopes. */
export function needAny(desk: Desk, scopes: string[]): void {
  if (scopes.some((scope) => desk.manifest.scopes.has(scope))) return;
  refuse("missing_scope", { needed: scopes.join(","), provided: provided(desk) });
}

/** The app's scopes, as Slack lists them. */
export function provided(desk: Desk): string {
  return [...desk.manifest.scopes].join(",");
}
