/** What a line of Markdown begins. */
import type { Node } from "./nodes.ts";

/** A block and the line after it. */
export type Read = { node: Node; end: number };

/** `inside` reads the blocks within a block, one level deeper. */
export type Reader = (
  lines: readonly string[],
  at: number,
  inside: (lines: readonly string[]) => Node[],
) => Read | undefined;

export const FENCE = /^( {0,3})(`{3,}|~{3,})[^`]*$/;
export const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
export const RULE = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
export const QUOTE = /^ {0,3}> ?/;
// A number other than 1 in the middle of a paragraph is more often a year than a list.
const LIST = /^ {0,3}(?:[-*+]|1[.)]) +\S/;

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether a line begins something else than the paragraph above it. */
export function interrupts(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return [FENCE, HEADING, RULE, QUOTE, LIST].some((begin) => begin.test(line));
}
