// The last look at a composed answer: does it speak of what was asked?
import type { Composed } from "./compose.ts";
import { phrase } from "./lexicon.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import type { Index } from "./search.ts";
import { termsOf } from "./words.ts";

/** Of answers to our own questions, those that say less than this of the question were mostly beside the point. */
const LEAST_SAID = 0.4;

/** Does an answer name at least half of the things that the question names, and say enough of its terms? */
export function isOnTopic({ sentences, citations }: Composed, query: Query, index: Index): boolean {
  const headings = citations.map(({ heading, lessonTitle }) => `${heading} ${lessonTitle}`);
  const text = [...sentences.map((sentence) => sentence.text), ...headings].join(" \n");
  const words = new Set(phrase(text).split(" "));
  const isNamed = (name: string) => name.split(" ").every((word) => words.has(word));
  const named = query.entities.filter((entity) => entity.phrases.some(isNamed));
  if (named.length * 2 < query.entities.length) return false;
  const terms = new Set(termsOf(text));
  return shareOfTerms(query, index.weightOf, (term) => Number(says(terms, term, query))) >= LEAST_SAID;
}
