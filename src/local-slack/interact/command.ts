// A person types a slash command.
import { wrong, type Done } from "../control/answer.ts";
import { invite } from "../control/people.ts";
import { namesOf } from "../api/message-content.ts";
import { Refusal } from "../api/method.ts";
import type { Desk } from "../desk.ts";
import { noteProblem } from "../ground.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import { makeResponseUrl, readAckBody, respond } from "../response-urls.ts";
import { typedText } from "../text.ts";
import { phoneText } from "../typing.ts";
import { askApp } from "./ask-app.ts";

type Command = ControlRequests["command"];

/** Tells the app, and shows what it answers in its ack. `/invite @name` is Slack's own. */
export async function command(desk: Desk, request: Command): Promise<Done> {
  if (request.command === "/invite") return invite(desk, { ...request, who: request.text.trim().replace(/^@/, "") });
  const known = desk.manifest.commands.find((each) => each.command === request.command);
  if (!known) {
    const list = desk.manifest.commands.map((each) => each.command).join(", ") || "none";
    return wrong("unknown_command", `${request.command} is not a command of the app; its manifest has: ${list}.`);
  }
  const { id, url } = makeResponseUrl(desk, { user: request.user, channel: request.channel, message_ts: null });
  const typed = request.phone ? phoneText(request.text) : request.text;
  const text = known.should_escape ? typedText(typed, namesOf(desk)) : typed;
  const acked = await askApp(desk, request.user, request.command, {
    type: "slash_commands",
    payload: { ...commandBody(desk, request), text, response_url: url },
    accepts_response_payload: true,
  });
  if (!acked) return { ok: true, acknowledged: false };
  showAnswer(desk, id, request.user, acked.payload);
  return { ok: true, acknowledged: true };
}

function showAnswer(desk: Desk, id: string, user: string, payload: unknown): void {
  const body = readAckBody(payload);
  const from = desk.workspace.responseUrls.get(id);
  if (!body || !from) return;
  try {
    respond(desk, from, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    noteProblem(
      desk,
      "slash_commands",
      `the ack's message was refused: ${error.code} ${JSON.stringify(error.details)}`,
    );
    desk.pages.tell({ kind: "notice", level: "error", text: `The app's answer was refused: ${error.code}` }, user);
  }
}

function commandBody(desk: Desk, { user, channel, command: name }: Command): Record<string, unknown> {
  const { identity, workspace } = desk;
  const place = workspace.channels.get(channel);
  return {
    token: "local-verification-token",
    team_id: identity.team_id,
    team_domain: identity.team_domain,
    channel_id: channel,
    channel_name: place?.is_im ? "directmessage" : place?.name,
    user_id: user,
    user_name: workspace.people.get(user)?.name ?? user,
    command: name,
    api_app_id: identity.app_id,
    // A string in commands only; everywhere else it is a boolean.
    is_enterprise_install: "false",
    trigger_id: desk.triggers.make({ user, view_id: null }),
  };
}
