// Full-text search over cards and over passages, and how much each term of the library weighs. Built once.
import MiniSearch from "minisearch";
import type { Library } from "../knowledge/library.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";
import { createAsks } from "./asks.ts";
import { type Family, familiesOf } from "./families.ts";
import type { Query } from "./query.ts";
import { type Head, headOf, subjectOf } from "./subject.ts";
import { termsOf } from "./words.ts";

/**
 * What the index knows of one card or passage: its own terms, those of the headings above it, the orchestrators it is about, and of a
 * card the phrases in which its subject is looked for (see subject.ts) and the terms of its first name.
 */
export type Entry = {
  own: Set<string>;
  context: Set<string>;
  families: Set<Family>;
  subject: string;
  named: string[];
  head: Head;
  /** The heading above it. */
  heading: string;
};

export type Index = {
  cards: Map<string, Card>;
  passages: Map<string, Passage>;
  entryOf: (id: string) => Entry;
  searchCards: (query: Query) => Map<string, number>;
  searchPassages: (query: Query) => Map<string, number>;
  /** How near the nearest canonical question of a lesson is, 0 to 1. */
  matchAsks: (query: Query) => Map<string, number>;
  /** The inverse document frequency of a term. */
  weightOf: (term: string) => number;
  isKnown: (term: string) => boolean;
};

type Document = { id: string; own: string; context: string; families: Set<Family>; card?: Card };

const BM25 = { k: 1.5, b: 0.3, d: 0.5 };
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
};

/** Builds the index of a library. */
export function createIndex(library: Library, passages: Map<string, Passage>): Index {
  const cards = library.cards.map((card) => documentOfCard(card, library));
  const sections = [...passages.values()].map((passage) => documentOfPassage(passage, library));
  const entries = new Map([...cards, ...sections].map((document) => [document.id, entryOf(document)]));
  const weightOf = weigh(
    sections.map((section) => entries.get(section.id)!),
    salienceIn(library),
  );
  const entryAt = (id: string) => entries.get(id) ?? EMPTY;
  return {
    cards: new Map(library.cards.map((card) => [card.id, card])),
    passages,
    entryOf: entryAt,
    searchCards: searcher(cards),
    searchPassages: searcher(sections),
    matchAsks: createAsks(library, weightOf.weight),
    weightOf: weightOf.weight,
    isKnown: weightOf.isKnown,
  };
}

function documentOfCard(card: Card, library: Library): Document {
  const own = [...card.names, ...card.sentences, isCommand(card.code) ? card.code!.text : ""].join("\n");
  const lesson = familiesOf(library.findLesson(card.lesson)?.title ?? "");
  const families = lesson.size && card.kind !== "term" ? lesson : familiesOf(own);
  return { id: card.id, own, context: contextOf(card.section, card.lesson, library), families, card };
}

/** Commands say what a card does; a manifest mentions half the vocabulary. */
function isCommand(code: Card["code"]): boolean {
  return code !== undefined && !["yaml", "json", "dockerfile"].includes(code.language);
}

function documentOfPassage(passage: Passage, library: Library): Document {
  const context = contextOf(passage.id, passage.lesson, library);
  return { id: passage.id, own: passage.text, context, families: familiesOf(passage.text) };
}

function contextOf(section: string, lesson: string, library: Library): string {
  const found = library.findSection(section);
  const title = library.findLesson(lesson)?.title ?? "";
  return found ? [title, ...found.path].join("\n") : "";
}

function entryOf(document: Document): Entry {
  const { own, context, families, card } = document;
  const subject = card ? subjectOf(card) : "";
  const head = card ? headOf(card) : NO_HEAD;
  const named = [...new Set(termsOf(card?.names[0] ?? ""))];
  const heading = context.split("\n").at(-1) ?? "";
  return { own: new Set(termsOf(own)), context: new Set(termsOf(context)), families, subject, named, head, heading };
}

function searcher(documents: Document[]): (query: Query) => Map<string, number> {
  const index = new MiniSearch<Document>({
    fields: ["own", "context"],
    tokenize: termsOf,
    processTerm: (term) => term,
  });
  index.addAll(documents);
  return (query) => {
    const terms = new Set(query.terms);
    const variants = new Set([...query.variants.values()].flat()).difference(terms);
    const found = index.search([...terms, ...variants].join(" "), {
      bm25: BM25,
      tokenize: (text) => text.split(" ").filter(Boolean),
      boostTerm: (term) => (variants.has(term) ? VARIANT_WEIGHT : 1),
    });
    return new Map(found.map((result) => [String(result.id), result.score]));
  };
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
  entries: Entry[],
  salience: (term: string) => number,
): { weight: (term: string) => number; isKnown: (term: string) => boolean } {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    for (const term of entry.own.union(entry.context)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const weight = (term: string) => {
    const count = counts.get(term);
    if (count === undefined) return UNKNOWN_WEIGHT;
    return salience(term) * Math.log(1 + (entries.length - count + 0.5) / (count + 0.5));
  };
  return { weight, isKnown: (term) => counts.has(term) };
}
