// YAML text -> a value that its zod schema vouches for, with the line of every key.
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import type { Parsed, Problem } from "./problem.ts";

/** The parsed value, and the line in the file on which the thing at a path begins. */
export type Located<T> = { data: T; lineOf: (path: PropertyKey[]) => number };

type Issue = z.core.$ZodIssue;

/** Parses `text`, which begins on `firstLine` of `file`. */
export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>, firstLine = 1): Parsed<Located<T>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const broken = document.errors[0];
  if (broken) {
    const line = (broken.linePos?.[0].line ?? 1) + firstLine - 1;
    const found = `not valid YAML (${broken.message.split(" at line")[0]})`;
    return { problems: [{ file, line, found, mend: "correct the indentation or put the text in quotes" }] };
  }
  const lineOf = (path: PropertyKey[]) => firstLine - 1 + lineAt(document, counter, path);
  const value = valueOf(document);
  if (value === TOO_MANY_ALIASES)
    return { problems: [{ file, line: firstLine, found: TOO_MANY_ALIASES, mend: "write it without aliases" }] };
  const result = schema.safeParse(value);
  if (result.success) return { value: { data: result.data, lineOf } };
  return { problems: result.error.issues.map((issue) => problemOf(issue, file, lineOf(issue.path))) };
}

const TOO_MANY_ALIASES = "more YAML aliases than are followed";

/** Aliases are not followed far: a few lines could otherwise stand for gigabytes. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
    throw error;
  }
}

/** The line of the node at `path`, or of its nearest ancestor that exists. */
function lineAt(document: Document, counter: LineCounter, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = keyAt(document, path.slice(0, length)) ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

/** The key node of the last step of a path, when that step is into a map. */
function keyAt(document: Document, path: PropertyKey[]): unknown {
  const parent = document.getIn(path.slice(0, -1), true);
  return isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))?.key
    : undefined;
}

function problemOf(issue: Issue, file: string, line: number): Problem {
  const name = issue.path.length ? `"${issue.path.map(String).join(".")}"` : "the file";
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => `"${key}"`).join(", ");
    return { file, line, found: `unknown key ${keys}`, mend: "correct its spelling or remove it" };
  }
  if (issue.code === "invalid_type") {
    const missing = /received undefined/.test(issue.message);
    if (missing) return { file, line, found: `${name} is missing`, mend: "add it" };
    const quote = issue.expected === "string" ? "put the value in quotes" : `write a ${issue.expected}`;
    return { file, line, found: `${name} is not a ${issue.expected}`, mend: quote };
  }
  return { file, line, found: `${name}: ${issue.message}`, mend: "see knowledge/FORMAT.md" };
}
