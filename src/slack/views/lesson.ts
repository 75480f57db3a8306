/** A lesson in a modal, one page at a time, and the table of contents. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Block, Item, Lesson } from "../../knowledge/types.ts";
import type { Page, Shelf } from "../../school/learn.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { context, preformatted, section } from "./drawn.ts";

/** Slack's limits for views: 24 characters of title, 100 blocks, 3,000 characters of a section, 150 of a header. The library's tests see that every page keeps them. */
const TITLE = 24;
const SECTION = 2900;

export function lessonView(page: Page): ModalView {
  const { lesson, section: here, next } = page;
  return {
    type: "modal",
    title: { type: "plain_text", text: shorten(lesson.title, TITLE) },
    close: { type: "plain_text", text: "Close" },
    private_metadata: here.id,
    blocks: [
      context(`${escapeText(lesson.title)} · page ${page.number} of ${page.count}`),
      { type: "header", text: { type: "plain_text", text: shorten(here.heading, 150) } },
      ...here.blocks.flatMap(drawBlock),
      ...(next ? [] : sections(sourcesOf(lesson))),
      turning(page),
      context(`${escapeText(lesson.version)} · reviewed ${lesson.reviewed}`),
    ],
  };
}

/** The last page says where the facts come from. */
function sourcesOf({ sources }: Lesson): string {
  const links = sources.map(({ title, url, version }) => {
    const link = `<${escapeText(url)}|${escapeText(title)}>`;
    return version === undefined ? `• ${link}` : `• ${link} (${escapeText(version)})`;
  });
  return links.length === 0 ? "" : ["*Sources*", ...links].join("\n");
}

/** Previous, index, next: a button that leads nowhere is left out. After the last page comes the track's next lesson. */
function turning({ previous, next, nextLesson }: Page): KnownBlock {
  const elements = [
    ...(previous ? [button("◀ Previous", actionId(actions.turnPage, "previous"), previous)] : []),
    button("Index", actionId(actions.openIndex, "view"), "all"),
    ...(next ? [button("Next ▶", actionId(actions.turnPage, "next"), next)] : []),
    ...(nextLesson
      ? [button(`Next lesson: ${nextLesson.title} ▶`, actionId(actions.turnPage, "next-lesson"), nextLesson.id)]
      : []),
  ];
  return { type: "actions", elements };
}

function drawBlock(block: Block): KnownBlock[] {
  switch (block.kind) {
    case "paragraph":
      return sections(toMrkdwn(block.text));
    case "list":
      return sections(block.items.map((item) => drawItem("•", item)).join("\n"));
    case "ordered":
      return sections(block.items.map((item, index) => drawItem(`${block.start + index}.`, item)).join("\n"));
    case "code":
      return [preformatted(block.text)];
    case "mermaid":
      // The paragraph after a diagram says the same in words; Slack draws no diagrams.
      return [];
    case "table":
      return block.rows.flatMap((row) => sections(drawRow(block.header, row)));
  }
}

function drawItem(mark: string, item: Item): string {
  const nested = item.blocks.map((block) => ("text" in block ? `\n\`\`\`${escapeText(block.text)}\`\`\`` : ""));
  return `${mark} ${toMrkdwn(item.text)}${nested.join("")}`;
}

/** A table row as lines of "*Heading:* cell": modals know no tables, and lines read well aloud. */
function drawRow(header: string[], row: string[]): string {
  return row.map((cell, index) => `*${toMrkdwn(header[index] ?? "")}:* ${toMrkdwn(cell)}`).join("\n");
}

function sections(text: string): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let rest = text;
  while (rest.length > SECTION) {
    const cut = Math.max(rest.lastIndexOf("\n", SECTION), rest.lastIndexOf(" ", SECTION));
    blocks.push(section(rest.slice(0, cut > 0 ? cut : SECTION)));
    rest = rest.slice(cut > 0 ? cut + 1 : SECTION);
  }
  return rest.trim() ? [...blocks, section(rest)] : blocks;
}

export function indexView(shelves: Shelf[]): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: "Lessons" },
    close: { type: "plain_text", text: "Close" },
    blocks: shelves.flatMap(shelfBlocks).slice(0, 100),
  };
}

/** One track: its title, its sentence, and a row for each lesson. Also a part of App Home. */
export function shelfBlocks({ track, lessons }: Shelf): KnownBlock[] {
  return [
    { type: "header", text: { type: "plain_text", text: shorten(track.title, 150) } },
    context(escapeText(track.summary)),
    ...lessons.map(({ lesson, read, count }): KnownBlock => {
      const progress = read === 0 ? "not begun" : read >= count ? "✅ read" : `${read} of ${count} pages read`;
      return {
        type: "section",
        text: { type: "mrkdwn", text: `*${escapeText(lesson.title)}*\n${lesson.level} · ${progress}` },
        accessory: {
          ...button(read === 0 ? "Read" : "Open", actionId(actions.openSection, lesson.id), lesson.id),
          accessibility_label: `Open the lesson ${shorten(lesson.title, 55)}`,
        },
      };
    }),
  ];
}
