// What is searched and what is known of it: cards and passages by their terms, and what ranking asks of each of them.
import type { Library } from "../knowledge/library.ts";
import { divide } from "../knowledge/single-questions.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";
import { type Family, familiesOf } from "./families.ts";
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

/** What is searched: its own terms and those of its context, repeats included. */
export type Document = {
  id: string;
  section: string;
  own: string[];
  context: string[];
  path: string[];
  families: () => Set<Family>;
  card?: Card;
};

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

/** Reads a library into what is searched; `entryOf` knows each of them by its id, and `read` still knows the terms of every line. */
export function readDocuments(
  library: Library,
  passages: Map<string, Passage>,
): { cards: Document[]; sections: Document[]; entryOf: (id: string) => Entry; read: (text: string) => string[] } {
  const headings = headingsOf(library);
  const read = lineByLine();
  const cards = library.cards.map((card) => documentOfCard(card, library, headings, read));
  const sections = [...passages.values()].map((passage) => documentOfPassage(passage, library, headings, read));
  const singles = new Set(library.lessons.flatMap((lesson) => divide(lesson).single.map(({ id }) => id)));
  const ofTeam = new Set([...library.lessons, ...library.terms].filter(({ own }) => own).map(({ id }) => id));
  const shared: Shared = { contexts: new Map(), families: new Map(), singles, ofTeam };
  return { cards, sections, entryOf: entriesOf([...cards, ...sections], shared), read };
}

/** Entries are made when they are first asked for: a question looks at some hundreds of them, and there are thousands. */
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
  const context = [...(headings.get(id) ?? []), ...asked.flatMap(read)];
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
