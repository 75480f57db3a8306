// chat.startStream, appendStream, stopStream: a message that grows while the app writes it.
import { z } from "zod";
import { withIds } from "../blocks/check.ts";
import type { Desk } from "../desk.ts";
import { apiMessage } from "../look.ts";
import { changeMessage, postMessage, store } from "../messages.ts";
import type { AnyBlock } from "../protocol.ts";
import type { StoredMessage, StreamChunk, StreamState } from "../records.ts";
import { keepSession, STATUSES } from "./agents.ts";
import { asBot, findOwn, isStreaming, threadOf } from "./chat.ts";
import { findChannel, findPerson, findPostable } from "./find.ts";
import { checkBlocks, readContent } from "./message-content.ts";
import { blocks, metadata, method, refuse, refuseWith, text, type Method } from "./method.ts";

const chunk = z.discriminatedUnion("type", [
  z.object({ type: z.literal("markdown_text"), text }),
  z.object({
    type: z.literal("task_update"),
    id: text,
    title: text,
    status: z.enum(["pending", "in_progress", "complete", "error"]),
    details: text.optional(),
    output: text.optional(),
    sources: z.array(z.object({ type: z.literal("url"), url: text, text })).optional(),
  }),
  z.object({ type: z.literal("plan_update"), title: text }),
  z.object({ type: z.literal("blocks"), blocks }),
]);

const growth = { markdown_text: text.optional(), chunks: z.array(z.looseObject({})).optional() };

