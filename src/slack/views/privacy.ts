/** One's own data: the buttons in App Home, the export to read and copy, and the question before all is deleted. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Forgotten } from "../../school/personal.ts";
import { actionId, actions, views } from "../actions.ts";
import { button } from "./answer.ts";
import { context, preformatted, section } from "./drawn.ts";

export function privacyBlocks(): KnownBlock[] {
  return [
    section("*Your data:* what you asked, answered, read and typed in labs."),
    {
      type: "actions",
      elements: [
        button("Export my data", actions.exportData, "1"),
        { ...button("Delete my data", actions.deleteData, "ask"), style: "danger" },
      ],
    },
  ];
}

/** Characters of one block, and blocks of one page: far below what a view holds. */
const CHUNK = 2_800;
const CHUNKS = 10;

/** A file would lie in Slack afterwards, and needs one more scope: a modal shows it to one's own eyes, to be copied. `page` counts from 1. */
export function exportView(json: string, page: number): ModalView {
  const chunks = chunksOf(json);
  const pages = Math.ceil(chunks.length / CHUNKS);
  const shown = Math.min(Math.max(1, page), pages);
  const turn = (text: string, to: number) => button(text, actionId(actions.exportData, text.toLowerCase()), String(to));
  const turns = [
    ...(shown > 1 ? [turn("Previous", shown - 1)] : []),
    ...(shown < pages ? [turn("Next", shown + 1)] : []),
  ];
  return {
    type: "modal",
    title: { type: "plain_text", text: "Your data" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      section("All that I keep of you, as JSON. Only you see it; copy it to keep it."),
      ...chunks.slice((shown - 1) * CHUNKS, shown * CHUNKS).map(preformatted),
      ...(pages > 1 ? [context(`Part ${shown} of ${pages}`)] : []),
      ...(turns.length > 0 ? [{ type: "actions" as const, elements: turns }] : []),
    ],
  };
}

/** Whole lines together as far as they fit; a longer line is cut. */
function chunksOf(json: string): string[] {
  const chunks: string[] = [];
  for (const line of json.split("\n").flatMap(cut)) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + line.length < CHUNK) chunks[chunks.length - 1] = `${last}\n${line}`;
    else chunks.push(line);
  }
  return chunks;
}

function cut(line: string): string[] {
  const parts = Math.max(1, Math.ceil(line.length / CHUNK));
  return Array.from({ length: parts }, (_, part) => line.slice(part * CHUNK, (part + 1) * CHUNK));
}

export function deleteView(): ModalView {
  return {
    type: "modal",
    callback_id: views.deleteData,
    title: { type: "plain_text", text: "Delete my data" },
    submit: { type: "plain_text", text: "Delete for ever" },
    close: { type: "plain_text", text: "Keep it" },
    blocks: [
      section(
        "*Deleted:* the questions you asked and their answers, what you have read, your reviews and your own quizzes, your settings and reminders.",
      ),
      section(
        "*Kept without your name:* your answers to a channel's quizzes, so that their counts stay right, and what you typed in labs, so that they can be replayed. Schedules that you set up go on; admins can change them.",
      ),
      section("What was posted in Slack stays there. This cannot be undone."),
    ],
  };
}

export function deletedView({ deleted, nameless }: Forgotten): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: "Delete my data" },
    close: { type: "plain_text", text: "Close" },
    blocks: [section(`Done. ${deleted} records are deleted, and ${nameless} stay without your name.`)],
  };
}
