/** Standard Markdown, as the markdown block and streamed answers carry it -> HTML. Sanitised again before it is shown. */
import { Marked, type RendererThis, type TokenizerAndRendererExtension, type Tokens } from "marked";
import type { Inline } from "./nodes.ts";
import { parseInline } from "./mrkdwn.ts";
import { safeLink } from "./safe.ts";

/** Turns what only the workspace knows (people, channels, dates, emoji) into text. */
export type Name = (node: Inline) => string;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function markdownToHtml(source: string, name: Name): string {
  return withNames(name).parse(source, { async: false });
}

const instances = new WeakMap<Name, Marked>();

function withNames(name: Name): Marked {
  const known = instances.get(name);
  if (known !== undefined) return known;
  const made = new Marked({ gfm: true, breaks: true, renderer: RENDERER, extensions: [slackExtension(name)] });
  instances.set(name, made);
  return made;
}

const RENDERER = {
  // Slack shows HTML in Markdown as the text it is.
  html: ({ text }: { text: string }): string => escapeHtml(text),
  // A picture from elsewhere would tell that elsewhere who reads here: it becomes a link.
  image: ({ href, text }: Tokens.Image): string => anchor(href, escapeHtml(text || href)),
  link(this: RendererThis, { href, tokens }: Tokens.Link): string {
    return anchor(href, this.parser.parseInline(tokens));
  },
  table(this: RendererThis, token: Tokens.Table): string {
    const cell = (part: Tokens.TableCell, tag: string): string =>
      `<${tag}${part.align === null ? "" : ` class="align-${part.align}"`}>${this.parser.parseInline(part.tokens)}</${tag}>`;
    const row = (cells: Tokens.TableCell[], tag: string): string =>
      `<tr>${cells.map((part) => cell(part, tag)).join("")}</tr>`;
    const body = token.rows.map((cells) => row(cells, "td")).join("");
    return `<div class="scroll" tabindex="0"><table><thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table></div>`;
  },
};

function anchor(href: string, inner: string): string {
  const url = safeLink(href);
  return url === "" ? inner : `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${inner}</a>`;
}

/** <@U1>, <#C1>, <!date^...> and :emoji: are Slack's, not Markdown's, and work inside markdown blocks too. */
function slackExtension(name: Name): TokenizerAndRendererExtension {
  return {
    name: "slack",
    level: "inline",
    start: (source) => {
      const at = source.search(/<[@#!]|:[a-z0-9_+-]+:/);
      return at === -1 ? undefined : at;
    },
    tokenizer: (source) => {
      const raw = /^(?:<[@#!][^<>\n]+>|:[a-z0-9_+-]+:)/.exec(source)?.[0] ?? "";
      const [node, ...others] = raw === "" ? [] : parseInline(raw);
      if (node === undefined || node.kind === "text" || others.length > 0) return undefined;
      return { type: "slack", raw, node };
    },
    renderer: (token) => {
      const node = token["node"] as Inline;
      const text = escapeHtml(name(node));
      return node.kind === "emoji" || node.kind === "date" ? text : `<span class="mention">${text}</span>`;
    },
  };
}
