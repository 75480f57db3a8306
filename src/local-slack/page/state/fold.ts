/** The page's state: a snapshot, then one change after another. Pure: what did not change keeps its identity. */
import type { Change, Message, Snapshot, Status } from "../../protocol.ts";

export type Notice = { id: number; level: "info" | "error"; text: string };

export type State = Omit<Snapshot, "messages"> & {
  /** Oldest first, by channel; roots and replies together. */
  messages: ReadonlyMap<string, readonly Message[]>;
  notices: readonly Notice[];
};

export function fromSnapshot(snapshot: Snapshot, before?: State): State {
  const messages = new Map<string, Message[]>();
  for (const message of snapshot.messages) {
    const channel = messages.get(message.channel) ?? [];
    channel.push(message);
    messages.set(message.channel, channel);
  }
  // The server sorts; ten thousand comparisons are saved by looking whether it did.
  for (const channel of messages.values()) {
    const isSorted = channel.every((message, at) => at === 0 || compareTs(channel[at - 1]?.ts ?? "", message.ts) <= 0);
    if (!isSorted) channel.sort((one, other) => compareTs(one.ts, other.ts));
  }
  return { ...snapshot, messages, notices: before?.notices ?? [] };
}

type Fold = { [K in Change["kind"]]: (state: State, change: Extract<Change, { kind: K }>) => State };

// A record rather than a switch: the compiler still demands every kind, and each is one line.
const FOLD: Fold = {
  message: (state, { message }) => withChannel(state, message.channel, (list) => placed(list, message)),
  "message-removed": (state, { channel, ts }) =>
    withChannel(state, channel, (list) => list.filter((message) => message.ts !== ts)),
  channel: (state, { channel }) => ({ ...state, channels: replaced(state.channels, channel) }),
  person: (state, { person }) => ({ ...state, people: replaced(state.people, person) }),
  views: (state, { views }) => ({ ...state, views }),
  home: (state, { home }) => ({ ...state, home }),
  status: (state, { status }) => ({ ...state, statuses: withStatus(state.statuses, status) }),
  connected: (state, { connected }) => ({ ...state, app: { ...state.app, connected } }),
  clock: (state, { now_ms, offset_ms }) => ({ ...state, clock: { now_ms, offset_ms } }),
  notice: (state, { level, text }) => withNotice(state, level, text),
};

export function fold(state: State, change: Change): State {
  const step = FOLD[change.kind] as ((state: State, change: Change) => State) | undefined;
  // A server that is newer than the page may know more kinds; they are none of our business.
  return step === undefined ? state : step(state, change);
}

/** Adds a notice, unless the very same one is being shown: an answer and a change may both report one failure. */
export function withNotice(state: State, level: Notice["level"], text: string): State {
  if (state.notices.some((notice) => notice.text === text)) return state;
  const id = Math.max(0, ...state.notices.map((notice) => notice.id)) + 1;
  return { ...state, notices: [...state.notices, { id, level, text }].slice(-4) };
}

export function withoutNotice(state: State, id: number): State {
  return { ...state, notices: state.notices.filter((notice) => notice.id !== id) };
}

/** Orders Slack's "seconds.micros" strings, which are too long for a float to tell apart safely. */
export function compareTs(one: string, other: string): number {
  // Equally long ones, which nearly all are, compare as text.
  if (one.length === other.length) return one < other ? -1 : Number(one > other);
  const [seconds = "", micros = ""] = one.split(".");
  const [otherSeconds = "", otherMicros = ""] = other.split(".");
  return Number(seconds) - Number(otherSeconds) || Number(micros) - Number(otherMicros);
}

function withChannel(state: State, channel: string, change: (list: readonly Message[]) => readonly Message[]): State {
  const messages = new Map(state.messages);
  messages.set(channel, change(state.messages.get(channel) ?? []));
  return { ...state, messages };
}

function placed(list: readonly Message[], message: Message): Message[] {
  const at = list.findIndex((other) => other.ts === message.ts);
  if (at !== -1) return list.with(at, message);
  const after = list.findLastIndex((other) => compareTs(other.ts, message.ts) < 0);
  return list.toSpliced(after + 1, 0, message);
}

function replaced<T extends { id: string }>(list: readonly T[], item: T): T[] {
  const at = list.findIndex((other) => other.id === item.id);
  return at === -1 ? [...list, item] : list.with(at, item);
}

function withStatus(statuses: readonly Status[], status: Status): Status[] {
  const others = statuses.filter((other) => other.channel !== status.channel || other.thread_ts !== status.thread_ts);
  return status.text === "" ? others : [...others, status];
}
