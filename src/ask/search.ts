// Full-text search over cards and over passages, and how much each term of the library weighs. Built once.
import type { Library } from "../knowledge/library.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";
import { type Asked, createAsks } from "./asks.ts";
import { createSearch } from "./bm25.ts";
import { type Document, type Entry, readDocuments } from "./documents.ts";
import { type Meaning, createMeaning } from "./meaning.ts";
import { type Query, countOf } from "./query.ts";
import { shippedVectors } from "./shipped-vectors.ts";
import { headOf } from "./subject.ts";
import type { Weighed } from "./vectors.ts";
import { termsOf } from "./words.ts";

/** What a search found: the best ids, best first, the score of any id (0 where nothing matched), and the best score. */
export type Hits = { best: (most: number) => string[]; scoreOf: (id: string) => number; top: number };

export type Index = {
  cards: Map<string, Card>;
  cardsOf: (section: string) => Card[];
  /** The cards that may define a thing whose name begins with a word: what begins with it, and glossary entries of such a name. */
  cardsOpening: (word: string) => Card[];
  passages: Map<string, Passage>;
  /** The passages of a lesson, in its order. */
  passagesOf: (lesson: string) => Passage[];
  entryOf: (id: string) => Entry;
  searchCards: (query: Query) => Hits;
  searchPassages: (query: Query) => Hits;
  matchAsks: (query: Query) => Asked;
  meaningOf: (question: readonly Weighed[]) => Meaning;
  /** The inverse document frequency of a term. */
  weightOf: (term: string) => number;
  isKnown: (term: string) => boolean;
};

const VARIANT_WEIGHT = 0.4;
/** A word that the library does not have may be everything or nothing; it weighs as much as a fairly common one. */
const UNKNOWN_WEIGHT = 3;
/** Builds the index of a library. */
export function createIndex(library: Library, passages: Map<string, Passage>, vectors = shippedVectors): Index {
  const { cards, sections, entryOf, read } = readDocuments(library, passages);
  const { weight, isKnown } = weigh(sections, salienceIn(library));
  const byLesson = Map.groupBy(passages.values(), ({ lesson }) => lesson);
  const bySection = Map.groupBy(library.cards, ({ section }) => section);
  const byOpening = openingsOf(library.cards);
  return {
    cards: new Map(library.cards.map((card) => [card.id, card])),
    cardsOf: (section) => bySection.get(section) ?? [],
    cardsOpening: (word) => byOpening.get(word) ?? [],
    passages,
    passagesOf: (lesson) => byLesson.get(lesson) ?? [],
    entryOf,
    searchCards: searcher(cards),
    searchPassages: searcher(sections),
    matchAsks: createAsks(library, weight, read),
    meaningOf: createMeaning(library, vectors),
    weightOf: weight,
    isKnown,
  };
}

function openingsOf(cards: Card[]): Map<string, Card[]> {
  const found = new Map<string, Card[]>();
  for (const card of cards) {
    const { opening, names } = headOf(card);
    for (const word of new Set([opening, ...names].map((text) => text.split(" ", 1)[0]!))) {
      const cardsOfWord = found.get(word);
      if (cardsOfWord) cardsOfWord.push(card);
      else found.set(word, [card]);
    }
  }
  return found;
}

function searcher(documents: Document[]): (query: Query) => Hits {
  const search = createSearch(documents.map(({ own, context }) => [own, context]));
  const ids = documents.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  return (query) => {
    const found = search(weightsOf(query));
    const scoreOf = (id: string) => found.scores[places.get(id) ?? -1] ?? 0;
    const best = (most: number) => found.best(most).map((place) => ids[place]!);
    const [first = -1] = found.best(1);
    const top = found.scores[first] ?? 0;
    return { best, scoreOf, top };
  };
}

/** The terms to look for with how much each counts. */
function weightsOf(query: Query): Map<string, number> {
  const { terms, variants } = query;
  const weights = new Map<string, number>();
  const add = (term: string, weight: number) => {
    if (!weights.has(term)) weights.set(term, weight);
  };
  for (const term of terms) add(term, countOf(term, query));
  for (const [of, others] of variants) for (const term of others) add(term, VARIANT_WEIGHT * countOf(of, query));
  return weights;
}

/** A word that is part of no name, heading or canonical question of the library says little about what a question is about. */
const ORDINARY = 0.5;

function salienceIn(library: Library): (term: string) => number {
  const names = library.terms.flatMap(({ term, aliases }) => [term, ...aliases]);
  const titles = library.lessons.flatMap(({ title, aliases, asks, sections }) => [
    title,
    ...aliases,
    ...asks,
    ...sections.map(({ heading }) => heading),
  ]);
  const sides = library.cards.flatMap((card) => card.names);
  const salient = new Set([...names, ...titles, ...sides].flatMap(termsOf));
  return (term) => (salient.has(term) ? 1 : ORDINARY);
}

function weigh(
  sections: Document[],
  salience: (term: string) => number,
): { weight: (term: string) => number; isKnown: (term: string) => boolean } {
  const counts = new Map<string, number>();
  const { length } = sections;
  for (const { own, context } of sections)
    for (const term of new Set(own).union(new Set(context))) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weight = (term: string) => {
    const holding = counts.get(term);
    if (holding === undefined) return UNKNOWN_WEIGHT;
    return salience(term) * Math.log(1 + (length - holding + 0.5) / (holding + 0.5));
  };
  return { weight, isKnown: (term) => counts.has(term) };
}
