// The canonical questions of lessons and sections: what is asked nearly the same wants to answer.
import type { Library } from "../knowledge/library.ts";
import { type Shape, shapeFit, shapeOf } from "./form.ts";
import { phrase } from "./lexicon.ts";
import { type Query, countOf, quotedIn } from "./query.ts";
import { termsOf } from "./words.ts";
import { joinVerbs, withoutAsides } from "./wording.ts";
import { wordingOf } from "./said-alike.ts";

/** A synonym is nearly the same word. */
const SYNONYM = 0.7;
/** What stands in a question word for word, and in quotation marks, is likely what it is about ("no suitable node"). */
const WORD_FOR_WORD = 0.8;
const QUOTED = 0.95;
/** What stands word for word, and says less than this part of a question, is only its scene: 2 is a half. */
const HALF_IS_ALL = 2;
/** Fewer terms stand together by chance. */
const FEWEST_TERMS = 2;

/** `owner` is the id of a section (`lesson#anchor`) or of a lesson; `words` is the text as a phrase, "" where it says too little to be looked for. */
type Line = { owner: string; text: string; words: string };

/**
 * How near the nearest canonical question of each lesson, and of each section that has some of its own, is, 0 to 1; what shares no term is left
 * out. `wording` tells how nearly a section is asked in the very words of the question, 0 to 1: the same words may be put to ask for something else.
 */
export type Asked = { near: Map<string, number>; wording: Map<string, number> };

/** A line that shares less cannot come near, whatever its form. */
const WORTH_A_LOOK = 0.2;
/** Only what is asked nearly the same is compared word by word. */
const LIKE = 0.6;

/** Prepares the canonical questions of a library, to be compared with queries. */
export function createAsks(library: Library, weightOf: (term: string) => number): (query: Query) => Asked {
  const lines: Line[] = [];
  const weighed: number[] = [];
  const byTerm = new Map<string, number[]>();
  for (const { owner, text } of linesOf(library)) {
    const terms = new Set(termsOf(joinVerbs(withoutAsides(text))));
    for (const term of terms) addTo(byTerm, term, lines.length);
    weighed.push(terms.values().reduce((sum, term) => sum + weightOf(term), 0));
    lines.push({ owner, text, words: terms.size < FEWEST_TERMS ? "" : phrase(text) });
  }
  const weights = Float64Array.from(weighed);
  const shapes = new Map<string, Shape>();
  return (query) => {
    const mine = query.terms.reduce((sum, term) => sum + weightOf(term) * countOf(term, query), 0);
    const own = shapeOf(query.asked);
    const said = { all: ` ${phrase(query.asked)} `, quoted: ` ${quotedIn(query.text).map(phrase).join(" | ")} ` };
    // Several words may say the same as one of a canonical question ("SSL", "HTTPS", "TLS"): together they say no more than all of it.
    const asked: Asked = { near: new Map(), wording: new Map() };
    const shares = sharedWith(query, byTerm, weightOf, lines.length);
    for (let at = 0; at < shares.length; at++) {
      const shared = shares[at]!;
      if (shared === 0) continue;
      const weight = weights[at]!;
      const inTerms = Math.min(shared, weight, mine) / Math.sqrt(mine * weight);
      if (inTerms < WORTH_A_LOOK) continue;
      const { owner, text, words } = lines[at]!;
      const shape = shapes.get(text) ?? shapeOf(text);
      shapes.set(text, shape);
      const likeness = Math.max(inTerms * shapeFit(own, shape), standing(words, said, shared / mine));
      raise(asked.near, owner, likeness);
      raise(asked.near, owner.split("#", 1)[0]!, likeness);
      if (inTerms >= LIKE) raise(asked.wording, owner, wordingOf(query, text, weightOf));
    }
    return asked;
  };
}

function addTo(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function raise(map: Map<string, number>, key: string, value: number): void {
  if (value > (map.get(key) ?? 0)) map.set(key, value);
}

/** How near a canonical question is for standing in a question word for word. */
function standing(words: string, said: { all: string; quoted: string }, share: number): number {
  if (words === "" || !said.all.includes(` ${words} `)) return 0;
  return said.quoted.includes(` ${words} `) ? QUOTED : WORD_FOR_WORD * Math.min(1, share * HALF_IS_ALL);
}

function linesOf({ lessons }: Library): { owner: string; text: string }[] {
  return lessons.flatMap(({ id, asks, sections }) => [
    ...asks.map((text) => ({ owner: id, text })),
    ...sections.flatMap((section) => section.asked.map((text) => ({ owner: section.id, text }))),
  ]);
}

/** How much each canonical question shares with a query, by its place; a term counts once, as itself or as its nearest synonym. */
function sharedWith(
  query: Query,
  byTerm: Map<string, number[]>,
  weightOf: (term: string) => number,
  lines: number,
): Float64Array {
  const shared = new Float64Array(lines);
  for (const term of query.terms) {
    const counts = weightOf(term) * countOf(term, query);
    const exact = byTerm.get(term) ?? [];
    const near = new Set((query.variants.get(term) ?? []).flatMap((variant) => byTerm.get(variant) ?? []));
    for (const at of exact) near.delete(at);
    for (const at of exact) shared[at]! += counts;
    for (const at of near) shared[at]! += SYNONYM * counts;
  }
  return shared;
}
