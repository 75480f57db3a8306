/**
 * What the control API shows of a workspace: the snapshot that a page begins with, and the changes after it. What it can be asked to do is in
 * protocol-requests.ts, what it writes down in protocol-journal.ts; the three are the whole public surface of `/control`.
 *
 * Objects that Slack also has (messages, views, blocks) keep Slack's own snake_case field names, so that what a test reads here
 * is what `conversations.history` would have answered. Times named `ts` are Slack's "seconds.micros" strings; times named `*_ms` are
 * integer milliseconds since the epoch, by the control clock.
 */
import type { HomeView, KnownBlock, ModalView } from "@slack/types";

/** A block that may be newer than the installed types (data_visualization). */
export type AnyBlock = KnownBlock | { type: string; [key: string]: unknown };

export type Person = { id: string; name: string; real_name: string; tz: string; is_bot: boolean };

/** A channel, a direct message of one person with the app (`is_im`), or of several (`is_mpim`). `members` holds person ids, the bot's too. */
export type Channel = {
  id: string;
  name: string;
  is_im: boolean;
  is_mpim?: boolean;
  is_archived: boolean;
  members: string[];
  topic: string;
};

export type Reaction = { name: string; users: string[] };

/** One message as a reader sees it. `ephemeral_for` marks what only one person sees; it is never in `conversations.history`. */
export type Message = {
  channel: string;
  ts: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks?: AnyBlock[];
  thread_ts?: string;
  /** On a thread's root only, computed on read. */
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  edited?: { user: string; ts: string };
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  reactions?: Reaction[];
  ephemeral_for?: string;
  /** Who pinned it to its channel. Computed on read. */
  pinned_by?: string;
  /** True between chat.startStream and chat.stopStream. */
  streaming?: boolean;
  /** Uploaded files that the message shares; `url_private` is an address on this server. */
  files?: SharedFile[];
};

/** An uploaded file, in Slack's own words. */
export type SharedFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  alt_txt: string;
  size: number;
  url_private: string;
  /** The first lines of a text, where somebody pasted or uploaded one. */
  preview?: string;
};

/** A view that is open on one person's screen. `title` etc. are Slack's; `state` is what has been typed so far, by block_id and action_id. */
export type OpenView = {
  id: string;
  user: string;
  hash: string;
  view: ModalView;
  errors?: Record<string, string>;
};

/** "Shipmate is thinking ...": at most one a thread; cleared by the app's next message there, or after two minutes. */
export type Status = { channel: string; thread_ts: string; text: string };

export type Snapshot = {
  workspace: { team_id: string; name: string };
  app: {
    app_id: string;
    name: string;
    bot_user_id: string;
    bot_id: string;
    description: string;
    connected: boolean;
    commands: { command: string; description: string; usage_hint: string }[];
    /** The menu entries of messages, and those of the composer. */
    shortcuts?: { name: string; callback_id: string; description: string; type: "message" | "global" }[];
    /** What to type first: the manifest's suggested prompts. */
    prompts: { title: string; message: string }[];
  };
  people: Person[];
  channels: Channel[];
  /** Every message that this person may see, oldest first. */
  messages: Message[];
  /** The person's stack of open modals, undermost first. */
  views: OpenView[];
  /** The person's App Home as last published, if ever. */
  home: HomeView | null;
  statuses: Status[];
  clock: { now_ms: number; offset_ms: number };
};

/** What changes after the snapshot. Sent by `GET /control/events?user=` as server-sent events: first `snapshot`, then `change`. */
export type Change =
  | { kind: "message"; message: Message } // new, or replaced (same channel and ts)
  | { kind: "message-removed"; channel: string; ts: string }
  | { kind: "channel"; channel: Channel }
  | { kind: "person"; person: Person }
  | { kind: "views"; views: OpenView[] } // the person's whole stack, after any change
  | { kind: "home"; home: HomeView }
  | { kind: "status"; status: Status } // empty text: cleared
  | { kind: "connected"; connected: boolean }
  | { kind: "clock"; now_ms: number; offset_ms: number }
  | { kind: "notice"; level: "info" | "error"; text: string }; // e.g. "/shipmate failed because the app did not respond"
