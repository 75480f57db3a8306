/** A Markdown table: a row, a row of dashes, rows. */
import { interrupts, isBlank, type Read } from "./markdown-lines.ts";
import { parseMarkdownLine } from "./markdown-inline.ts";
import type { Align, Inline } from "./nodes.ts";

export function readTable(lines: readonly string[], at: number): Read | undefined {
  const [top = "", dashes = ""] = lines.slice(at, at + 2);
  if (!top.includes("|") || !cellsOf(dashes).every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  const [head, align] = [cellsOf(top), cellsOf(dashes).map(alignOf)];
  if (head.length !== align.length) return undefined;
  let end = at + 2;
  while (end < lines.length && !isBlank(lines[end]) && !interrupts(lines, end)) end += 1;
  const rows = lines.slice(at + 2, end).map((line) => {
    const cells = cellsOf(line);
    return head.map((_, column) => parseMarkdownLine(cells[column] ?? ""));
  });
  return { node: { kind: "table", align, head: head.map((cell): Inline[] => parseMarkdownLine(cell)), rows }, end };
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function alignOf(dashes: string): Align {
  if (!dashes.endsWith(":")) return "left";
  return dashes.startsWith(":") ? "center" : "right";
}
