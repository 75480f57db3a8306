/** Slack's mrkdwn -> nodes. What is not plainly markup stays text, so that nothing which was written disappears. */
import { decodeEntities, glyphOf } from "./emoji.ts";
import type { Inline, Node, TextStyle } from "./nodes.ts";
import { safeLink } from "./safe.ts";
import { isMoment } from "./when.ts";

export type Found = { node: Inline; end: number };
type Reader = (source: string, at: number) => Found | undefined;

const STYLES: Record<string, TextStyle> = { "*": "bold", _: "italic", "~": "strike" };
// Keeps a text of nothing but opening marks from taking quadratic time.
const LONGEST_STYLED = 2000;
const WORD = /[\p{L}\p{N}]/u;

export function parseMrkdwn(source: string): Node[] {
  const nodes: Node[] = [];
  // Odd pieces are what stood between two fences.
  source.split(/```([\s\S]+?)```/).forEach((piece, index) => {
    if (index % 2 === 1) nodes.push({ kind: "pre", text: decodeEntities(piece.replace(/^\n|\n$/g, "")) });
    else nodes.push(...parseLines(index === 0 ? piece : piece.replace(/^\n/, "")));
  });
  return nodes;
}

function parseLines(source: string): Node[] {
  const nodes: Node[] = [];
  let quoted = false;
  let lines: string[] = [];
  const flush = (): void => {
    const children = parseInline(lines.join("\n"));
    if (lines.join("").trim() !== "") nodes.push({ kind: quoted ? "quote" : "paragraph", children });
    lines = [];
  };
  for (const line of source.split("\n")) {
    const quote = /^(?:>|&gt;) ?/.exec(line);
    if ((quote !== null) !== quoted) flush();
    quoted = quote !== null;
    lines.push(quote === null ? line : line.slice(quote[0].length));
  }
  flush();
  return nodes;
}

export function parseInline(source: string): Inline[] {
  const out: Inline[] = [];
  let text = "";
  let at = 0;
  const flush = (): void => {
    if (text !== "") out.push({ kind: "text", text: decodeEntities(text) });
    text = "";
  };
  while (at < source.length) {
    const character = source.charAt(at);
    const found = READERS[character]?.(source, at);
    if (found === undefined) {
      text += character;
      at += 1;
    } else {
      flush();
      out.push(found.node);
      at = found.end;
    }
  }
  flush();
  return out;
}

const READERS: Record<string, Reader | undefined> = {
  "*": readStyled,
  _: readStyled,
  "~": readStyled,
  "`": readCode,
  "<": readAngle,
  ":": readEmoji,
  h: readAddress,
};

function readStyled(source: string, at: number): Found | undefined {
  const mark = source.charAt(at);
  const opens = !WORD.test(source.charAt(at - 1)) && !/[\s]/.test(source.charAt(at + 1)) && source[at + 1] !== mark;
  const close = opens ? closingMark(source, at + 1, mark) : -1;
  const style = STYLES[mark];
  if (close === -1 || style === undefined) return undefined;
  return { node: { kind: "styled", style, children: parseInline(source.slice(at + 1, close)) }, end: close + 1 };
}

/** Where the mark closes on the same line, past any code and any <...>. */
function closingMark(source: string, from: number, mark: string): number {
  const last = Math.min(source.length, from + LONGEST_STYLED);
  for (let at = from; at < last && source[at] !== "\n"; at += 1) {
    const character = source.charAt(at);
    if (character === mark && isCloser(source, at)) return at;
    const end = character === "`" ? source.indexOf("`", at + 1) : character === "<" ? source.indexOf(">", at + 1) : -1;
    if (end !== -1) at = end;
  }
  return -1;
}

function isCloser(source: string, at: number): boolean {
  return !/\s/.test(source.charAt(at - 1)) && !WORD.test(source.charAt(at + 1));
}

function readCode(source: string, at: number): Found | undefined {
  const match = /^`([^`\n]+)`/.exec(source.slice(at));
  return match === null
    ? undefined
    : { node: { kind: "code", text: decodeEntities(match[1] ?? "") }, end: at + match[0].length };
}

export function readEmoji(source: string, at: number): Found | undefined {
  const match = /^:([a-z0-9_+-]+(?:::skin-tone-\d)?):/.exec(source.slice(at, at + 60));
  const name = match?.[1] ?? "";
  if (match === null || glyphOf(name) === undefined) return undefined;
  return { node: { kind: "emoji", name }, end: at + match[0].length };
}

/** A bare address: Slack makes links of these too. Punctuation that ends a sentence is not part of it. */
export function readAddress(source: string, at: number): Found | undefined {
  if (WORD.test(source.charAt(at - 1))) return undefined;
  const written = /^https?:\/\/[^\s<>|"'`]+/.exec(source.slice(at))?.[0].replace(/[.,;:!?)\]*_~]+$/, "") ?? "";
  const url = safeLink(decodeEntities(written));
  if (url === "" || !/^https?:\/\/[^/]/.test(written)) return undefined;
  return { node: { kind: "link", url, children: [{ kind: "text", text: url }] }, end: at + written.length };
}

export function readAngle(source: string, at: number): Found | undefined {
  const match = /^<([^<>\n]+)>/.exec(source.slice(at));
  const node = match === null ? undefined : angle(match[1] ?? "");
  return match === null || node === undefined ? undefined : { node, end: at + match[0].length };
}

function angle(content: string): Inline | undefined {
  const bar = content.indexOf("|");
  const target = bar === -1 ? content : content.slice(0, bar);
  const label = bar === -1 ? "" : decodeEntities(content.slice(bar + 1));
  const id = target.slice(1);
  if (target.startsWith("@")) return { kind: "user", id, label };
  if (target.startsWith("#")) return { kind: "channel", id, label };
  if (target.startsWith("!")) return command(id, label);
  const url = safeLink(decodeEntities(target));
  if (url === "") return undefined;
  return { kind: "link", url, children: label === "" ? [{ kind: "text", text: url }] : parseInline(label) };
}

function command(written: string, label: string): Inline | undefined {
  const date = /^date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/.exec(written);
  if (date !== null) {
    const [, seconds = "0", format = "", url = ""] = date;
    if (!isMoment(Number(seconds))) return { kind: "text", text: label };
    return { kind: "date", seconds: Number(seconds), format, url: safeLink(url), fallback: label };
  }
  if (/^(here|channel|everyone)$/.test(written)) return { kind: "broadcast", name: written };
  if (written.startsWith("subteam^")) return { kind: "broadcast", name: label.replace(/^@/, "") || "group" };
  return undefined;
}
