// A section of a lesson -> text for a terminal, wrapped; code is left as it is, and a diagram is said in arrows.
import { plain } from "../knowledge/sentences.ts";
import type { Block, Item, Lesson, Section } from "../knowledge/types.ts";

const INDENT = "    ";

/** Lines of at most `width` columns, broken at spaces; a longer word stays whole. `rest` indents every line but the first. */
export function wrap(text: string, width: number, first = "", rest = first): string {
  const lines: string[] = [];
  let line = first;
  let isBegun = false;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (isBegun && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else line += isBegun ? ` ${word}` : word;
    isBegun = true;
  }
  return [...lines, line].join("\n");
}

/** The heading with its id, the text, and what it links to. */
export function printSection(section: Section, lesson: Lesson, width: number): string {
  const title = lesson.own ? `${lesson.title} (your team's own)` : lesson.title;
  const heading = wrap(`${[title, ...section.path].join(" › ")}  [${section.id}]`, width);
  const body = section.blocks.map((block) => printBlock(block, width, "")).filter(Boolean);
  const links = linksOf(section);
  const see = links.length > 0 ? [wrap(`See also: ${links.join(", ")}`, width)] : [];
  return [heading, "=".repeat(Math.min(width, heading.length)), ...body, ...see].join("\n\n").replace("\n\n=", "\n=");
}

function printBlock(block: Block, width: number, indent: string): string {
  switch (block.kind) {
    case "paragraph":
      return wrap(plain(block.text), width, indent);
    case "list":
      return block.items.map((item) => printItem("-", item, width, indent)).join("\n");
    case "ordered":
      return block.items.map((item, at) => printItem(`${block.start + at}.`, item, width, indent)).join("\n");
    case "code": {
      const code = block.text.replaceAll(/^(?=.)/gm, `${indent}${INDENT}`);
      return block.broken ? `${indent}(wrong on purpose)\n${code}` : code;
    }
    case "mermaid":
      return block.lines.join("\n").replaceAll(/^/gm, indent + INDENT);
    case "table":
      return block.rows.map((row) => printRow(block.header, row, width)).join("\n\n");
  }
}

function printItem(mark: string, { text, blocks }: Item, width: number, indent: string): string {
  const inner = indent + " ".repeat(mark.length + 1);
  const nested = blocks.map((block) => printBlock(block, width, inner)).filter(Boolean);
  return [wrap(plain(text), width, `${indent}${mark} `, inner), ...nested].join("\n");
}

/** A row as lines of "Heading: cell": a terminal is seldom as wide as a table. */
function printRow(header: string[], row: string[], width: number): string {
  return row.map((cell, at) => wrap(`${plain(header[at] ?? "")}: ${plain(cell)}`, width, "", "  ")).join("\n");
}

/** What the section links to: `lesson#anchor` to open here, or an address. */
function linksOf({ blocks, lesson }: Section): string[] {
  const text = JSON.stringify(blocks);
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const ids = targets.map((target) =>
    target.startsWith("#") ? lesson + target : target.replace(/^([\w-]+)\.md/, "$1"),
  );
  return [...new Set(ids)];
}
