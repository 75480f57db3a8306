/** Go's text/template, as far as --format is used: texts, field chains, functions, pipes, if/else, range and with. Parsing. */
import { own } from "../../shell/own.ts";

export type Expression =
  | { kind: "field"; path: string[]; source: string }
  | { kind: "variable"; name: string; path: string[] }
  | { kind: "literal"; value: string | number | boolean | null }
  | { kind: "call"; name: string; args: Expression[]; source: string };

export type Part =
  | { kind: "text"; text: string }
  | { kind: "value"; value: Expression; at: number }
  | {
      kind: "block";
      word: "if" | "range" | "with";
      value: Expression;
      names: string[];
      body: Part[];
      otherwise: Part[];
      at: number;
    };

/** `error` is what text/template complains. */
export type Parsed = { parts: Part[] } | { error: string };

type Token = { text: string; at: number };

const TOKEN = /"(?:[^"\\]|\\.)*"|`[^`]*`|\$[\w]*(?:\.\w+)*|\.[\w.]*|-?\d+(?:\.\d+)?|\w+(?:\.\w+)*|:=|[|(),]/g;

/** Parsed from inner words: each of `tokens` is taken once, from the front. */
function readExpression(tokens: Token[]): Expression {
  let left = readCommand(tokens, undefined);
  while (tokens[0]?.text === "|") {
    tokens.shift();
    left = readCommand(tokens, left);
  }
  return left;
}

const NAMES: Record<string, boolean | null> = { true: true, false: false, nil: null };

/** A word that is no bracket. */
function readWord(text: string): Expression {
  if (text.startsWith('"')) return { kind: "literal", value: String(JSON.parse(text)) };
  if (text.startsWith("`")) return { kind: "literal", value: text.slice(1, -1) };
  if (text.startsWith(".")) return { kind: "field", path: text.split(".").filter(Boolean), source: text };
  if (text.startsWith("$")) {
    const [name = "$", ...path] = text.split(".");
    return { kind: "variable", name, path };
  }
  if (/^-?\d/.test(text)) return { kind: "literal", value: Number(text) };
  const literal = own(NAMES, text);
  if (literal !== undefined) return { kind: "literal", value: literal };
  if (/^\w+$/.test(text)) return { kind: "call", name: text, args: [], source: text };
  throw new SyntaxError(`unexpected "${text}" in operand`);
}

function readOperand(tokens: Token[]): Expression {
  const token = tokens.shift();
  if (!token) throw new SyntaxError("missing value for command");
  if (token.text !== "(") return readWord(token.text);
  const inner = readExpression(tokens);
  if (tokens.shift()?.text !== ")") throw new SyntaxError("unclosed left paren");
  return inner;
}

/** A function with its arguments, or one value; `piped` is the last argument. */
function readCommand(tokens: Token[], piped: Expression | undefined): Expression {
  const first = readOperand(tokens);
  const args: Expression[] = [];
  while (tokens[0] && ![")", "|", ","].includes(tokens[0].text)) args.push(readOperand(tokens));
  if (piped) args.push(piped);
  if (first.kind === "call") return { ...first, args };
  if (args.length > 0) throw new SyntaxError("can't give argument to non-function");
  return first;
}

const ACTION = /\{\{(- )?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\}).)*?)( -)?\}\}/gs;

type Open = { part: Part & { kind: "block" }; into: Part[]; parent: Part[] };

const BLOCKS = ["if", "range", "with"] as const;

/** `$key, $value :=` before the value of a range. */
function readNames(tokens: Token[]): string[] {
  const end = tokens.findIndex(({ text }) => text === ":=");
  if (end === -1) return [];
  return tokens.splice(0, end + 1).flatMap(({ text }) => (text.startsWith("$") ? [text] : []));
}

function readValue(tokens: Token[]): Expression {
  const value = readExpression(tokens);
  if (tokens[0]) throw new SyntaxError(`unexpected "${tokens[0].text}" in command`);
  return value;
}

/** What a parse has so far: the list that parts are added to, and the blocks that are open. */
function createBuilder() {
  const root: Part[] = [];
  const open: Open[] = [];
  let into = root;
  const openBlock = (word: (typeof BLOCKS)[number], tokens: Token[], at: number, parent = into) => {
    const names = readNames(tokens);
    const part = { kind: "block" as const, word, value: readValue(tokens), names, body: [], otherwise: [], at };
    into.push(part);
    open.push({ part, into: part.body, parent });
    into = part.body;
  };
  const otherwise = (tokens: Token[], at: number) => {
    const top = open.at(-1);
    if (!top) throw new SyntaxError("unexpected {{else}}");
    into = top.part.otherwise;
    if (tokens.shift()?.text !== "if") return;
    // An else-if is an if in the else, and one {{end}} closes both.
    open.pop();
    openBlock("if", tokens, at, top.parent);
  };
  const end = () => {
    const top = open.pop();
    if (!top) throw new SyntaxError("unexpected {{end}}");
    into = top.parent;
  };
  return {
    text: (text: string) => void (text !== "" && into.push({ kind: "text", text })),
    action(tokens: Token[], at: number) {
      const word = tokens[0]?.text ?? "";
      const block = BLOCKS.find((one) => one === word);
      if (block) return openBlock(block, tokens.slice(1), at);
      if (word === "else") return otherwise(tokens.slice(1), at);
      if (word === "end") return end();
      into.push({ kind: "value", value: readValue(tokens), at });
    },
    done() {
      if (open.length > 0) throw new SyntaxError("unexpected EOF");
      return root;
    },
  };
}

const words = (inner: string): Token[] =>
  [...inner.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));

function parts(source: string): Part[] {
  const builder = createBuilder();
  let from = 0;
  let trimNext = false;
  for (const match of source.matchAll(ACTION)) {
    const [whole, before, inner = "", after] = match;
    const text = source.slice(from, match.index);
    const led = trimNext ? text.trimStart() : text;
    builder.text(before ? led.trimEnd() : led);
    const isComment = inner.trim().startsWith("/*");
    if (!isComment) builder.action(words(inner), match.index + whole.indexOf(inner.trimStart()));
    trimNext = after !== undefined;
    from = match.index + whole.length;
  }
  const rest = source.slice(from);
  if (rest.includes("{{")) throw new SyntaxError("unclosed action");
  builder.text(trimNext ? rest.trimStart() : rest);
  return builder.done();
}

export function parseTemplate(source: string): Parsed {
  try {
    return { parts: parts(source) };
  } catch (error) {
    // What a person typed is a value; anything but a complaint about it is a mistake of ours.
    if (error instanceof SyntaxError) return { error: `template: :1: ${error.message}` };
    throw error;
  }
}
