// Messages come, change and go: recorded, shown on the pages, told to the app. Everything that writes a message passes here.
import { randomUUID } from "node:crypto";
import type { Desk } from "./desk.ts";
import { tellChanged, tellDeleted, tellMetadata, tellPosted, tellReaction } from "./events.ts";
import { pageMessage } from "./look.ts";
import type { StoredMessage } from "./records.ts";
import { messagesOf } from "./workspace.ts";

export type Draft = Omit<StoredMessage, "ts">;

/** Posts a message and tells everyone whom it concerns. */
export function postMessage(desk: Desk, draft: Draft): StoredMessage {
  const message = { ...draft, ts: desk.clock.nextTs() };
  if (draft.bot_id !== undefined) clearStatus(desk, message);
  store(desk, message);
  tellPosted(desk, message);
  tellMetadata(desk, message, message.metadata);
  return message;
}

/** What a person wrote, as a draft. */
export function personDraft(channel: string, user: string, text: string, threadTs?: string): Draft {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return { channel, user, text, client_msg_id: randomUUID(), ...thread };
}

/** Stores a message without telling the app: ephemerals, and a stream that grows. */
export function store(desk: Desk, message: StoredMessage): void {
  desk.save({ kind: "message", message });
  showMessage(desk, message);
}

/** Puts another text or other blocks in a message's place. */
export function changeMessage(desk: Desk, before: StoredMessage, after: StoredMessage): void {
  store(desk, after);
  tellChanged(desk, before, after);
  tellMetadata(desk, after, after.metadata, before.metadata);
}

/** Takes a message away. */
export function removeMessage(desk: Desk, message: StoredMessage): void {
  desk.save({ kind: "message-removed", channel: message.channel, ts: message.ts });
  desk.pages.tell({ kind: "message-removed", channel: message.channel, ts: message.ts });
  showRoot(desk, message);
  tellDeleted(desk, message);
  tellMetadata(desk, message, undefined, message.metadata);
}

/** Adds or takes a person's reaction. False when there was nothing to do. */
export function react(desk: Desk, message: StoredMessage, user: string, name: string, add: boolean): boolean {
  const before = message.reactions ?? [];
  const users = before.find((reaction) => reaction.name === name)?.users ?? [];
  if (users.includes(user) === add) return false;
  const after = add ? [...users, user] : users.filter((each) => each !== user);
  const others = before.filter((reaction) => reaction.name !== name);
  store(desk, { ...message, reactions: after.length > 0 ? [...others, { name, users: after }] : others });
  tellReaction(desk, message, user, name, add);
  return true;
}

function clearStatus(desk: Desk, message: StoredMessage): void {
  desk.statuses.clear(message.channel, message.thread_ts ?? message.ts);
}

/** Tells the pages how the message reads now, and its root. */
export function showMessage(desk: Desk, message: StoredMessage): void {
  desk.pages.tellMessage((viewer) => pageMessage(desk, message, viewer));
  showRoot(desk, message);
}

// A root's reply count is computed when it is read, so its readers have to be told that it reads otherwise now.
function showRoot(desk: Desk, message: StoredMessage): void {
  if (message.thread_ts === undefined || message.ephemeral_for !== undefined) return;
  const root = messagesOf(desk.workspace, message.channel).get(message.thread_ts);
  if (root && root.ts !== message.ts) desk.pages.tellMessage((viewer) => pageMessage(desk, root, viewer));
}
