/** A lesson in a modal, one page at a time. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Block, Item, Lesson, Section } from "../../knowledge/types.ts";
import type { Page } from "../../school/learn.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { context, preformatted, section } from "./drawn.ts";

/** Slack's limits for views: 24 characters of title, 100 blocks, 3,000 characters of a section, 150 of a header. The library's tests see that every page keeps them. */
const TITLE = 24;
const SECTION = 2900;

/** `channel` is where it was opened, "" for App Home; `notice` says what a press on this page has done. */
export function lessonView(
  page: Page,
  { channel = "", notice = "" }: { channel?: string; notice?: string } = {},
): ModalView {
  const { lesson, section: here, next } = page;
  const whose = lesson.own ? " · your team's own lesson" : "";
  return {
    type: "modal",
    title: { type: "plain_text", text: shorten(lesson.title, TITLE) },
    close: { type: "plain_text", text: "Close" },
    // Where it was opened, and what it shows.
    private_metadata: `${channel} ${here.id}`,
    notify_on_close: channel === "",
    callback_id: actions.openSection,
    blocks: [
      ...(notice ? [section(`➡️ ${notice}`)] : []),
      context(`${escapeText(lesson.title)} · page ${page.number} of ${page.count}${whose}`),
      ...page.sections.flatMap(drawSection),
      ...(next ? [] : sections(sourcesOf(lesson))),
      turning(page),
      ...onward(page),
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

/** What can be done with what was read. */
function onward({ section: { id }, hasQuiz, scenario, url }: Page): KnownBlock[] {
  const elements = [
    ...(hasQuiz ? [button("Quiz me on this", actions.quizOnLesson, id)] : []),
    ...(scenario ? [button("Try it in a scenario", actions.labOnLesson, `${scenario} ${id}`)] : []),
    ...(url ? [{ ...button("Read on the web", actionId(actions.openSection, "web"), id), url }] : []),
  ];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

function drawSection({ heading, blocks }: Section): KnownBlock[] {
  return [{ type: "header", text: { type: "plain_text", text: shorten(heading, 150) } }, ...blocks.flatMap(drawBlock)];
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
      return [...(block.broken ? [context("Wrong on purpose:")] : []), preformatted(block.text)];
    case "mermaid":
      // Slack draws no diagrams; the paragraph after it says the same in sentences.
      return [preformatted(block.lines.join("\n"))];
    case "table":
      return drawTable(block);
  }
}

function drawItem(mark: string, item: Item): string {
  const nested = item.blocks.map((block) => ("text" in block ? `\n\`\`\`${escapeText(block.text)}\`\`\`` : ""));
  return `${mark} ${toMrkdwn(item.text)}${nested.join("")}`;
}

/** What a telephone shows of one line in a fixed-width font. */
const NARROW = 44;

/** Modals know no tables: a narrow one stands in columns, and of any other each row is a few lines, which read well aloud. */
function drawTable({ header, rows }: Block & { kind: "table" }): KnownBlock[] {
  const all = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll(/[`*]/g, "")));
  const widths = header.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = all.map(line);
  if (Math.max(...lines.map(({ length }) => length)) <= NARROW) return [preformatted(lines.join("\n"))];
  return rows.flatMap((row) => sections(drawRow(header, row)));
}

/** "*Heading:* cell", a line each; what is not to be confused, and a symptom, are headlines of their own. */
function drawRow(header: string[], row: string[]): string {
  const isContrast = /^this$/i.test(header[0] ?? "") && /^that$/i.test(header[1] ?? "");
  const [first = "", second = "", ...rest] = row.map(toMrkdwn);
  if (isContrast) return [`*${first}* or *${second}*?`, ...rest].join("\n");
  const labelled = [second, ...rest].map((cell, index) => `*${toMrkdwn(header[index + 1] ?? "")}:* ${cell}`);
  return [
    /^symptom$/i.test(header[0] ?? "") ? `*${first}*` : `*${toMrkdwn(header[0] ?? "")}:* ${first}`,
    ...labelled,
  ].join("\n");
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
