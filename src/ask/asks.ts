// The canonical questions of lessons and sections: what is asked nearly the same wants to answer.
import type { Library } from "../knowledge/library.ts";
import { type Shape, shapeFit, shapeOf } from "./form.ts";
import { phrase } from "./lexicon.ts";
import { type Query, countOf, quotedIn } from "./query.ts";

import { termsOf } from "./words.ts";

/** A synonym is nearly the same word. */
const SYNONYM = 0.7;
/** What stands in a question word for word, and in quotation marks, is likely what it is about ("no suitable node"). */
const WORD_FOR_WORD = 0.8;
const QUOTED = 0.95;
/** What stands word for word, and says less than this part of a question, is only its scene: 2 is a half. */
const HALF_IS_ALL = 2;
/** Fewer terms stand together by chance. */
const FEWEST_TERMS = 2;

/** `whose` is the id of a lesson, or of a section (`lesson#anchor`). */
type Asked = { whose: string; weight: number; shape: Shape; words: string };

/**
 * Prepares the canonical questions of a library. The function says for each lesson, and for each section that has some of its own, how near
 * its nearest one is, 0 to 1; what shares no term is left out.
 */
export function createAsks(
  library: Library,
  weightOf: (term: string) => number,
): (query: Query) => Map<string, number> {
  const squared = (term: string) => weightOf(term) ** 2;
  const questions: Asked[] = [];
  const byTerm = new Map<string, number[]>();
  for (const { whose, text } of questionsOf(library)) {
    const terms = new Set(termsOf(text));
    for (const term of terms) byTerm.set(term, [...(byTerm.get(term) ?? []), questions.length]);
    questions.push({
      whose,
      weight: terms.values().reduce((sum, term) => sum + squared(term), 0),
      shape: shapeOf(text),
      words: terms.size < FEWEST_TERMS ? "" : phrase(text),
    });
  }
  return (query) => {
    const mine = query.terms.reduce((sum, term) => sum + squared(term) * countOf(term, query), 0);
    const own = shapeOf(query.asked);
    const said = { all: ` ${phrase(query.asked)} `, quoted: ` ${quotedIn(query.text).map(phrase).join(" | ")} ` };
    // Several words may say the same as one of a canonical question ("SSL", "HTTPS", "TLS"): together they say no more than all of it.
    const nearest = new Map<string, number>();
    for (const [at, shared] of sharedWith(query, byTerm, squared)) {
      const { whose, weight, shape, words } = questions[at]!;
      const inTerms = (Math.min(shared, weight, mine) / Math.sqrt(mine * weight)) * shapeFit(own, shape);
      const likeness = Math.max(inTerms, standing(words, said, shared / mine));
      nearest.set(whose, Math.max(likeness, nearest.get(whose) ?? 0));
    }
    return nearest;
  };
}

/** How near a canonical question is for standing in a question word for word. */
function standing(words: string, said: { all: string; quoted: string }, share: number): number {
  if (words === "" || !said.all.includes(` ${words} `)) return 0;
  return said.quoted.includes(` ${words} `) ? QUOTED : WORD_FOR_WORD * Math.min(1, share * HALF_IS_ALL);
}

function questionsOf({ lessons }: Library): { whose: string; text: string }[] {
  return lessons.flatMap(({ id, asks, sections }) => [
    ...[...asks, ...sections.flatMap(({ asked }) => asked)].map((text) => ({ whose: id, text })),
    ...sections.flatMap((section) => section.asked.map((text) => ({ whose: section.id, text }))),
  ]);
}

/** How much each canonical question shares with a query, by its place; a term counts once, as itself or as its nearest synonym. */
function sharedWith(
  query: Query,
  byTerm: Map<string, number[]>,
  squared: (term: string) => number,
): Map<number, number> {
  const shared = new Map<number, number>();
  for (const term of query.terms) {
    const counts = squared(term) * countOf(term, query);
    const exact = byTerm.get(term) ?? [];
    const near = new Set((query.variants.get(term) ?? []).flatMap((variant) => byTerm.get(variant) ?? []));
    for (const at of exact) near.delete(at);
    for (const at of exact) shared.set(at, (shared.get(at) ?? 0) + counts);
    for (const at of near) shared.set(at, (shared.get(at) ?? 0) + SYNONYM * counts);
  }
  return shared;
}
