/** A lesson in a modal, one page at a time. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Block, Lesson, Section } from "../../knowledge/types.ts";
import type { Page } from "../../school/learn.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { context, preformatted, section } from "./drawn.ts";
import { foldDiagram } from "./folded.ts";
import { drawList } from "./rich-list.ts";

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
    title: { type: "plain_text", text: titleOf(lesson) },
    close: { type: "plain_text", text: "Close" },
    // Where it was opened, and what it shows.
    private_metadata: `${channel} ${here.id}`,
    notify_on_close: channel === "",
    callback_id: actions.openSection,
    blocks: inPlace(here.id, [
      context(`${escapeText(lesson.title)} · ${placeOf(page)}${whose}`),
      ...page.sections.flatMap(drawSection),
      ...(next ? [] : sections(sourcesOf(lesson))),
      turning(page),
      ...onward(page),
      // Under the button that was pressed: the top of a long page is out of sight.
      ...(notice ? [section(`ℹ️ ${notice}`)] : []),
      context(`${escapeText(lesson.version)} · reviewed ${lesson.reviewed}`),
    ]),
  };
}

/** With ids of their own, the blocks of a page that is redrawn stay the same ones: the reader is not thrown back to its top. */
function inPlace(page: string, blocks: KnownBlock[]): KnownBlock[] {
  return blocks.map((block, at) => ({ ...block, block_id: `${page}:${at}` }));
}

function placeOf({ part, number, count }: Page): string {
  return `${part === "questions" ? "single questions, " : ""}page ${number} of ${count}`;
}

/** "Services" of "Services, a stable address for changing pods": the whole title stands in the line below it. */
function titleOf({ title }: Lesson): string {
  const [brief = title] = title.length > TITLE ? title.split(/, (?=an? |the )|: | - /) : [title];
  return shorten(brief, TITLE);
}

/** The last page says where the facts come from. */
function sourcesOf({ sources }: Lesson): string {
  const links = sources.map(({ title, url, version }) => {
    const link = `<${escapeText(url)}|${escapeText(title)}>`;
    return version === undefined ? `• ${link}` : `• ${link} (${escapeText(version)})`;
  });
  return links.length === 0 ? "" : ["*Sources*", ...links].join("\n");
}

/**
 * Previous, index (of the lesson's track, which leads on to all), next: a button that leads nowhere is left out. After the last page come
 * the single questions, and the track's next lesson.
 */
function turning({ lesson, previous, next, nextLesson, singleQuestions }: Page): KnownBlock {
  const elements = [
    ...(previous ? [button("◀ Previous", actionId(actions.turnPage, "previous"), previous)] : []),
    button("Index", actionId(actions.openIndex, "view"), lesson.track || "all"),
    ...(next ? [button("Next ▶", actionId(actions.turnPage, "next"), next)] : []),
    ...(singleQuestions
      ? [
          button(
            `Single questions (${singleQuestions.count})`,
            actionId(actions.turnPage, "questions"),
            singleQuestions.first,
          ),
        ]
      : []),
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
    case "ordered":
      return [drawList(block)];
    case "code":
      return [...(block.broken ? [context("Wrong on purpose:")] : []), preformatted(block.text)];
    case "mermaid":
      // Slack draws no diagrams; the paragraph after it says the same in sentences.
      return [preformatted(foldDiagram(block.lines, NARROW))];
    case "table":
      return drawTable(block);
  }
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
