// The whole workspace as one person sees it (or as nobody, who sees everything).
import type { Desk } from "../desk.ts";
import { groupReplies, mayEnter, pageChannel, pageMessage } from "../look.ts";
import type { Message, Snapshot } from "../protocol.ts";
import type { HomeView } from "@slack/types";
import { openView, stackOf } from "../views.ts";

/** What a page starts from. */
export function snapshot(desk: Desk, user: string | null): Snapshot {
  const { identity, manifest, workspace, line } = desk;
  const home = user === null ? undefined : workspace.homes.get(user);
  const stacks = user === null ? [...workspace.views.values()].flat() : stackOf(desk, user);
  return {
    workspace: { team_id: identity.team_id, name: identity.team_name },
    app: {
      app_id: identity.app_id,
      name: manifest.name,
      bot_user_id: identity.bot_user_id,
      bot_id: identity.bot_id,
      description: manifest.description,
      connected: line.isConnected(),
      commands: manifest.commands.map(({ command, description, usage_hint }) => ({ command, description, usage_hint })),
      shortcuts: manifest.shortcuts,
      prompts: workspace.prompts ?? manifest.prompts,
    },
    people: [...workspace.people.values()],
    channels: [...workspace.channels.values()]
      .filter((channel) => user === null || mayEnter(channel, user))
      .map(pageChannel),
    messages: messagesFor(desk, user),
    views: stacks.map(openView),
    home: (home?.view as HomeView | undefined) ?? null,
    statuses: desk.statuses.all(),
    clock: clockReading(desk),
  };
}

/** What the control clock shows. */
export function clockReading({ clock }: Desk): { now_ms: number; offset_ms: number } {
  return { now_ms: clock.nowMs(), offset_ms: clock.offsetMs() };
}

/** When the next message that the app scheduled is due; null: it scheduled none. */
export function nextScheduled({ workspace }: Desk): number | null {
  const due = [...workspace.scheduled.values()].map(({ post_at }) => post_at * 1000);
  return due.length > 0 ? Math.min(...due) : null;
}

/** The messages that this person may see, oldest first; of one channel or one thread when so asked. */
export function messagesFor(
  desk: Desk,
  user: string | null,
  where: { channel?: string; thread_ts?: string } = {},
): Message[] {
  const maps =
    where.channel === undefined ? desk.workspace.messages.values() : [desk.workspace.messages.get(where.channel)];
  const messages = [...maps].flatMap((map) => [...(map?.values() ?? [])]);
  const repliesOf = groupReplies(messages);
  return messages
    .filter(
      ({ ts, thread_ts }) => where.thread_ts === undefined || ts === where.thread_ts || thread_ts === where.thread_ts,
    )
    .map((message) => pageMessage(desk, message, user, repliesOf))
    .filter((message) => message !== null)
    .toSorted((one, other) => Number(one.ts) - Number(other.ts));
}
