// What ranking asks of each card and passage.
import type { Library } from "../knowledge/library.ts";
import { divide } from "../knowledge/single-questions.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";
import { type Document, type Documents } from "./documents.ts";
import { type Family, familiesOf } from "./families.ts";
import { remembered } from "./remembered.ts";
import { type Head, headOf, subjectOf } from "./subject.ts";
import { NO_TERMS, type Terms, createTermKeeper } from "./terms.ts";
import { termsOf } from "./words.ts";

/**
 * What the index knows of one card or passage: its own terms, those of the headings above it and of its section's canonical questions, the orchestrators it is about, and of a
 * card the phrases in which its subject is looked for (see subject.ts) and the terms of its first name.
 */
export type Entry = {
  own: Terms;
  context: Terms;
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

const NO_HEAD: Head = { opening: "", capitals: [], names: [] };
const EMPTY: Entry = {
  own: NO_TERMS,
  context: NO_TERMS,
  families: new Set(),
  subject: "",
  named: [],
  head: NO_HEAD,
  heading: "",
  instructs: false,
  single: false,
  ofTeam: false,
};

/** Entries are made when they are first asked for: a question looks at some hundreds of them, and there are thousands. */
export function createEntries(
  library: Library,
  documents: Documents,
  cards: Map<string, Card>,
  passages: Map<string, Passage>,
  numberOf: (term: string) => number | undefined,
): (id: string) => Entry {
  const shared = sharedIn(library, createTermKeeper(numberOf));
  return remembered((id: string): Entry => {
    const card = cards.get(id);
    if (card) return entryOfCard(card, documents.ofCard(card), library, shared);
    const passage = passages.get(id);
    return passage ? entryOfPassage(passage, documents.ofPassage(passage), library, shared) : EMPTY;
  });
}

/** Cards of one section share the set of their context, and all those about the same orchestrators the set of these. */
type Shared = {
  contexts: Map<string, Terms>;
  families: Map<string, Set<Family>>;
  singles: Set<string>;
  /** Ids of lessons and terms. */
  ofTeam: Set<string>;
  keep: (terms: readonly string[]) => Terms;
};

function sharedIn({ lessons, terms }: Library, keep: Shared["keep"]): Shared {
  const singles = new Set(lessons.flatMap((lesson) => divide(lesson).single.map(({ id }) => id)));
  const ofTeam = new Set([...lessons, ...terms].filter(({ own }) => own).map(({ id }) => id));
  return { contexts: new Map(), families: new Map(), singles, ofTeam, keep };
}

function entryOfCard(card: Card, document: Document, library: Library, shared: Shared): Entry {
  return {
    ...entryOf(card.section, familiesOfCard(card, document, library), library, shared),
    own: shared.keep(termsIn(document.own)),
    context: once(shared.contexts, card.section, () => shared.keep(termsIn(document.around))),
    subject: subjectOf(card),
    named: [...new Set(termsOf(card.names[0] ?? ""))],
    head: headOf(card),
    ofTeam: shared.ofTeam.has(card.section) || shared.ofTeam.has(card.lesson),
  };
}

function entryOfPassage({ id, text }: Passage, document: Document, library: Library, shared: Shared): Entry {
  const entry = entryOf(id, familiesOf(text), library, shared);
  return { ...entry, own: shared.keep(termsIn(document.own)), context: shared.keep(termsIn(document.around)) };
}

/** What a card and a passage have of their section. */
function entryOf(section: string, families: Set<Family>, library: Library, shared: Shared): Entry {
  const path = library.findSection(section)?.path ?? [];
  return {
    ...EMPTY,
    families: once(shared.families, [...families].join(), () => families),
    heading: path.at(-1) ?? "",
    instructs: /^how to\b/i.test(path[0] ?? ""),
    single: shared.singles.has(section),
  };
}

function termsIn(texts: readonly (readonly string[])[]): string[] {
  return texts.flat().flatMap(termsOf);
}

/** The families of its lesson's title; else those that it names; else the only one whose version its lesson is written for. */
function familiesOfCard(card: Card, { own }: Document, { findLesson }: Library): Set<Family> {
  const { title = "", version = "" } = card.kind === "term" ? {} : (findLesson(card.lesson) ?? {});
  const [ofTitle, ofText, ofVersion] = [title, own.flat().join("\n"), version].map(familiesOf);
  if (ofTitle!.size > 0) return ofTitle!;
  return ofText!.size > 0 || ofVersion!.size !== 1 ? ofText! : ofVersion!;
}

/** What the map has under a key, made when it is wanted first. */
function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
