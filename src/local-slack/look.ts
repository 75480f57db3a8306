// How a kept message looks: to the app (as Slack's API shows it) and to a person (as the page shows it).
import { apiFile, pageFile, pagePreview } from "./file-output.ts";
import type { Ground } from "./ground.ts";
import type { Channel, Message } from "./protocol.ts";
import type { StoredChannel, StoredMessage } from "./records.ts";
import { richTextOf } from "./rich-text.ts";
import { messagesOf } from "./workspace.ts";

/** A thread's replies, oldest first; what only one person sees is not among them. */
export function repliesTo(ground: Ground, channel: string, threadTs: string): StoredMessage[] {
  return [...messagesOf(ground.workspace, channel).values()].filter(
    (each) => each.thread_ts === threadTs && each.ts !== threadTs && each.ephemeral_for === undefined,
  );
}

/** The replies of every thread among these messages, by its root: for who looks at many roots at once. */
export function groupReplies(messages: readonly StoredMessage[]): RepliesOf {
  const isReply = ({ thread_ts, ts, ephemeral_for }: StoredMessage) =>
    thread_ts !== undefined && thread_ts !== ts && ephemeral_for === undefined;
  const threads = Map.groupBy(messages.filter(isReply), ({ channel, thread_ts }) => `${channel} ${thread_ts}`);
  return ({ channel, ts }) => threads.get(`${channel} ${ts}`) ?? [];
}

type RepliesOf = (root: StoredMessage) => StoredMessage[];

/** What a thread's root tells of its replies, computed when it is read. */
function threadFields(message: StoredMessage, repliesOf: RepliesOf) {
  if (message.thread_ts !== undefined || message.ephemeral_for !== undefined) return null;
  const replies = repliesOf(message);
  if (replies.length === 0) return null;
  const reply_users = [...new Set(replies.map(({ user }) => user))];
  return { reply_count: replies.length, reply_users, latest_reply: (replies.at(-1) as StoredMessage).ts };
}

/** The message as conversations.history shows it. Metadata only when asked for. */
export function apiMessage(ground: Ground, message: StoredMessage, withMetadata = false): Record<string, unknown> {
  const { channel, ephemeral_for, stream, streaming, metadata, reactions, ...plain } = message;
  void [channel, ephemeral_for, stream];
  return {
    type: "message",
    ...plain,
    team: ground.identity.team_id,
    ...(message.bot_id !== undefined && { app_id: ground.identity.app_id, bot_profile: botProfile(ground) }),
    ...replyFields(ground, message),
    ...rootFields(ground, message),
    ...(streaming && { streaming_state: "in_progress" }),
    ...(withMetadata && metadata && { metadata }),
    ...(isTyped(message) && { blocks: richTextOf(message.text, `${message.channel} ${message.ts}`) }),
    ...filesOf(ground, message),
    ...(reactions?.length && { reactions: reactions.map((each) => ({ ...each, count: each.users.length })) }),
  };
}

// Slack's client sends what a person typed as a block, too.
function isTyped({ client_msg_id, text, subtype }: StoredMessage): boolean {
  return client_msg_id !== undefined && text !== "" && (subtype === undefined || subtype === "thread_broadcast");
}

// A file that was deleted leaves its tombstone where it was shared.
function filesOf(ground: Ground, { files }: StoredMessage) {
  if (!files) return {};
  return {
    upload: true,
    display_as_bot: false,
    files: files.map(({ id }) => {
      const file = ground.workspace.files.get(id);
      return file ? apiFile(ground, file) : { id, mode: "tombstone" };
    }),
  };
}

function replyFields(ground: Ground, { channel, thread_ts }: StoredMessage) {
  const root = thread_ts === undefined ? undefined : messagesOf(ground.workspace, channel).get(thread_ts);
  return root ? { parent_user_id: root.user } : {};
}

function rootFields(ground: Ground, message: StoredMessage) {
  const thread = threadFields(message, ({ channel, ts }) => repliesTo(ground, channel, ts));
  if (!thread) return {};
  const reply_users_count = thread.reply_users.length;
  return { ...thread, thread_ts: message.ts, reply_users_count, is_locked: false, subscribed: false };
}

function botProfile({ identity, manifest }: Ground) {
  return {
    id: identity.bot_id,
    deleted: false,
    name: manifest.name,
    updated: 0,
    app_id: identity.app_id,
    icons: {},
    team_id: identity.team_id,
  };
}

/** The message as this person may see it, or null. Nobody (null) sees everything. */
export function pageMessage(
  ground: Ground,
  message: StoredMessage,
  viewer: string | null,
  repliesOf: RepliesOf = ({ channel, ts }) => repliesTo(ground, channel, ts),
): Message | null {
  if (viewer !== null && !maySee(ground, message, viewer)) return null;
  const { client_msg_id, subtype, attachments, stream, ...shown } = message;
  void [client_msg_id, subtype, attachments];
  const hidden = stream && viewer !== null && stream.recipient !== null && stream.recipient !== viewer;
  // While it streams in a channel, only the person it is meant for sees it grow: Slack's rule.
  const files = message.files?.flatMap(({ id }) => {
    const file = ground.workspace.files.get(id);
    return file ? [{ ...pageFile(ground, file), ...pagePreview(file) }] : [];
  });
  return {
    ...shown,
    ...(files && { files }),
    ...threadFields(message, repliesOf),
    ...pinFields(ground, message),
    ...(hidden && { text: stream.first_text, blocks: [] }),
  };
}

function pinFields({ workspace }: Ground, { channel, ts }: StoredMessage): Pick<Message, "pinned_by"> {
  const pin = workspace.pins.get(channel)?.find((each) => each.ts === ts);
  return pin ? { pinned_by: pin.user } : {};
}

function maySee(ground: Ground, message: StoredMessage, viewer: string): boolean {
  if (message.ephemeral_for !== undefined && message.ephemeral_for !== viewer) return false;
  const channel = ground.workspace.channels.get(message.channel);
  return channel !== undefined && mayEnter(channel, viewer);
}

/** Whether a person may look into a channel: public ones are open to all. */
export function mayEnter(channel: StoredChannel, person: string): boolean {
  return channel.members.includes(person) || (!channel.is_im && !channel.is_private);
}

/** The kind of channel, in the words of Slack's events. */
export function channelType(channel: StoredChannel): "channel" | "group" | "im" | "mpim" {
  if (channel.is_im) return "im";
  if (channel.is_mpim) return "mpim";
  return channel.is_private ? "group" : "channel";
}

/** A channel as the page has it. */
export function pageChannel({ id, name, is_im, is_mpim, is_archived, members, topic }: StoredChannel): Channel {
  return { id, name, is_im, ...(is_mpim && { is_mpim }), is_archived, members, topic };
}
