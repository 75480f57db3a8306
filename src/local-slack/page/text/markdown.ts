/**
 * Standard Markdown (CommonMark with GitHub's tables, tasks and strikes), as the markdown block and streamed answers carry it -> nodes.
 * Never HTML: what looks like HTML is the text that it is, and a line break is a line break, as in Slack.
 */
import { parseMarkdownLine } from "./markdown-inline.ts";
import { readList } from "./markdown-list.ts";
import { readTable } from "./markdown-table.ts";
import {
  FENCE,
  HEADING,
  indentOf,
  interrupts,
  isBlank,
  QUOTE,
  RULE,
  type Read,
  type Reader,
} from "./markdown-lines.ts";
import type { Node } from "./nodes.ts";

const DEEPEST = 12;

export function parseMarkdown(source: string): Node[] {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  return readBlocks(
    lines.map((line) => line.replace(/^[ \t]+/, (space) => space.replaceAll("\t", "    "))),
    0,
  );
}

function readBlocks(lines: readonly string[], depth: number): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at])) {
      at += 1;
      continue;
    }
    const read = blockAt(lines, at, depth) ?? readParagraph(lines, at, depth);
    nodes.push(read.node);
    at = read.end;
  }
  return nodes;
}

function blockAt(lines: readonly string[], at: number, depth: number): Read | undefined {
  if (depth > DEEPEST) return undefined;
  for (const read of READERS) {
    const found = read(lines, at, (inner) => readBlocks(inner, depth + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

const READERS: Reader[] = [readFence, readIndented, readHeading, readRule, readQuote, readList, readTable];

/** To its closing fence, or to the end: an answer that still arrives has no closing fence yet. */
function readFence(lines: readonly string[], at: number): Read | undefined {
  const [, indent = "", fence = ""] = FENCE.exec(lines[at] ?? "") ?? [];
  if (fence === "") return undefined;
  const closes = new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}[ \t]*$`);
  const close = lines.findIndex((line, index) => index > at && closes.test(line));
  const inner = lines.slice(at + 1, close === -1 ? lines.length : close);
  const text = inner.map((line) => line.slice(Math.min(indent.length, indentOf(line)))).join("\n");
  return { node: { kind: "pre", text }, end: close === -1 ? lines.length : close + 1 };
}

function readIndented(lines: readonly string[], at: number): Read | undefined {
  let end = at;
  while (end < lines.length && (indentOf(lines[end] ?? "") >= 4 || isBlank(lines[end]))) end += 1;
  if (end === at) return undefined;
  const text = lines.slice(at, end).map((line) => line.slice(4));
  return { node: { kind: "pre", text: text.join("\n").trimEnd() }, end };
}

function readHeading(lines: readonly string[], at: number): Read | undefined {
  const match = HEADING.exec(lines[at] ?? "");
  if (match === null) return undefined;
  const [, marks = "", text = ""] = match;
  const children = parseMarkdownLine(text.trimEnd().replace(/(?:^|\s)#+$/, ""));
  return { node: { kind: "heading", level: marks.length, children }, end: at + 1 };
}

function readRule(lines: readonly string[], at: number): Read | undefined {
  return RULE.test(lines[at] ?? "") ? { node: { kind: "rule" }, end: at + 1 } : undefined;
}

function readQuote(
  lines: readonly string[],
  at: number,
  inside: (lines: readonly string[]) => Node[],
): Read | undefined {
  if (!QUOTE.test(lines[at] ?? "")) return undefined;
  const inner: string[] = [];
  let end = at;
  // A line without its mark still belongs to the paragraph that is quoted.
  const goesOn = (): boolean => QUOTE.test(lines[end] ?? "") || (!isBlank(lines[end]) && !interrupts(lines, end));
  for (; end < lines.length && goesOn(); end += 1) inner.push((lines[end] ?? "").replace(QUOTE, ""));
  return { node: { kind: "quoted", children: inside(inner) }, end };
}

function readParagraph(lines: readonly string[], at: number, depth: number): Read {
  let end = at + 1;
  const isMore = (): boolean => !isBlank(lines[end]) && (depth > DEEPEST || !interrupts(lines, end));
  const underline = (): string => (/^ {0,3}(=+|-+)[ \t]*$/.exec(lines[end] ?? "") ?? [])[1] ?? "";
  while (end < lines.length && underline() === "" && isMore()) end += 1;
  const text = lines.slice(at, end).map((line) => line.trim().replace(/\\$/, ""));
  const children = parseMarkdownLine(text.join("\n"));
  const under = underline();
  if (under === "") return { node: { kind: "paragraph", children }, end };
  return { node: { kind: "heading", level: under.startsWith("=") ? 1 : 2, children }, end: end + 1 };
}
