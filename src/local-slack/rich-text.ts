// The rich_text block that Slack's client sends with what a person typed. Made when it is read: it says nothing that the text does not.
import { createHash } from "node:crypto";

type Element = Record<string, unknown> & { type: string };

const FENCE = /```\n?([\s\S]*?)\n?```/g;
const PIECES =
  /<(?<mark>[@#!])(?<name>[^>|]+)(?:\|(?<label>[^>]*))?>|<(?<url>[^>|]+)(?:\|(?<shown>[^>]*))?>|:(?<emoji>[a-z0-9_+-]+):|`(?<code>[^`\n]+)`/g;

/** A message's own block; `key` makes its block id, always the same for the same message. */
export function richTextOf(text: string, key: string): Element[] {
  if (text === "") return [];
  const elements: Element[] = [];
  let end = 0;
  for (const fence of text.matchAll(FENCE)) {
    elements.push(...section(text.slice(end, fence.index).replace(/\n$/, "")));
    elements.push({ type: "rich_text_preformatted", elements: linked(fence[1] ?? "") });
    end = fence.index + fence[0].length;
  }
  elements.push(...section(text.slice(end).replace(end > 0 ? /^\n/ : "", "")));
  const block_id = createHash("sha256").update(key).digest("base64url").slice(0, 5);
  return [{ type: "rich_text", block_id, elements }];
}

function section(text: string): Element[] {
  const elements: Element[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECES)) {
    elements.push(...words(text.slice(end, match.index)), ...pieceOf(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  elements.push(...words(text.slice(end)));
  return elements.length > 0 ? [{ type: "rich_text_section", elements }] : [];
}

function words(text: string): Element[] {
  return text === "" ? [] : [{ type: "text", text: plain(text) }];
}

function pieceOf(groups: Record<string, string | undefined>): Element[] {
  const { mark, name = "", url, shown, emoji, code } = groups;
  if (mark === "@") return [{ type: "user", user_id: name }];
  if (mark === "#") return [{ type: "channel", channel_id: name }];
  if (mark === "!") return [{ type: "broadcast", range: name }];
  if (emoji !== undefined) return [{ type: "emoji", name: emoji }];
  if (code !== undefined) return linked(code).map((element) => ({ ...element, style: { code: true } }));
  return [linkOf(url ?? "", shown)];
}

function linkOf(url: string, shown: string | undefined): Element {
  return { type: "link", url: plain(url), ...(shown !== undefined && { text: plain(shown) }) };
}

/** Code: nothing is marked up in it, but what looks like an address is a link here too. */
function linked(code: string): Element[] {
  const elements: Element[] = [];
  let end = 0;
  for (const match of code.matchAll(/<([^>|@#!][^>|]*)(?:\|([^>]*))?>/g)) {
    elements.push(...words(code.slice(end, match.index)), linkOf(match[1] ?? "", match[2]));
    end = match.index + match[0].length;
  }
  return [...elements, ...words(code.slice(end))];
}

function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
