/** Lists of a lesson as Slack's own: a second line stands under the first's text, and a screen reader counts the items. */
import type { KnownBlock, RichTextBlockElement, RichTextElement, RichTextSection } from "@slack/types";
import { Lexer, type Token } from "marked";
import type { Block, Item } from "../../knowledge/types.ts";

type List = Extract<Block, { kind: "list" | "ordered" }>;

export function drawList(list: List): KnownBlock {
  return { type: "rich_text", elements: listElements(list, 0) };
}

/** One list, or, where items hold more than a line, a list for each item with what it holds after it. */
function listElements(list: List, indent: number): RichTextBlockElement[] {
  const first = list.kind === "ordered" ? list.start : 1;
  const part = (items: Item[], at: number): RichTextBlockElement => ({
    type: "rich_text_list",
    style: list.kind === "ordered" ? "ordered" : "bullet",
    indent,
    ...(list.kind === "ordered" ? { offset: first - 1 + at } : {}),
    elements: items.map(({ text }) => line(text)),
  });
  if (list.items.every(({ blocks }) => blocks.length === 0)) return [part(list.items, 0)];
  return list.items.flatMap((item, at) => [part([item], at), ...item.blocks.flatMap((block) => inner(block, indent))]);
}

function inner(block: Block, indent: number): RichTextBlockElement[] {
  if (block.kind === "list" || block.kind === "ordered") return listElements(block, indent + 1);
  if (block.kind === "paragraph") return [line(block.text)];
  const text = block.kind === "table" ? block.rows.map((row) => row.join("  ")).join("\n") : block.text;
  return [{ type: "rich_text_preformatted", elements: [{ type: "text", text: text || " " }], border: 0 }];
}

function line(markdown: string): RichTextSection {
  const elements = richText(markdown);
  return { type: "rich_text_section", elements: elements.length > 0 ? elements : [{ type: "text", text: " " }] };
}

type Style = { bold?: true; italic?: true; code?: true };

/** A lesson's inline Markdown (code, bold, italics, links) in Slack's elements, in which nothing can address anybody. */
export function richText(markdown: string): RichTextElement[] {
  return Lexer.lexInline(markdown).flatMap((token) => elementsOf(token, {}));
}

function elementsOf(token: Token, style: Style): RichTextElement[] {
  switch (token.type) {
    case "strong":
      return (token.tokens ?? []).flatMap((each) => elementsOf(each, { ...style, bold: true }));
    case "em":
      return (token.tokens ?? []).flatMap((each) => elementsOf(each, { ...style, italic: true }));
    case "codespan":
      return [textElement(token.text, { ...style, code: true })];
    case "escape":
      return [textElement(token.text, style)];
    case "link":
      // An address in the middle of a sentence, such as http://api, is no link.
      if (!/^\[.*\]\(https?:/.test(token.raw)) return [textElement(token.raw, style)];
      return [{ type: "link", url: token.href, text: token.text, ...styled(style) }];
    default:
      return [textElement(token.raw, style)];
  }
}

function textElement(text: string, style: Style): RichTextElement {
  return { type: "text", text, ...styled(style) };
}

const styled = (style: Style) => (Object.keys(style).length > 0 ? { style } : {});