function readChunks(args: { markdown_text?: string | undefined; chunks?: unknown[] | undefined }): StreamChunk[] {
  const said = args.markdown_text ? [{ type: "markdown_text", text: args.markdown_text }] : [];
  const parsed = z.array(chunk).safeParse(args.chunks ?? []);
  if (!parsed.success) {
    refuseWith(
      "invalid_chunks",
      parsed.error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:/chunks/${issue.path.join("/")}]`),
    );
  }
  return [...said, ...(parsed.data as StreamChunk[])];
}

export const streamMethods: Record<string, Method> = {
  "chat.startStream": method({
    scopes: ["chat:write"],
    args: {
      channel: text,
      thread_ts: text.optional(),
      recipient_user_id: text.optional(),
      recipient_team_id: text.optional(),
      task_display_mode: z.enum(["timeline", "plan", "dense"]).optional(),
      ...growth,
    },
    run(desk, args) {
      const channel = findPostable(desk, args.channel);
      if (!channel.is_im && !args.recipient_user_id) refuse("missing_recipient_user_id");
      if (!channel.is_im && !args.recipient_team_id) refuse("missing_recipient_team_id");
      if (args.recipient_user_id) findPerson(desk, args.recipient_user_id);
      const stream: StreamState = {
        started_ms: desk.clock.nowMs(),
        recipient: channel.is_im ? null : (args.recipient_user_id ?? null),
        first_text: "",
        display: args.task_display_mode === "plan" ? "plan" : "timeline",
        chunks: [],
      };
      const thread = threadOf(desk, channel, args.thread_ts);
      const draft = { channel: channel.id, ...asBot(desk), text: "", ...thread, streaming: true };
      const message = postMessage(desk, { ...draft, ...grown(stream, readChunks(args)) });
      noteSession(desk, message, "processing");
      return { channel: channel.id, ts: message.ts };
    },
  }),

  "chat.appendStream": method({
    scopes: ["chat:write"],
    args: { channel: text, ts: text, ...growth },
    run(desk, args) {
      const { message, stream } = openStream(desk, args);
      if (stream.is_stopped) refuse("stopped_by_user");
      const chunks = readChunks(args);
      if (chunks.length === 0) refuse("no_text");
      store(desk, { ...message, ...grown(stream, chunks) });
      return { channel: message.channel, ts: message.ts };
    },
  }),

  "chat.stopStream": method({
    scopes: ["chat:write"],
    args: {
      channel: text,
      ts: text,
      ...growth,
      blocks: blocks.optional(),
      metadata: metadata.optional(),
      session_status: z.enum(STATUSES).optional(),
    },
    run(desk, args) {
      const { message, stream } = openStream(desk, args);
      const whole = grown(stream, readChunks(args));
      const last = checkBlocks(args.blocks ?? []);
      const { stream: _, streaming, ...kept } = message;
      void streaming;
      const content = args.metadata ? readContent(desk, { text: " .", metadata: args.metadata }) : null;
      const all = [...(whole.blocks ?? []), ...withIds(last)];
      const after: StoredMessage = {
        ...kept,
        text: whole.text,
        ...(all.length > 0 && { blocks: all }),
        ...(content?.metadata && { metadata: content.metadata }),
      };
      changeMessage(desk, message, after);
      noteSession(desk, after, args.session_status ?? "active");
      return { channel: after.channel, ts: after.ts, message: apiMessage(desk, after, true) };
    },
  }),
};

function noteSession(desk: Desk, { channel, thread_ts }: StoredMessage, status: string): void {
  if (desk.manifest.isAgent && thread_ts !== undefined) keepSession(desk, channel, thread_ts, { status });
}

function openStream(desk: Desk, args: { channel: string; ts: string }) {
  const channel = findChannel(desk, args.channel);
  const message = findOwn(desk, channel.id, args.ts, "message_not_owned_by_app");
  if (!message.stream || !isStreaming(desk, message)) return refuse("message_not_in_streaming_state");
  return { message, stream: message.stream };
}

/** The message's text and blocks after these chunks, too. */
function grown(stream: StreamState, more: StreamChunk[]) {
  const chunks = [...stream.chunks, ...more];
  const said = chunks.filter(({ type }) => type === "markdown_text").map((each) => each.text as string);
  const drawn = streamBlocks(chunks, stream.display);
  if (drawn.length > 100) refuse("msg_blocks_too_many");
  checkBlocks(drawn.slice(0, 50));
  const first_text = stream.chunks.length === 0 ? said.join("") : stream.first_text;
  return { text: said.join(""), blocks: drawn, stream: { ...stream, chunks, first_text } };
}

function streamBlocks(chunks: StreamChunk[], display: StreamState["display"]): AnyBlock[] {
  const result: AnyBlock[] = [];
  const tasks = new Map<string, AnyBlock>();
  let title = "";
  for (const each of chunks) {
    if (each.type === "markdown_text") addText(result, each.text as string);
    else if (each.type === "blocks") result.push(...withIds(each.blocks as AnyBlock[]));
    else if (each.type === "plan_update") title = each.title as string;
    else addTask(result, tasks, each, display);
  }
  if (display === "timeline" && title === "") return result;
  const plan = { type: "plan", block_id: "plan", title: title || "Plan", tasks: [...tasks.values()] };
  const rest = result.filter((block) => block.type !== "task_card");
  return tasks.size > 0 || title !== "" ? [plan, ...rest] : rest;
}

// Text that follows text belongs to the same block; after a task a new one begins.
function addText(result: AnyBlock[], said: string): void {
  const last = result.at(-1) as { type: string; text?: string } | undefined;
  if (last?.type === "markdown") last.text = `${last.text ?? ""}${said}`;
  else if (said !== "") result.push({ type: "markdown", block_id: `text${result.length}`, text: said });
}

function addTask(result: AnyBlock[], tasks: Map<string, AnyBlock>, update: StreamChunk, display: string): void {
  const { id, title, status, details, output, sources } = update as Record<string, string | undefined> & StreamChunk;
  const card: AnyBlock = {
    type: "task_card",
    block_id: `task${id}`,
    task_id: id as string,
    title: title as string,
    status: status as string,
    ...(details !== undefined && { details: richText(details) }),
    ...(output !== undefined && { output: richText(output) }),
    ...(sources !== undefined && { sources }),
  };
  const before = tasks.get(id as string);
  if (before) Object.assign(before, card);
  else {
    tasks.set(id as string, card);
    if (display === "timeline") result.push(card);
  }
}

function richText(said: string) {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: said }] }] };
}
