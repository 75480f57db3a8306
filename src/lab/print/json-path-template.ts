/** A template of JSONPath, read into its parts. client-go, util/jsonpath/parser.go. */

export type Filter = {
  left: Operand;
  operator: "exists" | "==" | "!=" | "<" | "<=" | ">" | ">=";
  right?: Operand;
};
export type Operand = { steps: Step[] } | { literal: string | number | boolean };
export type Step =
  | { kind: "field"; name: string }
  | { kind: "every" }
  /** `to` is "one" for a single index. */
  | { kind: "slice"; from: number; to: number | "one" | undefined }
  | { kind: "filter"; filter: Filter }
  | { kind: "deep" }
  | { kind: "union"; each: Step[] };
export type Part =
  | { kind: "text"; text: string }
  | { kind: "path"; steps: Step[]; fromRoot: boolean }
  | { kind: "range"; steps: Step[]; parts: Part[] };
export type Template = { ok: true; parts: Part[] } | { ok: false; message: string };

/** What stands between braces, from the brace on; `problem` is the first thing that is wrong. */
type Cursor = { text: string; at: number; problem?: string };

/** Reads a template: text, and between braces paths, quoted text, `range` and `end`. */
export function readTemplate(text: string): Template {
  const cursor: Cursor = { text, at: 0 };
  const parts = readParts(cursor, false);
  return cursor.problem === undefined ? { ok: true, parts } : { ok: false, message: cursor.problem };
}

const isDone = ({ text, at, problem }: Cursor) => at >= text.length || problem !== undefined;

/** Parts up to the end, or within a range up to its `{end}`. */
function readParts(cursor: Cursor, within: boolean): Part[] {
  const parts: Part[] = [];
  while (!isDone(cursor)) {
    const text = takeText(cursor);
    if (text !== "") parts.push({ kind: "text", text });
    const action = takeAction(cursor);
    if (action === undefined) break;
    if (action === "end") {
      if (!within) cursor.problem = "not in range, nothing to end";
      break;
    }
    const range = /^range\s+([^]*)$/.exec(action)?.[1];
    if (range === undefined) parts.push(...readAction(action, cursor));
    else parts.push({ kind: "range", steps: readSteps(range, cursor), parts: readParts(cursor, true) });
  }
  return parts;
}

/** What stands before the next brace. */
function takeText(cursor: Cursor): string {
  const { text, at } = cursor;
  const open = text.indexOf("{", at);
  cursor.at = open < 0 ? text.length : open;
  return text.slice(at, cursor.at);
}

/** What stands between the braces at the cursor; nothing at the end, or when the brace is not closed. */
function takeAction(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  if (at >= text.length) return undefined;
  const close = closingBrace(text, at);
  if (close < 0) {
    cursor.problem = "unclosed action";
    return undefined;
  }
  cursor.at = close + 1;
  return text.slice(at + 1, close).trim();
}

/** The brace that closes the one at `open`, quoted text left out; -1 when none does. */
function closingBrace(text: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < text.length; at++) {
    const letter = text[at] ?? "";
    if (quote !== "") {
      if (letter === "\\") at++;
      else if (letter === quote) quote = "";
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "}") return at;
  }
  return -1;
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

const unquoted = (quoted: string) =>
  quoted.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);

function readAction(action: string, cursor: Cursor): Part[] {
  if (/^(["'])[^]*\1$/.test(action)) return [{ kind: "text", text: unquoted(action) }];
  return [{ kind: "path", steps: readSteps(action, cursor), fromRoot: action.startsWith("$") }];
}

const STEP = /^(?:\.\.|\.?((?:\\.|[^\s.[\]{}|'"*\\])+)|\.?\*|\.?\[((?:"[^"]*"|'[^']*'|[^\][]|\[[^\]]*\])*)\]|\.)/;

/** `.a.b[0]..c` */
function readSteps(path: string, cursor: Cursor): Step[] {
  const steps: Step[] = [];
  let rest = path.trim().replace(/^[$@]/, "");
  while (rest !== "" && cursor.problem === undefined) {
    const match = STEP.exec(rest);
    if (!match) {
      cursor.problem = rest.startsWith("[")
        ? "unterminated array"
        : `unrecognized character in action: ${runeName(rest)}`;
      break;
    }
    const [whole, field, inner] = match;
    rest = rest.slice(whole.length);
    if (field !== undefined) steps.push({ kind: "field", name: field.replaceAll("\\", "") });
    else if (inner !== undefined) steps.push(readBrackets(inner, cursor));
    else if (whole === "..") steps.push({ kind: "deep" });
    else if (whole.endsWith("*")) steps.push({ kind: "every" });
  }
  return steps;
}

/** `U+0028 '('`, as Go's %#U. */
const runeName = (text: string) =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")} '${[...text][0] ?? ""}'`;

function readBrackets(inner: string, cursor: Cursor): Step {
  const text = inner.trim();
  const filter = /^\?\(([^]*)\)$/.exec(text)?.[1];
  if (filter !== undefined) return { kind: "filter", filter: readFilter(filter, cursor) };
  const each = text.split(",").map((part) => readIndex(part.trim(), cursor));
  return each.length === 1 && each[0] ? each[0] : { kind: "union", each };
}

function readIndex(text: string, cursor: Cursor): Step {
  if (text === "*") return { kind: "every" };
  if (/^(["'])[^]*\1$/.test(text)) return { kind: "field", name: unquoted(text) };
  const slice = /^(-?\d*)(?:(:)(-?\d*))?$/.exec(text);
  if (!slice || text === "") {
    cursor.problem = `invalid array index ${text}`;
    return { kind: "every" };
  }
  const [, from = "", colon, to = ""] = slice;
  const end = colon === undefined ? "one" : to === "" ? undefined : Number(to);
  return { kind: "slice", from: Number(from), to: end };
}

function readFilter(text: string, cursor: Cursor): Filter {
  const [, left = text, operator, right] = /^([^!<>=]+?)\s*(==|!=|<=|>=|<|>)\s*([^]+)$/.exec(text.trim()) ?? [];
  if (operator === undefined || right === undefined) return { left: readOperand(text, cursor), operator: "exists" };
  return {
    left: readOperand(left, cursor),
    operator: operator as Filter["operator"],
    right: readOperand(right, cursor),
  };
}

function readOperand(text: string, cursor: Cursor): Operand {
  const bare = text.trim();
  if (/^(["'])[^]*\1$/.test(bare)) return { literal: unquoted(bare) };
  if (/^-?\d+(\.\d+)?$/.test(bare)) return { literal: Number(bare) };
  if (bare === "true" || bare === "false") return { literal: bare === "true" };
  return { steps: readSteps(bare, cursor) };
}
