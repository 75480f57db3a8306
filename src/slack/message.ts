/** Reads a message event: the facts that the school wants to know, and nothing of Slack's shapes. */
import type { Heard } from "../school/listening.ts";
import type { Identity } from "./bolt.ts";

/** Undefined for what no person said just now: bots, edits, joins, deletions. */
export function readHeard(body: Record<string, any>, identity: Identity): Heard | undefined {
  const { event } = body;
  if (!isSaidByPerson(event)) return undefined;
  const text = String(event.text ?? "");
  return {
    team: body["team_id"] ?? identity.team,
    channel: event.channel,
    user: event.user,
    ts: event.ts,
    threadTs: event.thread_ts,
    text,
    isDirect: String(event.channel).startsWith("D"),
    isMention: text.includes(`<@${identity.botUser}`),
  };
}

const SAID = new Set([undefined, "file_share", "thread_broadcast"]);

function isSaidByPerson(event: Record<string, any> | undefined): event is Record<string, any> {
  if (event?.["type"] !== "message" && event?.["type"] !== "app_mention") return false;
  return SAID.has(event["subtype"]) && !event["bot_id"] && Boolean(event["user"]);
}
