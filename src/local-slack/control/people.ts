// What people do besides using the app's elements: write, react, invite, open its tabs.
import { tellLinks } from "../app-events.ts";
import { namesOf } from "../api/message-content.ts";
import type { Desk } from "../desk.ts";
import { openDirect } from "../direct.ts";
import { tellHomeOpened } from "../events.ts";
import { mayEnter, repliesTo } from "../look.ts";
import { addMember } from "../members.ts";
import { changeMessage, personDraft, postMessage, react as reactTo, removeMessage, type Draft } from "../messages.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import type { StoredChannel, StoredFile, StoredMessage } from "../records.ts";
import { LONGEST_TYPED, shareFiles, snippetOf } from "../sharing.ts";
import { linksIn, typedText } from "../text.ts";
import { phoneText } from "../typing.ts";
import { messagesOf } from "../workspace.ts";
import { wrong, type Done, type Wrong } from "./answer.ts";
import { broughtFiles } from "./upload.ts";

/** A person writes a message. */
export function say(desk: Desk, request: ControlRequests["say"]): Done {
  const channel = enter(desk, request.user, request.channel);
  if ("ok" in channel) return channel;
  if (channel.is_archived) return wrong("is_archived", `#${channel.name} is archived.`);
  const thread = threadNamed(desk, channel, request.thread_ts);
  if (thread === null) {
    return wrong("thread_not_found", `There is no message ${request.thread_ts} in ${channel.id} to reply to.`);
  }
  const files = broughtFiles(desk, request.user, request.files ?? []);
  if (typeof files === "string") return wrong("file_not_found", files);
  if (!channel.members.includes(request.user)) addMember(desk, channel, request.user);
  const typed = request.phone ? phoneText(request.text) : request.text;
  const message = post(desk, personDraft(channel.id, request.user, typed, thread), files);
  warnOfAbsence(desk, request.user, channel, message.text);
  return { ok: true, ts: message.ts, channel: channel.id };
}

// A reply to a reply belongs to the same thread. Null: there is no such message.
function threadNamed(desk: Desk, channel: StoredChannel, named: string | undefined): string | undefined | null {
  if (named === undefined) return undefined;
  const found = messagesOf(desk.workspace, channel.id).get(named);
  return found ? (found.thread_ts ?? named) : null;
}

// Slack's client makes a file of a paste that is too long for a message.
function post(desk: Desk, typed: Draft, files: StoredFile[]): StoredMessage {
  const { user, channel } = typed;
  if (typed.text.length > LONGEST_TYPED) {
    return shareFiles(desk, { ...typed, text: "" }, [...files, snippetOf(desk, user, typed.text)]);
  }
  const draft = { ...typed, text: typedText(typed.text, namesOf(desk)) };
  const message = files.length > 0 ? shareFiles(desk, draft, files) : postMessage(desk, draft);
  const urls = linksIn(draft.text, desk.manifest.unfurlDomains);
  const { ts: message_ts, thread_ts } = message;
  const where = { user, channel, message_ts, ...(thread_ts !== undefined && { thread_ts }) };
  const members = desk.workspace.channels.get(channel)?.members ?? [];
  if (urls.length > 0 && members.includes(desk.identity.bot_user_id)) tellLinks(desk, { ...where, urls });
  return message;
}

/** A person changes what they wrote. */
export function edit(desk: Desk, { user, channel, ts, text }: ControlRequests["edit"]): Done {
  const before = own(desk, user, channel, ts);
  if ("ok" in before) return before;
  const edited = { user, ts: desk.clock.nextTs() };
  changeMessage(desk, before, { ...before, text: typedText(text, namesOf(desk)), edited });
  return { ok: true };
}

/** A person takes away what they wrote. What was replied to leaves a stone in its place. */
export function takeAway(desk: Desk, { user, channel, ts }: ControlRequests["delete"]): Done {
  const before = own(desk, user, channel, ts);
  if ("ok" in before) return before;
  if (repliesTo(desk, channel, ts).length === 0) removeMessage(desk, before);
  else {
    const text = "This message was deleted.";
    changeMessage(desk, before, { channel, ts, user: "USLACKBOT", subtype: "tombstone", text });
  }
  return { ok: true };
}

function own(desk: Desk, user: string, channel: string, ts: string): StoredMessage | Wrong {
  const place = enter(desk, user, channel);
  if ("ok" in place) return place;
  const message = messagesOf(desk.workspace, channel).get(ts);
  if (message?.user === user) return message;
  return wrong("message_not_found", `${user} wrote no message ${ts} in ${channel}.`);
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
