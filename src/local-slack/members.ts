// Who is in a channel, and what a channel is called: changed here, shown on the pages, told to the app.
import type { Desk } from "./desk.ts";
import { tellChannel, tellJoined, tellLeft } from "./channel-events.ts";
import { pageChannel } from "./look.ts";
import { postMessage } from "./messages.ts";
import type { StoredChannel } from "./records.ts";

/** Keeps a channel as it now is, and shows it. */
export function keepChannel(desk: Desk, channel: StoredChannel): StoredChannel {
  desk.save({ kind: "channel", channel });
  desk.pages.tell({ kind: "channel", channel: pageChannel(channel) });
  return channel;
}

/** Adds somebody to a channel and tells everyone; null when they are in it already. */
export function addMember(desk: Desk, channel: StoredChannel, person: string, inviter?: string): StoredChannel | null {
  if (channel.members.includes(person)) return null;
  const next = keepChannel(desk, { ...channel, members: [...channel.members, person] });
  tellJoined(desk, next, person, inviter);
  return next;
}

/** Takes somebody out of a channel; null when they are not in it. */
export function removeMember(desk: Desk, channel: StoredChannel, person: string): StoredChannel | null {
  if (!channel.members.includes(person)) return null;
  const next = keepChannel(desk, { ...channel, members: channel.members.filter((member) => member !== person) });
  // The app hears that it went itself, though it is no longer there to hear anything else.
  tellLeft(desk, channel, person);
  return next;
}

/** Gives a channel another name. */
export function renameChannel(desk: Desk, channel: StoredChannel, name: string, user: string): StoredChannel {
  const previous_names = [channel.name, ...(channel.previous_names ?? [])];
  const next = keepChannel(desk, { ...channel, name, previous_names });
  tellChannel(desk, next, "rename");
  notice(desk, next, user, "name", `has renamed the channel from "${channel.name}" to "${name}"`);
  return next;
}

/** Closes a channel for writing, or opens it again. */
export function archiveChannel(desk: Desk, channel: StoredChannel, user: string, isArchived = true): StoredChannel {
  const next = keepChannel(desk, { ...channel, is_archived: isArchived });
  tellChannel(desk, next, isArchived ? "archive" : "unarchive", user);
  return next;
}

/** Says what a channel is about; everybody in it reads that it was said. */
export function setTopic(
  desk: Desk,
  channel: StoredChannel,
  which: "topic" | "purpose",
  value: string,
  user: string,
): StoredChannel {
  const next = keepChannel(desk, { ...channel, [which]: value });
  notice(desk, next, user, which, `set the channel ${which === "topic" ? "topic" : "description"}: ${value}`);
  return next;
}

function notice(desk: Desk, channel: StoredChannel, user: string, what: string, text: string): void {
  const subtype = `${channel.is_private ? "group" : "channel"}_${what}`;
  const isBot = user === desk.identity.bot_user_id;
  postMessage(desk, { channel: channel.id, user, ...(isBot && { bot_id: desk.identity.bot_id }), subtype, text });
}
