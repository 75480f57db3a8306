// A cleaned question -> what search, ranking and the refusal rule look at.
import type { Intent } from "./answer.ts";
import { isWordOfDailyLife } from "./elsewhere.ts";
import { type Facets, facetsOf } from "./facets.ts";
import { type Family, familiesNear, familiesOf } from "./families.ts";
import { intentOf } from "./intent.ts";
import type { Entity, Lexicon } from "./lexicon.ts";
import { presentIn } from "./ruled-out.ts";
import { withoutOwnNames } from "./own-names.ts";
import { readingOf } from "./scene.ts";
import { synonymsOf } from "./synonyms.ts";
import { surroundingsOf, targetsOf } from "./target.ts";
import type { Terms } from "./terms.ts";
import type { Weighed } from "./vectors.ts";
import { reword } from "./wording.ts";
import { termsOf, termsOfWord, wordsOf } from "./words.ts";

/** A thing, and the share of a question's terms that its names say: 0.5 for Ingress in "what is the ingress network". */
export type Target = Entity & { share: number };

export type Query = {
  text: string;
  /** The text without the scene that it sets: by this its intent and its form are known. */
  asked: string;
  /** What it means: what is asked but for what shall not be, and the scene that is told. */
  meant: Weighed[];
  intent: Intent;
  /** The question's own terms, each once. */
  terms: string[];
  /** How much a term counts that says where, and not what, that only sets the scene, or that is quoted; the others count 1. */
  counts: Map<string, number>;
  /** For a term, the terms that say the same: other names of the thing it names, everyday synonyms. */
  variants: Map<string, string[]>;
  entities: Entity[];
  /** The things that are named in what is asked; all of them where it names none. */
  subjects: Entity[];
  /** What a definition is asked of: in "an allocation in Nomad" the allocation. */
  targets: Target[];
  /** Hyphenated names that the library knows neither whole nor in all their parts ("kube-warp-drive"), and releases to come. */
  strangers: string[];
  /** It asks for an example or a manifest as well. */
  exemplary: boolean;
  /** What the asker says is there, so that its want explains nothing. */
  present: string[];
  families: Set<Family>;
  /** Families that it does not name, and its things belong to. */
  near: Set<Family>;
  facets: Facets;
  /** It says nothing beyond the names of things, so that the side (`facets`) is all it asks for: "do I need Istio?" */
  bare: boolean;
};

/** Reads a question with the library's lexicon; unknown words that miss a name by a letter or two are repaired. */
export function createQuery(text: string, lexicon: Lexicon, isKnown: (term: string) => boolean): Query {
  const isNoSlip = (term: string) => isKnown(term) || synonymsOf(term).length > 0 || isWordOfDailyLife(term);
  const repaired = lexicon.repair(reword(text), isNoSlip);
  const { asked, scene, told } = readingOf(repaired, (each) => lexicon.find(each).length > 0);
  const terms = termsOfQuestion(repaired, isKnown);
  const entities = lexicon.find(repaired);
  const surroundings = surroundingsOf(asked);
  const avoided = avoidedIn(asked);
  const inAsked = lexicon.find(asked);
  const subjects = inAsked.length > 0 ? inAsked : entities;
  const facets = facetsOf(asked);
  const named = new Set(entities.flatMap((entity) => [...entity.names, ...entity.phrases].flatMap(termsOf)));
  const names = entities.filter((entity) => entity.kind === "term").map((entity) => entity.names.map(termsOf));
  const variants = new Map(
    terms.map((term) => [term, [...new Set([...synonymsOf(term), ...otherNames(term, names)])]]),
  );
  return {
    text: repaired,
    asked,
    meant: [
      { text: asked.replace(WITHOUT, " "), weight: 1 },
      { text: told, weight: TOLD },
    ],
    intent: refine(intentOf(asked), terms, entities, facets),
    facets,
    bare: terms.every((term) => named.has(term)),
    terms,
    counts: new Map([
      ...terms.filter((term) => avoided.has(term)).map((term) => [term, AVOIDED] as const),
      ...countsOf(
        terms,
        surroundings,
        termsAsked(asked, scene, inAsked.length > 0 ? [] : entities),
        quotedIn(repaired),
      ),
    ]),
    variants,
    entities,
    subjects,
    targets: targetsOf(asked, lexicon.find).map((target) => ({
      ...target,
      share: shareSaid(
        terms.filter((term) => !surroundings.has(term)),
        target,
      ),
    })),
    strangers: [
      ...strangersOf(withoutOwnNames(withoutQuotes(repaired), isKnown), isKnown),
      ...lexicon.unreleased(repaired),
    ],
    exemplary: EXAMPLE.test(repaired),
    present: presentIn(repaired),
    families: familiesOf(repaired),
    near: familiesNear(
      repaired,
      entities.map(({ lesson }) => lesson),
    ),
  };
}

const EXAMPLE =
  /\b(?:with|give|show|provide|add|write|share|including)\b[^.?!]{0,30}\b(?:examples?|manifests?|yaml)\b|\b(?:example|manifest|yaml) (?:of|for)\b|\b(?:yaml|manifest) example\b|\bdemonstrate\b/i;

function shareSaid(terms: string[], { names, phrases }: Entity): number {
  const said = new Set([...names, ...phrases].flatMap(termsOf));
  return terms.length === 0 ? 1 : terms.filter((term) => said.has(term)).length / terms.length;
}

