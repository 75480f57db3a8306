// The canonical questions of the lessons: a lesson that is asked nearly the same wants to answer.
import type { Library } from "../knowledge/library.ts";
import type { Query } from "./query.ts";
import { termsOf } from "./words.ts";

/** A synonym is nearly the same word. */
const SYNONYM = 0.7;

/** Prepares the canonical questions of a library. The function says for each lesson how near its nearest one is, 0 to 1. */
export function createAsks(
  library: Library,
  weightOf: (term: string) => number,
): (query: Query) => Map<string, number> {
  const squared = (term: string) => weightOf(term) ** 2;
  const total = (terms: Iterable<string>) => Array.from(terms, squared).reduce((sum, each) => sum + each, 0);
  const questions = library.lessons.flatMap((lesson) =>
    lesson.asks.map((text) => {
      const terms = new Set(termsOf(text));
      return { lesson: lesson.id, terms, weight: total(terms) };
    }),
  );
  return (query) => {
    const mine = total(query.terms);
    const nearest = new Map<string, number>();
    for (const { lesson, terms, weight } of questions) {
      const shared = query.terms.reduce((sum, term) => sum + squared(term) * likeness(term, terms, query), 0);
      if (shared === 0) continue;
      nearest.set(lesson, Math.max(shared / Math.sqrt(mine * weight), nearest.get(lesson) ?? 0));
    }
    return nearest;
  };
}

function likeness(term: string, asked: Set<string>, query: Query): number {
  if (asked.has(term)) return 1;
  return (query.variants.get(term) ?? []).some((variant) => asked.has(variant)) ? SYNONYM : 0;
}
