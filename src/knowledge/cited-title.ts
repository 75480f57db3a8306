// What a citation calls its source: a team's own words are never taken for those that are shipped.
import type { Lesson, Term } from "./types.ts";

export function citedTitle({ title, own }: Pick<Lesson, "title" | "own">): string {
  return own ? `${title} (your team's own)` : title;
}

export function glossaryTitle({ own }: Pick<Term, "own">): string {
  return own ? "Your team's glossary" : "Glossary";
}
