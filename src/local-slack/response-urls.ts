// Response URLs: an answer to an interaction, five times within thirty minutes, from anyone who knows the address.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { readContent, contentArgs, type ContentArgs } from "./api/message-content.ts";
import { asBot } from "./api/chat.ts";
import { flag, Refusal, refuse } from "./api/method.ts";
import type { Desk } from "./desk.ts";
import { changeMessage, postMessage, removeMessage, store } from "./messages.ts";
import type { ResponseUrl, StoredMessage } from "./records.ts";
import { messagesOf } from "./workspace.ts";

const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

const bodySchema = z.object({
  ...contentArgs,
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: flag.default(false),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
});

export type ResponseBody = z.infer<typeof bodySchema>;

/** Makes the address at which this interaction may be answered. */
export function makeResponseUrl(
  desk: Desk,
  made: { user: string; channel: string; message_ts: string | null },
): { url: string; id: string } {
  const id = randomBytes(18).toString("base64url");
  desk.save({ kind: "response-url", response_url: { ...made, id, made_ms: desk.clock.nowMs(), uses: 0 } });
  return { id, url: `${desk.url()}/hooks/${id}` };
}

export type Answered = { status: number; body: string };

/** Answers through a response URL, as its door does: `ok`, or Slack's error in JSON. */
export function answerThrough(desk: Desk, id: string, body: unknown): Answered {
  const found = desk.workspace.responseUrls.get(id);
  if (!found || desk.clock.nowMs() - found.made_ms > LIFE_MS) return said(404, "expired_url");
  if (found.uses >= MOST_USES) return said(404, "used_url");
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return said(400, "invalid_payload");
  try {
    respond(desk, { ...found, uses: found.uses + 1 }, parsed.data);
    return { status: 200, body: "ok" };
  } catch (error) {
    if (error instanceof Refusal) return said(error.code === "no_text" ? 500 : 400, error.code);
    throw error;
  }
}

function said(status: number, error: string): Answered {
  return { status, body: JSON.stringify({ ok: false, error }) };
}

/** Posts, replaces or deletes what the body asks for, in the place that the interaction came from. */
export function respond(desk: Desk, from: ResponseUrl, body: ResponseBody): void {
  const original = from.message_ts === null ? undefined : messagesOf(desk.workspace, from.channel).get(from.message_ts);
  const spent = (message_ts: string | null) =>
    desk.save({ kind: "response-url", response_url: { ...from, message_ts } });
  if (body.delete_original) {
    if (original) removeMessage(desk, original);
    return spent(null);
  }
  const content = readContent(desk, body as ContentArgs, "msg_too_long");
  if (body.replace_original && original) {
    replace(desk, original, content);
    return spent(original.ts);
  }
  const thread = body.thread_ts === undefined ? {} : { thread_ts: body.thread_ts };
  const draft = { channel: from.channel, ...asBot(desk), ...content, ...thread };
  if (body.response_type === "in_channel") return spent(postMessage(desk, draft).ts);
  const ts = desk.clock.nextTs();
  store(desk, { ...draft, ts, ephemeral_for: from.user });
  // A later replace_original of a command's answer means this one; of a click's, the message that was clicked in.
  spent(original ? original.ts : ts);
}

function replace(desk: Desk, original: StoredMessage, content: Partial<StoredMessage>): void {
  const { blocks: _, attachments: __, ...kept } = original;
  if (original.bot_id === undefined) refuse("cant_update_message");
  const edited = original.ephemeral_for === undefined && {
    edited: { user: desk.identity.bot_user_id, ts: desk.clock.nextTs() },
  };
  changeMessage(desk, original, { ...kept, ...content, ...edited });
}

/** Reads an ack's payload as an answer to a command; null when it says nothing. */
export function readAckBody(payload: unknown): ResponseBody | null {
  const value = typeof payload === "string" ? { text: payload } : payload;
  const parsed = bodySchema.safeParse(value ?? {});
  return parsed.success && (parsed.data.text || parsed.data.blocks || parsed.data.attachments) ? parsed.data : null;
}
