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
  /** Whether it is a team's own, laid over what is shipped. */
  ofTeam: boolean;
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
  families: () => Set<Family>;
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
  ofTeam: false,
};

/** Builds the index of a library. */
export function createIndex(library: Library, passages: Map<string, Passage>): Index {
  const { entryOf, weight, isKnown, searchCards, searchPassages } = readDocuments(library, passages);
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
  const read = lineByLine();
  const cards = library.cards.map((card) => documentOfCard(card, library, headings, read));
  const sections = [...passages.values()].map((passage) => documentOfPassage(passage, library, headings, read));
  const singles = new Set(library.lessons.flatMap((lesson) => divide(lesson).single.map(({ id }) => id)));
  const ofTeam = new Set([...library.lessons, ...library.terms].filter(({ own }) => own).map(({ id }) => id));
  const shared: Shared = { contexts: new Map(), families: new Map(), singles, ofTeam };
  const weights = weigh(sections, salienceIn(library));
  const searches = { searchCards: searcher(cards), searchPassages: searcher(sections) };
  return { entryOf: entriesOf([...cards, ...sections], shared), ...weights, ...searches };
}

/** Entries are made when they are first asked for: a question looks at some hundreds of thousands. */
function entriesOf(documents: Document[], shared: Shared): (id: string) => Entry {
  const unread = new Map(documents.map((document) => [document.id, document]));
  const entries = new Map<string, Entry>();
  return (id) => {
    const known = entries.get(id);
    if (known) return known;
    const document = unread.get(id);
    if (!document) return EMPTY;
    const entry = readEntry(document, shared);
    entries.set(id, entry);
    unread.delete(id);
    return entry;
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

/** The terms of the headings above each section, its own and the lesson's title among them. */
function headingsOf(library: Library): Map<string, string[]> {
  const sections = library.lessons.flatMap(({ title, sections: all }) => all.map((section) => ({ title, section })));
  return new Map(sections.map(({ title, section: { id, path } }) => [id, termsOf([title, ...path].join("\n"))]));
}

const NO_TERMS: string[] = [];

/** Reads texts into terms; a line that stands both in a card and in its section is read once. */
function lineByLine(): (text: string) => string[] {
  const known = new Map<string, string[]>();
  return (text) => text.split("\n").flatMap((line) => once(known, line, () => termsOf(line)));
}

type Read = ReturnType<typeof lineByLine>;

function documentOfCard(card: Card, library: Library, headings: Map<string, string[]>, read: Read): Document {
  const { id, section } = card;
  const context = headings.get(section) ?? NO_TERMS;
  const families = () => familiesOfCard(card, library);
  return { id, section, own: read(textOf(card)), context, path: pathOf(section, library), families, card };
}

function textOf({ names, sentences, code }: Card): string {
  return [...names, ...sentences, isCommand(code) ? code!.text : ""].join("\n");
}

/** The families of its lesson's title; else those that it names; else the only one whose version its lesson is written for. */
function familiesOfCard(card: Card, { findLesson }: Library): Set<Family> {
  const { title = "", version = "" } = card.kind === "term" ? {} : (findLesson(card.lesson) ?? {});
  const [ofTitle, ofText, ofVersion] = [title, textOf(card), version].map(familiesOf);
  if (ofTitle!.size > 0) return ofTitle!;
  return ofText!.size > 0 || ofVersion!.size !== 1 ? ofText! : ofVersion!;
}

/** Commands say what a card does; a manifest mentions half the vocabulary. */
function isCommand(code: Card["code"]): boolean {
  return code !== undefined && !["yaml", "json", "dockerfile"].includes(code.language);
}

function documentOfPassage(
  { id, text }: Passage,
  library: Library,
  headings: Map<string, string[]>,
  read: Read,
): Document {
  const asked = library.findSection(id)?.asked ?? [];
  const context = [...(headings.get(id) ?? []), ...termsOf(asked.join("\n"))];
  return { id, section: id, own: read(text), context, path: pathOf(id, library), families: () => familiesOf(text) };
}

function pathOf(section: string, library: Library): string[] {
  return library.findSection(section)?.path ?? [];
}

/** Cards of one section share the set of their context, and all those about the same orchestrators the set of these. */
type Shared = {
  contexts: Map<string[], Set<string>>;
  families: Map<string, Set<Family>>;
  singles: Set<string>;
  /** Ids of lessons and terms. */
  ofTeam: Set<string>;
};

function readEntry({ section, own, context, path, families, card }: Document, shared: Shared): Entry {
  const heading = path.at(-1) ?? "";
  const named = families();
  return {
    own: new Set(own),
    context: once(shared.contexts, context, () => new Set(context)),
    families: once(shared.families, [...named].join(), () => named),
    subject: card ? subjectOf(card) : "",
    named: [...new Set(termsOf(card?.names[0] ?? ""))],
    head: card ? headOf(card) : NO_HEAD,
    heading,
    instructs: /^how to\b/i.test(path[0] ?? ""),
    single: shared.singles.has(section),
    ofTeam: card !== undefined && (shared.ofTeam.has(card.section) || shared.ofTeam.has(card.lesson)),
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
