/** What stands within a line of Markdown -> nodes. What is not plainly markup stays text, as the person or the model wrote it. */
import { readAddress, readAngle, readEmoji, type Found } from "./mrkdwn.ts";
import type { Inline, TextStyle } from "./nodes.ts";
import { safeLink } from "./safe.ts";

type Several = { nodes: Inline[]; end: number };
type Reader = (source: string, at: number, depth: number) => Several | undefined;

// Marks that are never closed, or nested without end, must not take the page's time.
const LONGEST = 1000;
const DEEPEST = 8;
const WORD = /[\p{L}\p{N}]/u;

export function parseMarkdownLine(source: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ kind: "text", text: source }];
  const out: Inline[] = [];
  let text = "";
  let at = 0;
  const flush = (): void => {
    if (text !== "") out.push({ kind: "text", text });
    text = "";
  };
  while (at < source.length) {
    const character = source.charAt(at);
    const found = READERS[character]?.(source, at, depth);
    if (found === undefined) {
      text += character;
      at += 1;
      continue;
    }
    // What is text after all (an escape, an entity) joins the text around it.
    for (const node of found.nodes) {
      if (node.kind === "text") text += node.text;
      else {
        flush();
        out.push(node);
      }
    }
    at = found.end;
  }
  flush();
  return out;
}

const one =
  (read: (source: string, at: number) => Found | undefined): Reader =>
  (source, at) => {
    const found = read(source, at);
    return found && { nodes: [found.node], end: found.end };
  };

const READERS: Record<string, Reader | undefined> = {
  "\\": readEscape,
  "&": readEntity,
  "`": readCode,
  "*": readStyled,
  _: readStyled,
  "~": readStyled,
  "[": readLink,
  "!": (source, at, depth) => (source[at + 1] === "[" ? readLink(source, at + 1, depth) : undefined),
  "<": one(readAngle),
  ":": one(readEmoji),
  h: one(readAddress),
};

function readEscape(source: string, at: number): Several | undefined {
  const next = source.charAt(at + 1);
  return /[!-/:-@[-`{-~]/.test(next) ? { nodes: [{ kind: "text", text: next }], end: at + 2 } : undefined;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function readEntity(source: string, at: number): Several | undefined {
  const [written = "", name = "", code] = /^&(?:([a-z]+)|#(\d{1,6}));/.exec(source.slice(at, at + 12)) ?? [];
  const text = code === undefined ? ENTITIES[name] : String.fromCodePoint(Number(code));
  return written === "" || text === undefined
    ? undefined
    : { nodes: [{ kind: "text", text }], end: at + written.length };
}

/** As many backticks close it as opened it. */
function readCode(source: string, at: number): Several | undefined {
  const mark = runAt(source, at);
  const match = new RegExp(`^[^]*?(?<!\`)${mark}(?!\`)`).exec(source.slice(at + mark.length, at + LONGEST * 4));
  if (match === null) return { nodes: [{ kind: "text", text: mark }], end: at + mark.length };
  const inner = match[0].slice(0, -mark.length).replaceAll("\n", " ");
  const text = /^ .*[^ ].* $/.test(inner) ? inner.slice(1, -1) : inner;
  return { nodes: [{ kind: "code", text }], end: at + mark.length + match[0].length };
}

function runAt(source: string, at: number): string {
  let end = at + 1;
  while (source[end] === source[at]) end += 1;
  return source.slice(at, end);
}

const STYLES: Record<string, TextStyle[]> = {
  "***": ["bold", "italic"],
  "**": ["bold"],
  "*": ["italic"],
  ___: ["bold", "italic"],
  __: ["bold"],
  _: ["italic"],
  "~~": ["strike"],
  "~": ["strike"],
};

function readStyled(source: string, at: number, depth: number): Several | undefined {
  const run = runAt(source, at);
  const unread: Several = { nodes: [{ kind: "text", text: run }], end: at + run.length };
  const before = source.charAt(at - 1);
  if (run.length > 3 || !opens(source, at + run.length) || (run.startsWith("_") && WORD.test(before))) return unread;
  for (let length = run.length; length > 0; length -= 1) {
    const mark = run.slice(0, length);
    const styles = STYLES[mark];
    const end = styles === undefined ? -1 : closing(source, at + length, mark);
    if (styles === undefined || end === -1) continue;
    const children = parseMarkdownLine(source.slice(at + length, end), depth + 1);
    return { nodes: styles.reduce<Inline[]>(styled, children), end: end + length };
  }
  return unread;
}

const styled = (children: Inline[], style: TextStyle): Inline[] => [{ kind: "styled", style, children }];

function opens(source: string, after: number): boolean {
  return /\S/.test(source.charAt(after));
}

/** Where the mark closes: past code and escapes, at a run of the same length, or of a longer one that closes two at once. */
function closing(source: string, from: number, mark: string): number {
  const character = mark.charAt(0);
  const last = Math.min(source.length, from + LONGEST);
  for (let at = from; at < last; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "`") at = (readCode(source, at)?.end ?? at + 1) - 1;
    else if (source[at] === character) {
      const run = runAt(source, at);
      if (at > from && closes(source, at, run, mark)) return at + run.length - mark.length;
      at += run.length - 1;
    }
  }
  return -1;
}

function closes(source: string, at: number, run: string, mark: string): boolean {
  if (run.length !== mark.length && run.length !== 3) return false;
  if (/\s/.test(source.charAt(at - 1))) return false;
  return !mark.startsWith("_") || !WORD.test(source.charAt(at + run.length));
}

/** [text](address "title"); a picture is the same after "!": it becomes a link, for its server would learn who reads here. */
function readLink(source: string, at: number, depth: number): Several | undefined {
  const end = closingBracket(source, at);
  if (end === -1) return undefined;
  const target = /^\(\s*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/.exec(
    source.slice(end + 1, end + 1 + LONGEST * 3),
  );
  if (target === null) return undefined;
  const url = safeLink(target[1] ?? target[2] ?? "");
  const children = parseMarkdownLine(source.slice(at + 1, end), depth + 1).flatMap(unlinked);
  const shown: Inline[] = children.length === 0 ? [{ kind: "text", text: url }] : children;
  return { nodes: url === "" ? shown : [{ kind: "link", url, children: shown }], end: end + 1 + target[0].length };
}

// A link within a link would be two targets under one finger.
function unlinked(node: Inline): Inline[] {
  return node.kind === "link" ? node.children : [node];
}

function closingBracket(source: string, at: number): number {
  const last = Math.min(source.length, at + LONGEST);
  let depth = 0;
  for (let here = at; here < last; here += 1) {
    const character = source[here];
    if (character === "\\") here += 1;
    else if (character === "`") here = (readCode(source, here)?.end ?? here + 1) - 1;
    else if (character === "[") depth += 1;
    else if (character === "]" && --depth === 0) return here;
  }
  return -1;
}
