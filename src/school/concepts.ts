/** What is remembered by answering: the section that a question is about, or the rule that it was computed by. */
import type { Question } from "../knowledge/types.ts";
import { generators } from "../quiz/generators/registry.ts";
import type { Item, QuestionBank } from "./question-bank.ts";

const rules = new Set(generators.map(({ id }) => id));

/** Sections have a "#" in their ids, rules have none: the two never meet. */
export function conceptOf({ id, section }: Pick<Question, "id" | "section">): string {
  return rules.has(id) ? id : section;
}

/** The concepts that can be asked, each with what asks it. */
export function conceptsOf(bank: QuestionBank): Map<string, Item[]> {
  return Map.groupBy(bank.about("") ?? [], conceptOf);
}
