// Direct messages: of one person with the app, and of several. They are made when they are first opened.
import { createHash } from "node:crypto";
import type { Desk } from "./desk.ts";
import { pageChannel } from "./look.ts";
import type { StoredChannel } from "./records.ts";

/** The person's direct message with the app. */
export function openDirect(desk: Desk, person: string): StoredChannel {
  for (const channel of desk.workspace.channels.values()) {
    if (channel.is_im && channel.members.includes(person)) return channel;
  }
  const bot = desk.identity.bot_user_id;
  const name = desk.workspace.people.get(bot)?.name ?? "app";
  return keep(desk, { ...made(desk, `D${person.slice(1)}`, name, [person, bot]), is_im: true });
}

/** The group message of these people and the app: always the same one for the same people. */
export function openGroup(desk: Desk, people: string[]): StoredChannel {
  const members = [...new Set([...people, desk.identity.bot_user_id])].toSorted();
  const id = `G${createHash("sha256").update(members.join()).digest("hex").slice(0, 8).toUpperCase()}`;
  const known = desk.workspace.channels.get(id);
  if (known) return known;
  const names = members.map((member) => desk.workspace.people.get(member)?.name ?? member);
  return keep(desk, { ...made(desk, id, `mpdm-${names.join("--")}-1`, members), is_mpim: true });
}

function made(desk: Desk, id: string, name: string, members: string[]): StoredChannel {
  const created_ms = desk.clock.nowMs();
  const creator = members[0] as string;
  return { id, name, is_im: false, is_archived: false, members, topic: "", is_private: true, created_ms, creator };
}

function keep(desk: Desk, channel: StoredChannel): StoredChannel {
  desk.save({ kind: "channel", channel });
  for (const member of channel.members) desk.pages.tell({ kind: "channel", channel: pageChannel(channel) }, member);
  return channel;
}