/** Whether a thing is needed, and what speaks against it, is no part of what it is. */
function isOfSides(facets: Facets): boolean {
  return facets.some(({ side }) => side === "need" || side === "limits");
}

/** A question that says nothing beyond the name of one thing ("what are use cases for a DaemonSet?") wants to know what it is. */
function refine(intent: Intent, terms: string[], entities: Entity[], facets: Facets): Intent {
  const [only, ...others] = entities;
  if (intent !== "facts" || !only || others.length > 0 || isOfSides(facets)) return intent;
  const named = new Set(only.names.flatMap(termsOf));
  return terms.every((term) => named.has(term)) ? "define" : intent;
}

/** The terms of a question; of a compound that the library does not know ("kubeadm-managed") only its parts. */
function termsOfQuestion(text: string, isKnown: (term: string) => boolean): string[] {
  const words = wordsOf(withoutOwnNames(text, isKnown)).map(termsOfWord);
  return [...new Set(words.flatMap((terms) => (terms.length > 1 && !isKnown(terms[0]!) ? terms.slice(1) : terms)))];
}

/** Compounds that English makes of any word: "multi-region", "memory-hungry". */
const ORDINARY_COMPOUND =
  /^(multi|non|pre|post|re|auto|self|cross|inter|intra|sub|un|co|semi|anti|on|off|in|up|down|long|short|high|low|well|ever|real|third|first|old|new|so|one|two|three)-|-(based|like|aware|hungry|specific|level|wide|time|driven|related|ready|free|only|side|style|friendly|out|up|in|by|to)$/i;

/** In a pasted message: "/var/lib/docker/tmp/buildkit-mount2187". */
const PATH = /(?:\/[\w.@-]+){2,}/g;

function strangersOf(text: string, isKnown: (term: string) => boolean): string[] {
  const names = wordsOf(text.replace(PATH, " ")).filter(
    (word) => /\p{L}-\p{L}/u.test(word) && !ORDINARY_COMPOUND.test(word),
  );
  return names.filter((name) => {
    const [whole = "", ...parts] = termsOfWord(name);
    return parts.length > 0 && !isKnown(whole) && !parts.every(isKnown);
  });
}

/** The terms of the other names of each thing whose name has this term. */
function otherNames(term: string, things: string[][][]): string[] {
  return things
    .filter((names) => names.some((name) => name.includes(term)))
    .flatMap((names) => names.filter((name) => !name.includes(term)).flat());
}

/** Does a set of terms hold this term of the question, or one that says the same? */
export function says(terms: Terms, term: string, query: Query): boolean {
  return terms.has(term) || (query.variants.get(term) ?? []).some((variant) => terms.has(variant));
}

/** How much a word of the surroundings counts, and one of the scene. */
const SURROUNDING = 0.7;
const SCENE = 0.3;

/** "... without putting it into the env": what is to be avoided is not what answers. */
const WITHOUT =
  /\bwithout (?!(?:los|delet|remov|destroy|touch|break|harm|affect|stopp|interrupt|dropp|restart|reboot)ing\b)\w+ing (?:(?!\b(?:and|but|or|so)\b)[^,;.?!])+/gi;
/** What a scene tells counts beside what is asked. */
const TOLD = 0.6;
const AVOIDED = 0.1;

function avoidedIn(text: string): Set<string> {
  const avoided = new Set((text.match(WITHOUT) ?? []).flatMap(termsOf));
  return avoided.difference(new Set(termsOf(text.replace(WITHOUT, " "))));
}

/** A message of a tool is the surest sign of what a question is about. */
const QUOTED = 1.5;

/** The terms of what is asked where a scene is set; what names the only thing of the whole question is no scene. */
function termsAsked(asked: string, scene: string, things: Entity[]): Set<string> | undefined {
  if (scene === "") return undefined;
  const names = things.flatMap(({ names: all, phrases }) => [...all, ...phrases]);
  return new Set([asked, ...names].flatMap(termsOf));
}

function countsOf(
  terms: string[],
  surroundings: Set<string>,
  asked: Set<string> | undefined,
  quoted: string[],
): Map<string, number> {
  const message = new Set(quoted.flatMap(termsOf));
  return new Map([
    ...surroundings.values().map((term) => [term, SURROUNDING] as const),
    ...terms.filter((term) => asked?.has(term) === false).map((term) => [term, SCENE] as const),
    ...terms.filter((term) => message.has(term)).map((term) => [term, QUOTED] as const),
  ]);
}

/** What a text has in quotation marks or backticks: messages of tools, mostly. */
export function quotedIn(text: string): string[] {
  return [...text.matchAll(/["“”`]([^"“”`]{4,})["“”`]/g)].map(([, quoted = ""]) => quoted);
}

/** The asker's own names stand in messages, and make no question one for another library. */
function withoutQuotes(text: string): string {
  return text.replace(/["“”`][^"“”`]+["“”`]/g, " ");
}

/** How much a term of a question counts. */
export function countOf(term: string, { counts }: Query): number {
  return counts.get(term) ?? 1;
}

/** The share of the question's terms, by weight, for which `worth` gives 1; it may give part of it. */
export function shareOfTerms(
  query: Query,
  weightOf: (term: string) => number,
  worth: (term: string) => number,
): number {
  let all = 0;
  let part = 0;
  for (const term of query.terms) {
    const weight = weightOf(term) * countOf(term, query);
    all += weight;
    part += weight * worth(term);
  }
  return all ? part / all : 0;
}
