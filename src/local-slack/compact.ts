// The fewest records that make a workspace what it is: what is exported, and what a record file is cut down to.
import type { StateRecord } from "./records.ts";
import type { Workspace } from "./workspace.ts";

/** How many events that were acked stay at hand to be sent again. */
const KEPT_EVENTS = 50;

/** The records, in an order in which they can be applied. */
export function recordsOf(workspace: Workspace): StateRecord[] {
  const { identity, people, channels, homes, views, pins, bookmarks, scheduled, files, sessions, prompts } = workspace;
  return [
    ...(identity ? [{ kind: "identity" as const, identity }] : []),
    ...each(people, (person) => ({ kind: "person", person })),
    ...each(channels, (channel) => ({ kind: "channel", channel })),
    ...[...workspace.messages.values()].flatMap((map) => each(map, (message) => ({ kind: "message", message }))),
    ...each(files, (file) => ({ kind: "file", file })),
    ...each(homes, (view) => ({ kind: "home", view })),
    ...[...views].map(([user, stack]): StateRecord => ({ kind: "views", user, views: stack })),
    ...[...pins].map(([channel, list]): StateRecord => ({ kind: "pins", channel, pins: list })),
    ...each(bookmarks, (bookmark) => ({ kind: "bookmark", bookmark })),
    ...each(scheduled, (one) => ({ kind: "scheduled", scheduled: one })),
    ...each(sessions, (session) => ({ kind: "session", session })),
    ...each(workspace.responseUrls, (response_url) => ({ kind: "response-url", response_url })),
    ...(prompts ? [{ kind: "prompts" as const, prompts }] : []),
    ...eventRecords(workspace),
    { kind: "clock", offset_ms: workspace.offset_ms },
  ];
}

function each<T>(map: Map<string, T>, record: (value: T) => StateRecord): StateRecord[] {
  return [...map.values()].map(record);
}

function eventRecords({ events, queue }: Workspace): StateRecord[] {
  const acked = [...events.values()].filter(({ event_id }) => !queue.has(event_id)).slice(-KEPT_EVENTS);
  return [
    ...acked.flatMap((delivery): StateRecord[] => [
      { kind: "queued", delivery },
      { kind: "settled", event_id: delivery.event_id },
    ]),
    ...each(queue, (delivery) => ({ kind: "queued", delivery })),
  ];
}
