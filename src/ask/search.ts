// Full-text search over cards and over passages, and how much each term of the library weighs. Built once.
import type { Library } from "../knowledge/library.ts";
import { divide } from "../knowledge/single-questions.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";
import { type Asked, createAsks } from "./asks.ts";
import { createSearch } from "./bm25.ts";
import { type Family, familiesOf } from "./families.ts";
import { type Query, countOf } from "./query.ts";
import { type Head, headOf, subjectOf } from "./subject.ts";
import { termsOf } from "./words.ts";

/**
 * What the index knows of one card or passage: its own terms, those of the headings above it and of its section's canonical questions, the orchestrators it is about, and of a
 * card the phrases in which its subject is looked for (see subject.ts) and the terms of its first name.
 */
export type Entry = {
  own: Set<string>;
  context: Set<string>;
  families: Set<Family>;
  subject: string;
  named: string[];
  head: Head;
  /** The heading above it, and whether that stands under "How to". */
  heading: string;
  instructs: boolean;
  /** Whether it stands among the answers to single questions. */
  single: boolean;
};

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
  /** The inverse document frequency of a term. */
  weightOf: (term: string) => number;
  isKnown: (term: string) => boolean;
};

/** What is searched: its own terms and those of its context, repeats included. */
type Document = {
  id: string;
  section: string;
  own: string[];
  context: string[];
  path: string[];
  families: Set<Family>;
  card?: Card;
};

const VARIANT_WEIGHT = 0.4;
/** A word that the library does not have may be everything or nothing; it weighs as much as a fairly common one. */
const UNKNOWN_WEIGHT = 3;
const NO_HEAD: Head = { opening: "", capitals: [], names: [] };
const EMPTY: Entry = {
  own: new Set(),
  context: new Set(),
  families: new Set(),
  subject: "",
  named: [],
  head: NO_HEAD,
  heading: "",
  instructs: false,
  single: false,
};

/** Builds the index of a library. */
export function createIndex(library: Library, passages: Map<string, Passage>): Index {
  const { entries, weight, isKnown, searchCards, searchPassages } = readDocuments(library, passages);
  const byLesson = Map.groupBy(passages.values(), ({ lesson }) => lesson);
  const bySection = Map.groupBy(library.cards, ({ section }) => section);
  const byOpening = openingsOf(library.cards, (id) => entries.get(id)!.head);
  return {
    cards: new Map(library.cards.map((card) => [card.id, card])),
    cardsOf: (section) => bySection.get(section) ?? [],
    cardsOpening: (word) => byOpening.get(word) ?? [],
    passages,
    passagesOf: (lesson) => byLesson.get(lesson) ?? [],
    entryOf: (id) => entries.get(id) ?? EMPTY,
    searchCards,
    searchPassages,
    matchAsks: createAsks(library, weight),
    weightOf: weight,
    isKnown,
  };
}

/** What is kept of cards and passages: the terms of their texts in order, half the memory of the index, are needed no longer than this takes. */
function readDocuments(library: Library, passages: Map<string, Passage>) {
  const headings = headingsOf(library);
  const cards = library.cards.map((card) => documentOfCard(card, library, headings));
  const sections = [...passages.values()].map((passage) => documentOfPassage(passage, library, headings));
  const singles = new Set(library.lessons.flatMap((lesson) => divide(lesson).single.map(({ id }) => id)));
  const shared: Shared = { contexts: new Map(), families: new Map(), singles };
  const entries = new Map([...cards, ...sections].map((document) => [document.id, entryOf(document, shared)]));
  const weights = weigh(
    sections.map(({ id }) => entries.get(id)!),
    salienceIn(library),
  );
  return { entries, ...weights, searchCards: searcher(cards), searchPassages: searcher(sections) };
}

function openingsOf(cards: Card[], headAt: (id: string) => Head): Map<string, Card[]> {
  const found = new Map<string, Card[]>();
  for (const card of cards) {
    const { opening, names } = headAt(card.id);
    for (const word of new Set([opening, ...names].map((text) => text.split(" ", 1)[0]!))) {
      const cardsOfWord = found.get(word);
      if (cardsOfWord) cardsOfWord.push(card);
      else found.set(word, [card]);
    }
  }
  return found;
}

