// What of a library is searched: cards and passages, each with the texts around it.
import type { Library } from "../knowledge/library.ts";
import type { Card } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";

/** A card or passage: lists of its own texts, and of those around it: the headings above it, and of a passage what its section is asked. */
export type Document = Record<"own" | "around", readonly (readonly string[])[]>;

/** Tells the texts of each card and passage of a library; those of one section have the very same lists around them. */
export type Documents = { ofCard: (card: Card) => Document; ofPassage: (passage: Passage) => Document };

export function documentsOf(library: Library): Documents {
  const headings = headingsOf(library);
  const askedOf = (section: string) => library.findSection(section)?.asked ?? NO_TEXTS;
  const above = (section: string) => headings.get(section) ?? NO_TEXTS;
  return {
    ofCard: (card) => ({ own: textsOf(card), around: [above(card.section)] }),
    ofPassage: ({ id, text }) => ({ own: [[text]], around: [above(id), askedOf(id)] }),
  };
}

const NO_TEXTS: string[] = [];

/** The headings above each section, its own and the lesson's title among them. */
function headingsOf({ lessons }: Library): Map<string, string[]> {
  const sections = lessons.flatMap(({ title, sections: all }) => all.map((section) => ({ title, section })));
  return new Map(sections.map(({ title, section: { id, path } }) => [id, [title, ...path]]));
}

function textsOf({ names, sentences, code }: Card): readonly (readonly string[])[] {
  return isCommand(code) ? [names, sentences, [code.text]] : [names, sentences];
}

/** Commands say what a card does; a manifest mentions half the vocabulary. */
function isCommand(code: Card["code"]): code is NonNullable<Card["code"]> {
  return code !== undefined && !["yaml", "json", "dockerfile"].includes(code.language);
}
