// The names that the library gives to things, to recognise them in a question and to repair misspelt ones.
import type { Library } from "../knowledge/library.ts";
import { remembered } from "./remembered.ts";
import { partsOf, termsOf, wordsOf } from "./words.ts";

/**
 * A thing with its names, and the same as phrases. The names of a glossary `term` are synonyms; a lesson's aliases are only `topic`s of it, and
 * a `side` is what a row of "Do not confuse" compares.
 */
export type Entity = {
  key: string;
  lesson: string;
  names: string[];
  phrases: string[];
  kind: "term" | "topic" | "side";
  /** A team's own. */
  own?: true;
};

export type Lexicon = {
  /** The things that a question names, each once, in order. */
  find: (text: string) => Entity[];
  /** The text with unknown words of five letters and more replaced by the only near name, if any. */
  repair: (text: string, isKnown: (term: string) => boolean) => string;
  /** The releases of Kubernetes in a text that are newer than what the lessons are written for. */
  unreleased: (text: string) => string[];
};

/** Words that questions are put in; misspelt, they hide what is asked. */
const QUESTION_WORDS = (
  "difference between compare versus command should happens happen without working " +
  "delete remove create update upgrade restart install connect expose access running"
).split(" ");

const LONGEST = 5;

/** Builds the lexicon of a library: lesson titles and aliases, glossary terms and aliases, the two sides of contrasts. */
export function createLexicon(library: Library): Lexicon {
  const entities = entitiesOf(library);
  const byPhrase = new Map<string, Entity>();
  for (const entity of entities) {
    for (const each of entity.phrases) if (!byPhrase.has(each)) byPhrase.set(each, entity);
  }
  const isShouted = shoutedIn(library, byPhrase);
  const releases = library.lessons.flatMap(({ version }) => releasesIn(version));
  const newest = releases.reduce((best, each) => (isNewer(each, best) ? each : best), "0.0");
  const symptoms = library.cards.filter((card) => card.kind === "symptom").flatMap((card) => card.names);
  const reported = symptoms.flatMap(wordsOf);
  const words = new Set(
    [...entities.flatMap((entity) => entity.names).flatMap(wordsOf), ...reported, ...QUESTION_WORDS].map(lower),
  );
  const candidates = [...words].filter((word) => word.length >= 4 && /^[a-z]+$/.test(word));
  return {
    find: (text) => findEntities(wordsOf(text), { byPhrase, isShouted }),
    repair: (text, isKnown) => repairWords(text, candidates, isKnown),
    unreleased: (text) => releasesIn(text).filter((release) => isNewer(release, newest)),
  };
}

/** "Kubernetes 1.36" -> "1.36" */
function releasesIn(text: string): string[] {
  return [...text.matchAll(/\b(?:kubernetes|k8s) (?:version )?v?(\d+\.\d+)/gi)].map(([, release]) => release!);
}

function isNewer(a: string, b: string): boolean {
  const [major = 0, minor = 0] = a.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split(".").map(Number);
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
}

const lower = (word: string) => word.toLowerCase();

function entitiesOf(library: Library): Entity[] {
  const opposites = oppositesIn(library);
  const terms = library.terms.map((term) => {
    const names = [term.term, ...term.aliases];
    const forms = names.map(phrase);
    /** Two names that a lesson tells apart (Istio, Linkerd) are two examples of a thing, and no names of it. */
    const isExample = (at: number) => forms.some((form) => opposites.get(forms[at]!)?.has(form));
    return {
      key: term.id,
      lesson: term.lesson?.split("#")[0] ?? "",
      names: names.filter((_, at) => at === 0 || !isExample(at)),
      phrases: names.flatMap(phrasesOf),
      kind: "term" as const,
      ...(term.own && { own: term.own }),
    };
  });
  const lessons = library.lessons.flatMap((lesson) =>
    [lesson.title, lesson.id.replaceAll("-", " "), ...lesson.aliases].map((name) => ({
      key: `${lesson.id}/${phrase(name)}`,
      lesson: lesson.id,
      names: [name],
      phrases: phrasesOf(name),
      kind: "topic" as const,
      ...(lesson.own && { own: lesson.own }),
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
        kind: "side" as const,
      })),
    );
  return [...terms, ...lessons, ...contrasts];
}

/** For each side of "Do not confuse" the other sides, all as phrases. */
function oppositesIn({ cards }: Library): Map<string, Set<string>> {
  const opposites = new Map<string, Set<string>>();
  for (const [a = "", b = ""] of cards
    .filter(({ kind }) => kind === "contrast")
    .map(({ names }) => names.map(phrase))) {
    opposites.set(a, (opposites.get(a) ?? new Set()).add(b));
    opposites.set(b, (opposites.get(b) ?? new Set()).add(a));
  }
  return opposites;
}

/** A text in the form in which names are looked for: lower case and singular. CamelCase stays whole: no "pod" in an HPA's long name. */
export function phrase(text: string): string {
  return wordsOf(text)
    .map((word) => singular(word.toLowerCase()))
    .join(" ");
}

/** The forms of a name: "statefulset" and "stateful set"; "can-i" is no "can I". */
function phrasesOf(name: string): string[] {
  const inParts = wordsOf(name).flatMap(partsOf).map(singular).join(" ");
  return [...new Set([phrase(name), ...(termsOf(inParts).length > 0 ? [inParts] : [])])].filter(Boolean);
}

function singular(word: string): string {
  if (word.length < 3 || /(ss|us|is)$|^(has|was)$/.test(word)) return word;
  return word.replace(/ies$/, "y").replace(/s$/, "");
}

/** What is found by its phrase; `isShouted` tells of a phrase whether it names a thing only when it is written in capitals. */
type Names = { byPhrase: Map<string, Entity>; isShouted: (name: string) => boolean };

/** Names in capitals that the lessons also write as plain words: `RUN`, `ADD`, AVAILABLE. */
function shoutedIn({ cards }: Library, byPhrase: Map<string, Entity>): (name: string) => boolean {
  const isCapitals = (name: string) => byPhrase.get(name)!.names.every((each) => /^\p{Lu}{2,}$/u.test(each));
  const isPlain = (name: string) =>
    cards.some(
      ({ sentences }) =>
        sentences.some((sentence) => sentence.includes(name)) &&
        wordsOf(sentences.join(" ").replace(/`[^`]*`/g, " ")).includes(name),
    );
  return remembered((name: string) => isCapitals(name) && isPlain(name));
}

function findEntities(written: string[], { byPhrase, isShouted }: Names): Entity[] {
  const words = written.map((word) => singular(word.toLowerCase()));
  const found = new Map<string, Entity>();
  for (let start = 0; start < words.length;) {
    const length = longestMatch(words, start, byPhrase);
    const name = words.slice(start, start + length).join(" ");
    const isNamed = length > 0 && (written[start] === written[start]?.toUpperCase() || !isShouted(name));
    const entity = isNamed ? byPhrase.get(name) : undefined;
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
  const allowed = word.length >= 10 ? 2 : 1;
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
