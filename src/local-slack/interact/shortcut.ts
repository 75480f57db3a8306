// A person uses a shortcut: one of a message's menu, or one of the composer's.
import { wrong, type Done } from "../control/answer.ts";
import type { Desk } from "../desk.ts";
import { apiMessage, mayEnter } from "../look.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import { makeResponseUrl } from "../response-urls.ts";
import { messagesOf } from "../workspace.ts";
import { askApp, whoAndWhere } from "./ask-app.ts";

type Use = ControlRequests["shortcut"];

/** Tells the app, and waits for its ack. */
export async function shortcut(desk: Desk, request: Use): Promise<Done> {
  const type = request.container ? "message" : "global";
  const known = desk.manifest.shortcuts.find((each) => each.callback_id === request.callback_id && each.type === type);
  if (!known) {
    const list = desk.manifest.shortcuts.map((each) => `${each.callback_id} (${each.type})`).join(", ") || "none";
    return wrong("unknown_shortcut", `${request.callback_id} is no ${type} shortcut; the manifest has: ${list}.`);
  }
  const about = request.container ? aboutMessage(desk, request, request.container) : {};
  if ("ok" in about) return about as Done;
  const payload = {
    type: request.container ? "message_action" : "shortcut",
    ...whoAndWhere(desk, request.user),
    action_ts: desk.clock.nextTs(),
    callback_id: request.callback_id,
    trigger_id: desk.triggers.make({ user: request.user, view_id: null }),
    ...about,
  };
  const acked = await askApp(desk, request.user, `“${known.name}”`, {
    type: "interactive",
    payload,
    accepts_response_payload: false,
  });
  return { ok: true, acknowledged: acked !== null };
}

function aboutMessage(desk: Desk, { user }: Use, at: { channel: string; message_ts: string }) {
  const channel = desk.workspace.channels.get(at.channel);
  const message = channel && messagesOf(desk.workspace, channel.id).get(at.message_ts);
  if (!channel || !message || message.ephemeral_for !== undefined || !mayEnter(channel, user)) {
    return wrong("message_not_found", `${user} sees no message ${at.message_ts} in ${at.channel}.`);
  }
  return {
    channel: { id: channel.id, name: channel.is_im ? "directmessage" : channel.name },
    message_ts: message.ts,
    message: apiMessage(desk, message),
    response_url: makeResponseUrl(desk, { user, channel: channel.id, message_ts: null }).url,
  };
}
