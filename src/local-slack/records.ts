// What the local Slack remembers, and the records that its memory is a fold of.
import type { HomeView, ModalView } from "@slack/types";
import type { Channel, Message, Person } from "./protocol.ts";
import type { StateValues } from "./protocol-requests.ts";

/** Who and what this workspace is; made once, with tokens that nobody else knows. */
export type Identity = {
  team_id: string;
  team_name: string;
  team_domain: string;
  app_id: string;
  bot_id: string;
  bot_user_id: string;
  bot_token: string;
  app_token: string;
  /** What signs requests in HTTP mode. */
  signing_secret: string;
  /** The app was taken out of the workspace: its token is good for nothing. */
  is_uninstalled?: boolean;
};

/** What a streamed message is made of until it is stopped. `first_text` is all that others than the recipient see meanwhile. */
export type StreamState = {
  started_ms: number;
  recipient: string | null;
  first_text: string;
  display: "timeline" | "plan";
  chunks: StreamChunk[];
  /** The person pressed Stop. */
  is_stopped?: boolean;
};

export type StreamChunk = { type: string; [key: string]: unknown };

/** A message as it is kept: what readers see, and what only Slack's own payloads show. */
export type StoredMessage = Message & {
  client_msg_id?: string;
  subtype?: string;
  attachments?: unknown[];
  stream?: StreamState;
};

export type StoredChannel = Channel & {
  is_private: boolean;
  created_ms: number;
  creator: string;
  purpose?: string;
  previous_names?: string[];
};

/** A view as Slack holds it on its side: an open modal, or a published Home. */
export type StoredView = {
  id: string;
  user: string;
  hash: string;
  external_id: string;
  root_view_id: string;
  previous_view_id: string | null;
  view: ModalView | HomeView;
  state: StateValues;
  errors?: Record<string, string>;
};

/** One event on its way to the app. It leaves the queue when it is acked, or when it has been given up. */
export type Delivery = {
  event_id: string;
  body: Record<string, unknown>;
  attempt: number;
  reason: string;
  timeouts: number;
};

/** Where an interaction may be answered: five times within thirty minutes. */
export type ResponseUrl = {
  id: string;
  user: string;
  channel: string;
  /** The message that the person clicked in, or the last answer to a command. */
  message_ts: string | null;
  made_ms: number;
  uses: number;
};

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  alt_txt: string;
  length: number;
  base64: string | null;
  /** Who brought it, and when; absent in files of older records, which the app uploaded. */
  user?: string;
  created_ms?: number;
  /** Where it was shared: each place is a message. */
  shares?: { channel: string; ts: string }[];
  /** System milliseconds from which Slack has worked on what the app uploaded: until then it has no kind, and no block may show it. */
  ready_ms?: number;
  /** A long paste, which Slack's client turns into a file that shows its beginning. */
  is_snippet?: boolean;
};

export type Pin = { channel: string; ts: string; user: string; created_ms: number };

export type Bookmark = {
  id: string;
  channel_id: string;
  title: string;
  link: string;
  emoji: string;
  created_ms: number;
  updated_ms: number;
};

/** A message that is to be posted later; it says what it will then say. */
export type Scheduled = { id: string; post_at: number; created_ms: number; draft: Omit<StoredMessage, "ts"> };

export type AgentSession = { channel: string; thread_ts: string; status: string; title: string };

/** Everything that changes what the workspace is. One line of `workspace.jsonl` each. */
export type StateRecord =
  | { kind: "identity"; identity: Identity }
  | { kind: "person"; person: Person }
  | { kind: "channel"; channel: StoredChannel }
  | { kind: "message"; message: StoredMessage }
  | { kind: "message-removed"; channel: string; ts: string }
  | { kind: "home"; view: StoredView }
  | { kind: "views"; user: string; views: StoredView[] }
  | { kind: "clock"; offset_ms: number }
  | { kind: "queued"; delivery: Delivery }
  | { kind: "sent"; event_id: string; attempt: number; reason: string; timeouts: number }
  | { kind: "settled"; event_id: string }
  | { kind: "response-url"; response_url: ResponseUrl }
  | { kind: "file"; file: StoredFile }
  | { kind: "file-removed"; id: string }
  | { kind: "pins"; channel: string; pins: Pin[] }
  | { kind: "bookmark"; bookmark: Bookmark }
  | { kind: "bookmark-removed"; id: string }
  | { kind: "scheduled"; scheduled: Scheduled }
  | { kind: "unscheduled"; id: string }
  | { kind: "session"; session: AgentSession }
  | { kind: "prompts"; prompts: { title: string; message: string }[] };

/** A record as it is written: with the newest timestamp given out so far, so that none is ever given twice. */
export type WrittenRecord = StateRecord & { last_micros: number };
