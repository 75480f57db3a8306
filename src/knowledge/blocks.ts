// Markdown -> blocks with line numbers, by marked's lexer; and blocks -> the plain text that answers quote.
import { Lexer, type Token, type Tokens } from "marked";
import { diagramLines } from "./diagram.ts";
import { plain } from "./sentences.ts";
import type { Block, Item } from "./types.ts";

/** A heading or a block of the body, or a kind of Markdown that lessons do not use. */
export type Part =
  | { kind: "heading"; line: number; depth: number; text: string }
  | { kind: "block"; block: Block }
  | { kind: "stranger"; line: number; name: string };

/** Cuts a Markdown body, whose first line is `firstLine` of the file, into parts in order. */
export function parseParts(body: string, firstLine: number): Part[] {
  const parts: Part[] = [];
  let line = firstLine;
  for (const token of new Lexer().blockTokens(body, [])) {
    const leading = /^\n*/.exec(token.raw)![0].length;
    const part = token.type === "space" ? undefined : toPart(token, line + leading);
    if (part) parts.push(part);
    line += countNewlines(token.raw);
  }
  return parts;
}

function toPart(token: Token, line: number): Part {
  if (token.type === "heading") return { kind: "heading", line, depth: token["depth"], text: token["text"] };
  const block = toBlock(token, line);
  if (block) return { kind: "block", block };
  return { kind: "stranger", line, name: token.type === "html" ? "HTML" : token.type };
}

function toBlock(token: Token, line: number): Block | undefined {
  switch (token.type) {
    case "paragraph":
    case "text":
      return { kind: "paragraph", line, text: join(token["text"]) };
    case "code":
      return toCode(token as Tokens.Code, line);
    case "list":
      return toList(token as Tokens.List, line);
    case "table":
      return toTable(token as Tokens.Table, line);
    default:
      return undefined;
  }
}

function toCode(token: Tokens.Code, line: number): Block {
  const [language = "", ...marks] = (token.lang ?? "").split(/\s+/);
  if (language === "mermaid") return { kind: "mermaid", line, text: token.text, lines: diagramLines(token.text) };
  return { kind: "code", line, language, text: token.text, ...(marks.includes("broken") ? { broken: true } : {}) };
}

const cellTexts = (row: Tokens.TableCell[]) => row.map((cell) => join(cell.text));

function toTable(token: Tokens.Table, line: number): Block {
  return { kind: "table", line, header: cellTexts(token.header), rows: token.rows.map(cellTexts) };
}

function toList(token: Tokens.List, line: number): Block {
  let next = line;
  const items = token.items.map((item) => {
    const at = next;
    next += countNewlines(item.raw);
    return toItem(item, at);
  });
  if (!token.ordered) return { kind: "list", line, items };
  return { kind: "ordered", line, start: Number(token.start) || 1, items };
}

function toItem(item: Tokens.ListItem, line: number): Item {
  const blocks: Block[] = [];
  let at = line;
  for (const token of item.tokens) {
    const block = token.type === "space" ? undefined : toBlock(token, at);
    if (block) blocks.push(block);
    at += countNewlines(token.raw);
  }
  const [first, ...rest] = blocks;
  return first?.kind === "paragraph" ? { text: first.text, line, blocks: rest } : { text: "", line, blocks };
}

/** The plain text of blocks, a line for each paragraph, item, row and code line; mermaid is left out (words follow it). */
export function blocksText(blocks: Block[]): string {
  return blocks.flatMap(blockLines).join("\n");
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
      return [plain(block.text)];
    case "code":
      return [block.text];
    case "mermaid":
      return [];
    case "table":
      return block.rows.map((row) => rowText(block.header, row));
    case "list":
    case "ordered":
      return block.items.flatMap((item) => [plain(item.text), ...item.blocks.flatMap(blockLines)]);
  }
}

/** Every piece of Markdown in a block, with its line. */
export function textsOf(block: Block): { text: string; line: number }[] {
  switch (block.kind) {
    case "paragraph":
      return [block];
    case "table":
      return block.rows.map((row, at) => ({ text: row.join(" "), line: block.line + 2 + at }));
    case "list":
    case "ordered":
      return block.items.flatMap((item) => [item, ...item.blocks.flatMap(textsOf)]);
    case "code":
    case "mermaid":
      return [];
  }
}

/** A table row in words: of a symptom or contrast its cells in order, else `first: header cell; header cell`. */
export function rowText(header: string[], row: string[]): string {
  const cells = row.map(plain);
  if (isSymptoms(header) || isContrasts(header)) return cells.join(" | ");
  const [first = "", ...others] = cells;
  const labelled = others.map((cell, index) => (others.length > 1 ? `${plain(header[index + 1]!)}: ${cell}` : cell));
  return `${first}: ${labelled.join("; ")}`;
}

/** Is it the table of "When it goes wrong"? */
export function isSymptoms(header: string[]): boolean {
  return header[0]?.toLowerCase() === "symptom";
}

/** Is it the table of "Do not confuse"? */
export function isContrasts(header: string[]): boolean {
  return header[0]?.toLowerCase() === "this" && header[1]?.toLowerCase() === "that";
}

function join(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}

function countNewlines(text: string): number {
  return text.split("\n").length - 1;
}
