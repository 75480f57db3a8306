// The last look at a composed answer: does it speak of what was asked?
import type { Composed } from "./budget.ts";
import { phrase } from "./lexicon.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import type { Index } from "./search.ts";
import { anyOf } from "./terms.ts";
import { termsOf } from "./words.ts";

/** Of answers to our own questions, those that say less than this of the question were mostly beside the point. */
const LEAST_SAID = 0.4;

/** An answer that says this much of the question may call the things otherwise ("pods" where replicas are asked about). */
const ENOUGH_SAID = 0.6;

/** Who tells a story uses many words that no lesson has. */
const LONG = 6;
const LEAST_SAID_OF_LONG = 0.25;

/** What no lesson says in any words is left to the refusal rule. */
function isKnown(term: string, query: Query, index: Index): boolean {
  return index.isKnown(term) || (query.variants.get(term) ?? []).some(index.isKnown);
}

/** Does an answer say enough of a question's terms, and nearly all of them when it names less than half of the things that the question names? */
export function isOnTopic({ sentences, citations }: Composed, query: Query, index: Index): boolean {
  const headings = citations.map(({ heading, lessonTitle }) => `${heading} ${lessonTitle}`);
  const text = [...sentences.map((sentence) => sentence.text), ...headings].join(" \n");
  const words = new Set(phrase(text).split(" "));
  const own = new Set(termsOf(text));
  const isNamed = (name: string) => name.split(" ").every((word) => words.has(word));
  const isMeant = (name: string) => termsOf(name).every((term) => says(own, term, query));
  const named = query.entities.filter(({ phrases, names }) => phrases.some(isNamed) || names.some(isMeant));
  const terms = anyOf([own, ...citations.map(({ passage }) => index.entryOf(passage.id).context)]);
  const long = query.terms.length > LONG;
  const worded = query.terms.filter((term) => !/^\d+$/.test(term));
  const asked = { ...query, terms: long ? worded.filter((term) => isKnown(term, query, index)) : worded };
  const least = long ? LEAST_SAID_OF_LONG : LEAST_SAID;
  const said = shareOfTerms(asked, index.weightOf, (term) => Number(says(terms, term, query)));
  return said >= (named.length * 2 < query.entities.length ? ENOUGH_SAID : least);
}
