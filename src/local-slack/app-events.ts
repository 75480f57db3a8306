// What the app hears of itself: that it was taken out of the workspace, and what people do with its agent.
import type { SlackEvent } from "@slack/types";
import type { Desk } from "./desk.ts";

function tell(desk: Desk, type: string, fields: Record<string, unknown>): string | null {
  return desk.events.tell(type, { type, ...fields } as unknown as SlackEvent);
}

/** Takes the app out of the workspace: two events, in no order that it may rely on, and its token is good for nothing. */
export function uninstall(desk: Desk): void {
  tell(desk, "tokens_revoked", {
    tokens: { oauth: [], bot: [desk.identity.bot_user_id] },
    event_ts: desk.clock.nextTs(),
  });
  tell(desk, "app_uninstalled", { event_ts: desk.clock.nextTs() });
  const identity = desk.workspace.identity ?? desk.identity;
  desk.save({ kind: "identity", identity: { ...identity, is_uninstalled: true } });
}

/** A person pressed Stop while the app was at work in a thread. */
export function tellStopped(
  desk: Desk,
  stopped: { user: string; channel: string; thread_ts: string; streaming_message_ts: string[] },
): void {
  tell(desk, "agent_session_stopped", { ...stopped, event_ts: desk.clock.nextTs() });
}

/** A person gave a session another title. */
export function tellRenamed(
  desk: Desk,
  renamed: { user: string; channel: string; thread_ts: string; title: string; previous_title: string },
): void {
  const team_id = desk.identity.team_id;
  tell(desk, "agent_session_title_changed", { ...renamed, team_id, event_ts: desk.clock.nextTs() });
}

/** What a person looks at beside the open app has changed. */
export function tellContext(desk: Desk, user: string, direct: string, looked: string | undefined): void {
  const { team_id } = desk.identity;
  const entities = looked === undefined ? [] : [{ type: "slack#/types/channel_id", value: looked, team_id }];
  tell(desk, "app_context_changed", { user, channel: direct, context: { entities }, event_ts: desk.clock.nextTs() });
}

/** Links whose domain the manifest claims stand in a message. */
export function tellLinks(
  desk: Desk,
  shared: { user: string; channel: string; message_ts: string; thread_ts?: string; urls: string[] },
): void {
  const { urls, ...where } = shared;
  const links = urls.map((url) => ({ url, domain: new URL(url).hostname }));
  const unfurl_id = `${where.channel}-${where.message_ts}`;
  const is_bot_user_member = true;
  const event_ts = desk.clock.nextTs();
  tell(desk, "link_shared", {
    ...where,
    links,
    source: "conversations_history",
    unfurl_id,
    is_bot_user_member,
    event_ts,
  });
}
