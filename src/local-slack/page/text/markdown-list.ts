/** A Markdown list with what its entries hold. */
import { indentOf, interrupts, isBlank, RULE, type Read } from "./markdown-lines.ts";
import type { Item, Node } from "./nodes.ts";

type Marker = {
  /** "-", "*", "+", "." or ")": another one begins another list. */
  kind: string;
  /** -1 for a list without numbers. */
  number: number;
  /** How far its text is indented. */
  width: number;
  rest: string;
};

type Entry = { inner: string[]; end: number };

export function readList(
  lines: readonly string[],
  at: number,
  inside: (lines: readonly string[]) => Node[],
): Read | undefined {
  const first = markerOf(lines[at]);
  if (first === undefined) return undefined;
  const entries = entriesFrom(lines, at, first);
  const items = entries.map(({ inner }) => itemOf(inner, inside));
  const end = entries.at(-1)?.end ?? at + 1;
  const loose = isLoose(lines.slice(at, end), entries);
  return { node: { kind: "items", ordered: first.number >= 0, start: Math.max(0, first.number), loose, items }, end };
}

function entriesFrom(lines: readonly string[], at: number, first: Marker): Entry[] {
  const entries: Entry[] = [];
  for (let next = at; ; next = skipBlank(lines, entries.at(-1)?.end ?? next)) {
    const marker = markerOf(lines[next]);
    if (marker?.kind !== first.kind) return entries;
    entries.push(readEntry(lines, next, marker));
  }
}

/** Blank lines between entries, or within one, give all of them room. */
function isLoose(lines: readonly string[], entries: readonly Entry[]): boolean {
  const within = entries.some(({ inner }) => inner.slice(0, -1).some(isBlank));
  return within || lines.length > entries.reduce((sum, { inner }) => sum + inner.length, 0);
}

function markerOf(line = ""): Marker | undefined {
  const match = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)(.*)$/.exec(line);
  if (match === null || RULE.test(line)) return undefined;
  const [indent, mark, space, rest] = match.slice(1) as [string, string, string, string];
  // More than four spaces after the mark are one, and code that begins with the others.
  const gap = space.length > 4 || rest === "" ? 1 : space.length;
  return {
    kind: mark.slice(-1),
    number: /\d/.test(mark) ? Number.parseInt(mark, 10) : -1,
    width: indent.length + mark.length + gap,
    rest: space.slice(gap) + rest,
  };
}

/** The lines of one entry without their indentation: those indented as far as its text, and those that go on with its paragraph. */
function readEntry(lines: readonly string[], at: number, marker: Marker): Entry {
  const inner = [marker.rest];
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const line = partOf(lines, end, marker.width);
    if (line === undefined) break;
    inner.push(line);
  }
  return { inner, end };
}

function partOf(lines: readonly string[], at: number, width: number): string | undefined {
  const line = lines[at] ?? "";
  if (isBlank(line)) return indentOf(lines[skipBlank(lines, at)] ?? "") >= width ? "" : undefined;
  if (indentOf(line) >= width) return line.slice(width);
  const endsHere = isBlank(lines[at - 1]) || markerOf(line) !== undefined || interrupts(lines, at);
  return endsHere ? undefined : line.trimStart();
}

function skipBlank(lines: readonly string[], at: number): number {
  let next = at;
  while (next < lines.length && isBlank(lines[next])) next += 1;
  return next;
}

function itemOf(inner: readonly string[], inside: (lines: readonly string[]) => Node[]): Item {
  const [first = "", ...others] = inner;
  const task = /^\[([ xX])\] +/.exec(first);
  if (task === null) return { children: inside(inner) };
  return { checked: task[1] !== " ", children: inside([first.slice(task[0].length), ...others]) };
}
