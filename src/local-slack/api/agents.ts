// agents.sessions.* and assistant.threads.*: what the app says it is doing in a thread, and how the thread is called.
import { z } from "zod";
import type { Desk } from "../desk.ts";
import { messagesOf, sessionKey } from "../workspace.ts";
import { findChannel, findPerson, isIn } from "./find.ts";
import { method, refuse, text, type Method } from "./method.ts";

const thread = { channel_id: text, thread_ts: text };
const session = { channel_id: text, thread_ts: text.optional() };
export const STATUSES = ["processing", "active", "suspended", "closed"];

export const agentMethods: Record<string, Method> = {
  "assistant.threads.setStatus": method({
    scopes: ["chat:write", "assistant:write"],
    args: { ...thread, status: text, loading_messages: z.array(text).max(10).optional() },
    run(desk, { channel_id, thread_ts, status }) {
      checkThread(desk, channel_id, thread_ts);
      const shown = status === "" ? "" : `${desk.manifest.botName} ${status}`;
      desk.statuses.set({ channel: channel_id, thread_ts, text: shown });
      return {};
    },
  }),

  "assistant.threads.setTitle": method({
    scopes: ["assistant:write"],
    args: { ...thread, title: text },
    run(desk, { channel_id, thread_ts, title }) {
      checkThread(desk, channel_id, thread_ts);
      keepSession(desk, channel_id, thread_ts, { title });
      return {};
    },
  }),

  "assistant.threads.setSuggestedPrompts": method({
    scopes: ["assistant:write"],
    args: {
      channel_id: text,
      thread_ts: text.optional(),
      title: text.optional(),
      prompts: z.array(z.object({ title: text, message: text })).max(4),
    },
    run(desk, { channel_id, thread_ts, prompts }) {
      if (!desk.manifest.isAgent) refuse("not_agent_app");
      if (thread_ts === undefined) findChannel(desk, channel_id);
      else checkThread(desk, channel_id, thread_ts);
      desk.save({ kind: "prompts", prompts });
      return {};
    },
  }),

  "agents.sessions.setStatus": method({
    scopes: ["chat:write"],
    args: { ...session, status: text, title: text.max(200).optional(), initiator_user_id: text.optional() },
    run(desk, { channel_id, thread_ts, status, title = "", initiator_user_id }) {
      checkSession(desk, channel_id);
      if (!STATUSES.includes(status)) refuse("invalid_status");
      if (initiator_user_id !== undefined) findPerson(desk, initiator_user_id);
      if (thread_ts === undefined) return refuse("thread_ts_required");
      const before = desk.workspace.sessions.get(sessionKey(channel_id, thread_ts));
      const kept = keepSession(desk, channel_id, thread_ts, { status, title: before?.title ?? title });
      const shown = status === "processing" ? `${desk.manifest.botName} is working…` : "";
      desk.statuses.set({ channel: channel_id, thread_ts, text: shown });
      return { status, agent_status: status, title: kept.title, ...stopWarning(desk) };
    },
  }),

  "agents.sessions.rename": method({
    scopes: ["chat:write"],
    args: { ...session, title: text },
    run(desk, { channel_id, thread_ts, title }) {
      checkSession(desk, channel_id);
      if (thread_ts === undefined) return refuse("thread_ts_required");
      if (title.length === 0 || title.length > 200) refuse("invalid_name");
      if (!desk.workspace.sessions.has(sessionKey(channel_id, thread_ts))) refuse("session_not_found");
      keepSession(desk, channel_id, thread_ts, { title });
      return { title };
    },
  }),
};

function checkThread(desk: Desk, channel: string, threadTs: string): void {
  findChannel(desk, channel);
  if (!messagesOf(desk.workspace, channel).has(threadTs)) refuse("invalid_thread_ts");
}

function checkSession(desk: Desk, id: string): void {
  const channel = findChannel(desk, id);
  if (!desk.manifest.isAgent || !isIn(desk, channel)) refuse("not_authorized");
}

/** Keeps what is now known of a session. Streams call it too: Slack makes a session of a thread that an agent streams into. */
export function keepSession(
  desk: Desk,
  channel: string,
  thread_ts: string,
  change: { status?: string; title?: string },
) {
  const before = desk.workspace.sessions.get(sessionKey(channel, thread_ts));
  const next = { channel, thread_ts, status: "active", title: "", ...before, ...change };
  desk.save({ kind: "session", session: next });
  return next;
}

// Slack warns an agent that would not hear of its own Stop button.
function stopWarning(desk: Desk) {
  if (desk.manifest.events.has("agent_session_stopped")) return {};
  const warning = "missing_agent_session_stopped_event_subscription";
  return { warning, response_metadata: { warnings: [warning] } };
}
