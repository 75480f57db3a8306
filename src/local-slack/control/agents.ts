// What people do with the app's agent: stop it, rename its session, look at something beside it.
import { tellContext, tellRenamed, tellStopped } from "../app-events.ts";
import type { Desk } from "../desk.ts";
import { openDirect } from "../direct.ts";
import { messagesOf, sessionKey } from "../workspace.ts";
import { store } from "../messages.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import { wrong, type Done } from "./answer.ts";

/** Presses Stop. The app hears of it; what it streams there takes no more. */
export function stopSession(desk: Desk, { user, channel, thread_ts }: ControlRequests["stop_session"]): Done {
  const session = desk.workspace.sessions.get(sessionKey(channel, thread_ts));
  const streams = [...messagesOf(desk.workspace, channel).values()].filter(
    (message) => message.thread_ts === thread_ts && message.streaming && message.stream,
  );
  if (session?.status !== "processing" && streams.length === 0) {
    return wrong("nothing_to_stop", `The app is not at work in ${thread_ts} of ${channel}.`);
  }
  for (const message of streams) {
    if (message.stream) store(desk, { ...message, stream: { ...message.stream, is_stopped: true } });
  }
  const streaming_message_ts = streams.map(({ ts }) => ts);
  tellStopped(desk, { user, channel, thread_ts, streaming_message_ts });
  return { ok: true, streaming_message_ts };
}

/** Gives a session another title. */
export function renameSession(
  desk: Desk,
  { user, channel, thread_ts, title }: ControlRequests["rename_session"],
): Done {
  const session = desk.workspace.sessions.get(sessionKey(channel, thread_ts));
  if (!session) return wrong("session_not_found", `The app has no session in ${thread_ts} of ${channel}.`);
  desk.save({ kind: "session", session: { ...session, title } });
  tellRenamed(desk, { user, channel, thread_ts, title, previous_title: session.title });
  return { ok: true };
}

/** Says what the person looks at beside the app. */
export function setContext(desk: Desk, { user, channel }: ControlRequests["context"]): Done {
  if (channel !== undefined && !desk.workspace.channels.has(channel)) {
    return wrong("channel_not_found", `There is no channel ${channel}.`);
  }
  tellContext(desk, user, openDirect(desk, user).id, channel);
  return { ok: true };
}
