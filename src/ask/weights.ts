// How much each term of a library weighs: the rarer, the more.
import type { Library } from "../knowledge/library.ts";
import type { Fields } from "./bm25.ts";
import { measure } from "./postings.ts";
import type { Reader } from "./reader.ts";

export type Weights = {
  /** The inverse document frequency of a term. */
  weightOf: (term: string) => number;
  /** The same by the term's number. */
  weightAt: (term: number) => number;
  isKnown: (term: string) => boolean;
};

/** A word that the library does not have may be everything or nothing; it weighs as much as a fairly common one. */
const UNKNOWN_WEIGHT = 3;
/** A word that is part of no name, heading or canonical question of the library says little about what a question is about. */
const ORDINARY = 0.5;

/** Weighs the terms that passages have in their fields. */
export function weigh(library: Library, passages: Fields[], reader: Reader): Weights {
  const salient = salientIn(library, reader);
  const holding = countHolding(passages, reader);
  const weights = Float64Array.from(holding, (count, term) =>
    count === 0
      ? UNKNOWN_WEIGHT
      : (salient.has(term) ? 1 : ORDINARY) * Math.log(1 + (passages.length - count + 0.5) / (count + 0.5)),
  );
  const weightAt = (term: number) => weights[term] ?? UNKNOWN_WEIGHT;
  return {
    weightAt,
    weightOf: (term) => weightAt(reader.numberOf(term) ?? -1),
    isKnown: (term) => (holding[reader.numberOf(term) ?? -1] ?? 0) > 0,
  };
}

/** The terms of all that has a name, of headings, and of what lessons are asked. */
function salientIn(library: Library, { read, terms }: Reader): Set<number> {
  const names = library.terms.flatMap(({ term, aliases }) => [term, ...aliases]);
  const titles = library.lessons.flatMap(({ title, aliases, asks, sections }) => [
    title,
    ...aliases,
    ...asks,
    ...sections.map(({ heading }) => heading),
  ]);
  const sides = library.cards.flatMap((card) => card.names);
  const texts = read([...names, ...titles, ...sides]);
  return new Set(texts.flatMap((text) => [...terms.numbers.subarray(terms.starts[text], terms.starts[text + 1])]));
}

/** How many of the passages have each term. */
function countHolding(passages: Fields[], reader: Reader): Uint32Array {
  const { starts } = measure(
    passages.map((fields) => fields.flat()),
    reader,
  );
  return Uint32Array.from({ length: starts.length - 1 }, (_, term) => starts[term + 1]! - starts[term]!);
}
