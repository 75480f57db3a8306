// What people do besides using the app's elements: write, react, invite, open its tabs.
import { addMember } from "../api/conversations.ts";
import { openDirect } from "../api/find.ts";
import { namesOf } from "../api/message-content.ts";
import type { Desk } from "../desk.ts";
import { tellHomeOpened } from "../events.ts";
import { mayEnter } from "../look.ts";
import { personDraft, postMessage, react as reactTo } from "../messages.ts";
import type { ControlRequests } from "../protocol.ts";
import type { StoredChannel } from "../records.ts";
import { typedText } from "../text.ts";
import { messagesOf } from "../workspace.ts";
import { wrong, type Done, type Wrong } from "./answer.ts";

/** A person writes a message. */
export function say(desk: Desk, request: ControlRequests["say"]): Done {
  const channel = enter(desk, request.user, request.channel);
  if ("ok" in channel) return channel;
  if (channel.is_archived) return wrong("is_archived", `#${channel.name} is archived.`);
  const named = request.thread_ts;
  const found = named === undefined ? undefined : messagesOf(desk.workspace, channel.id).get(named);
  if (named !== undefined && !found) {
    return wrong("thread_not_found", `There is no message ${named} in ${channel.id} to reply to.`);
  }
  if (!channel.members.includes(request.user)) addMember(desk, channel, request.user);
  const text = typedText(request.text, namesOf(desk));
  const message = postMessage(desk, personDraft(channel.id, request.user, text, found?.thread_ts ?? named));
  warnOfAbsence(desk, request.user, channel, text);
  return { ok: true, ts: message.ts, channel: channel.id };
}

// A mention reaches nobody where the app is not a member; Slack offers to invite it, and so does this.
function warnOfAbsence(desk: Desk, user: string, channel: StoredChannel, text: string): void {
  const { bot_user_id } = desk.identity;
  if (channel.members.includes(bot_user_id) || !text.includes(`<@${bot_user_id}>`)) return;
  const name = desk.workspace.people.get(bot_user_id)?.name ?? "app";
  const notice = `@${name} is not in #${channel.name}. Add it with /invite @${name}`;
  desk.pages.tell({ kind: "notice", level: "info", text: notice }, user);
}

/** The channel, if this person exists and may look into it. */
export function enter(desk: Desk, user: string, id: string): StoredChannel | Wrong {
  const channel = desk.workspace.channels.get(id);
  if (!channel) {
    const known = [...desk.workspace.channels.values()].map((each) => `${each.id} (${each.name})`).join(", ");
    return wrong("channel_not_found", `There is no channel ${id}; there are: ${known}.`);
  }
  if (mayEnter(channel, user)) return channel;
  return wrong("not_in_channel", `${user} is not in ${channel.name} and cannot look into it.`);
}

/** A person adds or takes a reaction. */
export function react(desk: Desk, { user, channel, ts, name, remove = false }: ControlRequests["react"]): Done {
  const place = enter(desk, user, channel);
  if ("ok" in place) return place;
  const message = messagesOf(desk.workspace, channel).get(ts);
  if (!message || message.ephemeral_for !== undefined) {
    return wrong("message_not_found", `There is no message ${ts} in ${channel} that can be reacted to.`);
  }
  return { ok: true, changed: reactTo(desk, message, user, name, !remove) };
}

/** A person adds somebody, by id or name, to a channel. */
export function invite(desk: Desk, { user, channel: id, who }: ControlRequests["invite"]): Done {
  const channel = enter(desk, user, id);
  if ("ok" in channel) return channel;
  const people = [...desk.workspace.people.values()];
  const person = people.find((each) => each.id === who || each.name === who.toLowerCase());
  if (!person)
    return wrong("user_not_found", `There is no ${who}; there are: ${people.map((each) => each.name).join(", ")}.`);
  if (channel.is_im) return wrong("is_im", "Nobody can be added to a direct message.");
  return { ok: true, joined: addMember(desk, channel, person.id, user) !== null };
}

/** A person opens the app's Home or Messages tab. */
export function home(desk: Desk, { user, tab }: ControlRequests["home"]): Done {
  const channel = openDirect(desk, user);
  tellHomeOpened(desk, user, channel.id, tab, desk.workspace.homes.get(user));
  return { ok: true, channel: channel.id };
}
