// The state of the workspace, as a fold over its records. Nothing else changes it.
import type {
  AgentSession,
  Bookmark,
  Delivery,
  Identity,
  Pin,
  ResponseUrl,
  Scheduled,
  StateRecord,
  StoredChannel,
  StoredFile,
  StoredMessage,
  StoredView,
} from "./records.ts";
import type { Person } from "./protocol.ts";

/** How many events stay at hand after they were acked, so that they can be sent once more. */
const REMEMBERED_EVENTS = 1000;

export type Workspace = {
  identity: Identity | null;
  people: Map<string, Person>;
  channels: Map<string, StoredChannel>;
  /** By channel, then by ts, in the order of ts. */
  messages: Map<string, Map<string, StoredMessage>>;
  homes: Map<string, StoredView>;
  views: Map<string, StoredView[]>;
  offset_ms: number;
  /** Not yet acked, oldest first. */
  queue: Map<string, Delivery>;
  /** The newest events, acked or not. */
  events: Map<string, Delivery>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, StoredFile>;
  /** By channel, newest first. */
  pins: Map<string, Pin[]>;
  bookmarks: Map<string, Bookmark>;
  scheduled: Map<string, Scheduled>;
  sessions: Map<string, AgentSession>;
  prompts: { title: string; message: string }[] | null;
};

/** A workspace of which nothing is known yet. */
export function emptyWorkspace(): Workspace {
  return {
    identity: null,
    people: new Map(),
    channels: new Map(),
    messages: new Map(),
    homes: new Map(),
    views: new Map(),
    offset_ms: 0,
    queue: new Map(),
    events: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    pins: new Map(),
    bookmarks: new Map(),
    scheduled: new Map(),
    sessions: new Map(),
    prompts: null,
  };
}

/** Forgets everything but who the workspace is: what follows is taken in as if from the beginning. */
export function clearWorkspace(workspace: Workspace): void {
  const { identity } = workspace;
  Object.assign(workspace, emptyWorkspace(), { identity });
}

type Step<K extends StateRecord["kind"]> = (workspace: Workspace, record: Extract<StateRecord, { kind: K }>) => void;

const steps: { [K in StateRecord["kind"]]: Step<K> } = {
  identity: (workspace, record) => void (workspace.identity = record.identity),
  person: (workspace, record) => void workspace.people.set(record.person.id, record.person),
  channel: (workspace, record) => void workspace.channels.set(record.channel.id, record.channel),
  message: (workspace, { message }) => void messagesOf(workspace, message.channel).set(message.ts, message),
  "message-removed": (workspace, record) => void messagesOf(workspace, record.channel).delete(record.ts),
  home: (workspace, record) => void workspace.homes.set(record.view.user, record.view),
  views: (workspace, record) => void workspace.views.set(record.user, record.views),
  clock: (workspace, record) => void (workspace.offset_ms = record.offset_ms),
  queued: (workspace, { delivery }) => {
    workspace.queue.set(delivery.event_id, delivery);
    workspace.events.set(delivery.event_id, delivery);
    forgetOldest(workspace.events, REMEMBERED_EVENTS);
  },
  sent: (workspace, { event_id, attempt, reason, timeouts }) => {
    const delivery = workspace.queue.get(event_id);
    if (delivery) workspace.queue.set(event_id, { ...delivery, attempt, reason, timeouts });
  },
  settled: (workspace, record) => void workspace.queue.delete(record.event_id),
  "response-url": (workspace, { response_url }) => {
    workspace.responseUrls.set(response_url.id, response_url);
    forgetOldest(workspace.responseUrls, REMEMBERED_EVENTS);
  },
  file: (workspace, record) => void workspace.files.set(record.file.id, record.file),
  "file-removed": (workspace, { id }) => void workspace.files.delete(id),
  pins: (workspace, { channel, pins }) => void workspace.pins.set(channel, pins),
  bookmark: (workspace, { bookmark }) => void workspace.bookmarks.set(bookmark.id, bookmark),
  "bookmark-removed": (workspace, { id }) => void workspace.bookmarks.delete(id),
  scheduled: (workspace, { scheduled }) => void workspace.scheduled.set(scheduled.id, scheduled),
  unscheduled: (workspace, { id }) => void workspace.scheduled.delete(id),
  session: (workspace, { session }) =>
    void workspace.sessions.set(sessionKey(session.channel, session.thread_ts), session),
  prompts: (workspace, record) => void (workspace.prompts = record.prompts),
};

/** Takes one record into the workspace. */
export function apply(workspace: Workspace, record: StateRecord): void {
  (steps[record.kind] as Step<StateRecord["kind"]>)(workspace, record as never);
}

/** Whether this program knows records of this kind. */
export function isKnownKind(kind: unknown): kind is StateRecord["kind"] {
  return typeof kind === "string" && Object.hasOwn(steps, kind);
}

/** A channel's messages by ts, oldest first. */
export function messagesOf(workspace: Workspace, channel: string): Map<string, StoredMessage> {
  const known = workspace.messages.get(channel);
  if (known) return known;
  const fresh = new Map<string, StoredMessage>();
  workspace.messages.set(channel, fresh);
  return fresh;
}

/** The key of an agent session: a thread of a channel. */
export function sessionKey(channel: string, threadTs: string): string {
  return `${channel} ${threadTs}`;
}

function forgetOldest(map: Map<string, unknown>, keep: number): void {
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}
