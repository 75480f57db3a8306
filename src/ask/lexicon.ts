// The names that the library gives to things, to recognise them in a question and to repair misspelt ones.
import type { Library } from "../knowledge/library.ts";
import { partsOf, termsOf, wordsOf } from "./words.ts";

/** A thing with its names, and the same as phrases. `synonyms` are true synonyms (a glossary entry's); a lesson's aliases are only topics of it. */
export type Entity = { key: string; lesson: string; names: string[]; phrases: string[]; synonyms: boolean };

export type Lexicon = {
  /** The things that a question names, each once, in order. */
  find: (text: string) => Entity[];
  /** The text with unknown words of five letters and more replaced by the only near name, if any. */
  repair: (text: string, isKnown: (term: string) => boolean) => string;
};

const LONGEST = 5;

/** Builds the lexicon of a library: lesson titles and aliases, glossary terms and aliases, the two sides of contrasts. */
export function createLexicon(library: Library): Lexicon {
  const entities = entitiesOf(library);
  const byPhrase = new Map<string, Entity>();
  for (const entity of entities) {
    for (const each of entity.phrases) if (!byPhrase.has(each)) byPhrase.set(each, entity);
  }
  const symptoms = library.cards.filter((card) => card.kind === "symptom").flatMap((card) => card.names);
  const named = [...entities.flatMap((entity) => entity.names), ...symptoms];
  const words = new Set(named.flatMap(wordsOf).map((word) => word.toLowerCase()));
  const candidates = [...words].filter((word) => word.length >= 4 && /^[a-z]+$/.test(word));
  return {
    find: (text) => findEntities(phrase(text).split(" "), byPhrase),
    repair: (text, isKnown) => repairWords(text, candidates, isKnown),
  };
}

function entitiesOf(library: Library): Entity[] {
  const terms = library.terms.map((term) => ({
    key: term.id,
    lesson: term.lesson?.split("#")[0] ?? "",
    names: [term.term, ...term.aliases],
    phrases: [term.term, ...term.aliases].flatMap(phrasesOf),
    synonyms: true,
  }));
  const lessons = library.lessons.flatMap((lesson) =>
    [lesson.title, lesson.id.replaceAll("-", " "), ...lesson.aliases].map((name) => ({
      key: `${lesson.id}/${phrase(name)}`,
      lesson: lesson.id,
      names: [name],
      phrases: phrasesOf(name),
      synonyms: false,
    })),
  );
  const contrasts = library.cards
    .filter((card) => card.kind === "contrast")
    .flatMap((card) =>
      card.names.map((name) => ({
        key: `name/${phrase(name)}`,
        lesson: card.lesson,
        names: [name],
        phrases: phrasesOf(name),
        synonyms: false,
      })),
    );
  return [...terms, ...lessons, ...contrasts];
}

/** A text in the form in which names are looked for: lower case and singular. CamelCase stays whole: no "pod" in an HPA's long name. */
export function phrase(text: string): string {
  return wordsOf(text)
    .map((word) => singular(word.toLowerCase()))
    .join(" ");
}

/** The forms of a name: "statefulset" and "stateful set". */
function phrasesOf(name: string): string[] {
  const inParts = wordsOf(name).flatMap(partsOf).map(singular).join(" ");
  return [...new Set([phrase(name), inParts])].filter(Boolean);
}

function singular(word: string): string {
  if (word.length < 3 || /(ss|us|is)$/.test(word)) return word;
  return word.replace(/ies$/, "y").replace(/s$/, "");
}

function findEntities(words: string[], byPhrase: Map<string, Entity>): Entity[] {
  const found = new Map<string, Entity>();
  for (let start = 0; start < words.length;) {
    const length = longestMatch(words, start, byPhrase);
    const entity = length ? byPhrase.get(words.slice(start, start + length).join(" "))! : undefined;
    if (entity) found.set(entity.key, entity);
    start += Math.max(1, length);
  }
  return [...found.values()];
}

function longestMatch(words: string[], start: number, byPhrase: Map<string, Entity>): number {
  for (let length = Math.min(LONGEST, words.length - start); length > 0; length--) {
    if (byPhrase.has(words.slice(start, start + length).join(" "))) return length;
  }
  return 0;
}

function repairWords(text: string, candidates: string[], isKnown: (term: string) => boolean): string {
  return text.replace(/\p{L}{5,}/gu, (word) => {
    const terms = termsOf(word);
    if (terms.length === 0 || terms.some(isKnown)) return word;
    return nearest(word.toLowerCase(), candidates) ?? word;
  });
}

function nearest(word: string, candidates: string[]): string | undefined {
  const allowed = word.length >= 8 ? 2 : 1;
  const near = candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= allowed && candidate[0] === word[0])
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** Damerau-Levenshtein distance: insert, delete, replace, swap neighbours. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost, swap));
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