/** The terms of the headings above each section, its own and the lesson's title among them. */
function headingsOf(library: Library): Map<string, string[]> {
  const sections = library.lessons.flatMap(({ title, sections: all }) => all.map((section) => ({ title, section })));
  return new Map(sections.map(({ title, section: { id, path } }) => [id, termsOf([title, ...path].join("\n"))]));
}

const NO_TERMS: string[] = [];

function documentOfCard(card: Card, library: Library, headings: Map<string, string[]>): Document {
  const text = [...card.names, ...card.sentences, isCommand(card.code) ? card.code!.text : ""].join("\n");
  const families = familiesOfCard(card, text, library);
  const context = headings.get(card.section) ?? NO_TERMS;
  const path = pathOf(card.section, library);
  return { id: card.id, section: card.section, own: termsOf(text), context, path, families, card };
}

/** The families of its lesson's title; else those that it names; else the only one whose version its lesson is written for. */
function familiesOfCard({ kind, lesson }: Card, text: string, { findLesson }: Library): Set<Family> {
  const { title = "", version = "" } = kind === "term" ? {} : (findLesson(lesson) ?? {});
  const [ofTitle, ofText, ofVersion] = [title, text, version].map(familiesOf);
  if (ofTitle!.size > 0) return ofTitle!;
  return ofText!.size > 0 || ofVersion!.size !== 1 ? ofText! : ofVersion!;
}

/** Commands say what a card does; a manifest mentions half the vocabulary. */
function isCommand(code: Card["code"]): boolean {
  return code !== undefined && !["yaml", "json", "dockerfile"].includes(code.language);
}

function documentOfPassage({ id, text }: Passage, library: Library, headings: Map<string, string[]>): Document {
  const asked = library.findSection(id)?.asked ?? [];
  const context = [...(headings.get(id) ?? []), ...termsOf(asked.join("\n"))];
  return { id, section: id, own: termsOf(text), context, path: pathOf(id, library), families: familiesOf(text) };
}

function pathOf(section: string, library: Library): string[] {
  return library.findSection(section)?.path ?? [];
}

/** Cards of one section share the set of their context, and all those about the same orchestrators the set of these. */
type Shared = {
  contexts: Map<string[], Set<string>>;
  families: Map<string, Set<Family>>;
  singles: Set<string>;
};

function entryOf({ section, own, context, path, families, card }: Document, shared: Shared): Entry {
  const heading = path.at(-1) ?? "";
  return {
    own: new Set(own),
    context: once(shared.contexts, context, () => new Set(context)),
    families: once(shared.families, [...families].join(), () => families),
    subject: card ? subjectOf(card) : "",
    named: [...new Set(termsOf(card?.names[0] ?? ""))],
    head: card ? headOf(card) : NO_HEAD,
    heading,
    instructs: /^how to\b/i.test(path[0] ?? ""),
    single: shared.singles.has(section),
  };
}

/** What the map has under a key, made when it is wanted first. */
function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function searcher(documents: Document[]): (query: Query) => Hits {
  const search = createSearch(documents.map(({ own, context }) => [own, context]));
  const ids = documents.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  return (query) => {
    const found = search(weightsOf(query));
    const scoreOf = (id: string) => found.scores[places.get(id) ?? -1] ?? 0;
    const best = (most: number) => Array.from(found.places.subarray(0, most), (place) => ids[place]!);
    return { best, scoreOf, top: found.scores[found.places[0] ?? -1] ?? 0 };
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
  sections: Entry[],
  salience: (term: string) => number,
): { weight: (term: string) => number; isKnown: (term: string) => boolean } {
  const counts = new Map<string, number>();
  const { length } = sections;
  for (const entry of sections) {
    for (const term of entry.own.union(entry.context)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const weight = (term: string) => {
    const count = counts.get(term);
    if (count === undefined) return UNKNOWN_WEIGHT;
    return salience(term) * Math.log(1 + (length - count + 0.5) / (count + 0.5));
  };
  return { weight, isKnown: (term) => counts.has(term) };
}
