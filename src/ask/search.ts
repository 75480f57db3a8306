// All that is known of a library, ready to be searched: full text over cards and over passages, canonical questions, meanings. Built once.
import type { Library } from "../knowledge/library.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";
import { type Asked, createAsks } from "./asks.ts";
import { type Fields, createSearch } from "./bm25.ts";
import { type Document, documentsOf } from "./documents.ts";
import { type Entry, createEntries } from "./entries.ts";
import { phrase } from "./lexicon.ts";
import { type Meaning, createMeaning } from "./meaning.ts";
import { type Query, countOf } from "./query.ts";
import { type Reader, createReader } from "./reader.ts";
import { remembered } from "./remembered.ts";
import { shippedVectors } from "./shipped-vectors.ts";
import type { Weighed } from "./vectors.ts";
import { weigh } from "./weights.ts";

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
  /** How much a term weighs. */
  weightOf: (term: string) => number;
  isKnown: (term: string) => boolean;
};

const VARIANT_WEIGHT = 0.4;
/** Builds the index of a library. */
export function createIndex(library: Library, passages: Map<string, Passage>, vectors = shippedVectors): Index {
  const reader = createReader();
  const documents = documentsOf(library);
  const fieldsOf = ({ own, around }: Document): Fields => [own, around].map((lists) => lists.flatMap(reader.read));
  const ofCards = library.cards.map((card) => fieldsOf(documents.ofCard(card)));
  const ofPassages = Array.from(passages.values(), (passage) => fieldsOf(documents.ofPassage(passage)));
  const { weightOf, weightAt, isKnown } = weigh(library, ofPassages, reader);
  const cards = new Map(library.cards.map((card) => [card.id, card]));
  const byLesson = Map.groupBy(passages.values(), ({ lesson }) => lesson);
  const bySection = Map.groupBy(library.cards, ({ section }) => section);
  const byOpening = openingsOf(library.cards, reader);
  const index: Index = {
    cards,
    cardsOf: (section) => bySection.get(section) ?? [],
    cardsOpening: (word) => byOpening.get(word) ?? [],
    passages,
    passagesOf: (lesson) => byLesson.get(lesson) ?? [],
    entryOf: createEntries(library, documents, cards, passages, reader.numberOf),
    searchCards: searcher([...cards.keys()], createSearch(ofCards, reader)),
    searchPassages: searcher([...passages.keys()], createSearch(ofPassages, reader)),
    matchAsks: createAsks(library, { weightOf, weightAt }, reader),
    meaningOf: createMeaning(library, vectors, reader),
    weightOf,
    isKnown,
  };
  reader.forget();
  return index;
}

/** Cards by the first word of their head (see subject.ts), and glossary entries by those of their names. */
function openingsOf(cards: Card[], reader: Reader): Map<string, Card[]> {
  const found = new Map<string, Card[]>();
  const wordAt = remembered((word: number) => phrase(reader.written[word]!));
  for (const card of cards) {
    const words = card.kind === "term" ? card.names.map((name) => phrase(name).split(" ", 1)[0]!) : [];
    const opening = firstWordOf(card, reader);
    if (opening !== undefined) words.push(wordAt(opening));
    for (const word of new Set(words)) {
      const cardsOfWord = found.get(word);
      if (cardsOfWord) cardsOfWord.push(card);
      else found.set(word, [card]);
    }
  }
  return found;
}

/** The number of the word that a card begins with, after an article; a contrast defines nothing. */
function firstWordOf({ kind, sentences }: Card, { read, words }: Reader): number | undefined {
  const [text] = read(sentences);
  if (text === undefined || kind === "contrast") return undefined;
  const from = words.starts[text]! + Number(/^(An?|The) /.test(sentences[0]!));
  return from < words.starts[text + 1]! ? words.numbers[from] : undefined;
}

function searcher(ids: string[], search: ReturnType<typeof createSearch>): (query: Query) => Hits {
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
