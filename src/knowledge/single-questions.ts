// A lesson is read in order, up to its last part: facts that answer single questions, which are looked up.
import type { Lesson, Section } from "./types.ts";

/** The anchor of the part's heading, as FORMAT.md has it. */
export const SINGLE_QUESTIONS = "questions";

/** A lesson's sections in two: those that are read one after the other, and those that each answer a single question. */
export function divide({ sections }: Pick<Lesson, "sections">): { read: Section[]; single: Section[] } {
  const from = sections.findIndex(({ anchor, level }) => level === 2 && anchor === SINGLE_QUESTIONS);
  if (from < 0) return { read: sections, single: [] };
  return { read: sections.slice(0, from), single: sections.slice(from) };
}
