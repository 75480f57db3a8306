// The canonical questions of lessons and sections: what is asked nearly the same wants to answer.
import type { Library } from "../knowledge/library.ts";
import { type Shape, shapeFit, shapeOf } from "./form.ts";
import { phrase } from "./lexicon.ts";
import { type Query, countOf, quotedIn } from "./query.ts";
import { termsOf } from "./words.ts";
import { joinVerbs, withoutAsides } from "./wording.ts";
import { createWording } from "./said-alike.ts";

/** A synonym is nearly the same word. */
const SYNONYM = 0.7;
/** What stands in a question word for word, and in quotation marks, is likely what it is about ("no suitable node"). */
const WORD_FOR_WORD = 0.8;
const QUOTED = 0.95;
/** What stands word for word, and says less than this part of a question, is only its scene: 2 is a half. */
const HALF_IS_ALL = 2;
/** Fewer terms stand together by chance. */
const FEWEST_TERMS = 2;

/** `owner` and `lesson` are places among all that may be asked, sections and lessons. */
type Line = { owner: number; lesson: number; text: string };

/**
 * How near the nearest canonical question of each lesson, and of each section that has some of its own, is, 0 to 1; what shares no term is left
 * out. `wording` tells how nearly a section is asked in the very words of the question, 0 to 1: the same words may be put to ask for something else.
 */
export type Asked = { near: Map<string, number>; wording: Map<string, number> };

/** A line that shares less cannot come near, whatever its form. */
const WORTH_A_LOOK = 0.3;
/** Only what is asked nearly the same is compared word by word. */
const LIKE = 0.6;

/** The canonical questions, each with how much it weighs and how many terms it has, and where each term stands. */
type Lines = {
  owners: string[];
  lines: Line[];
  weights: Float64Array;
  lengths: Uint16Array;
  byTerm: Map<string, number[]>;
};

/** `read` gives the terms of a line that is searched as well. */
type Read = (text: string) => string[];

function readLines(library: Library, weightOf: (term: string) => number, read: Read): Lines {
  const owners: string[] = [];
  const lines: Line[] = [];
  const weighed: number[] = [];
  const lengths: number[] = [];
  const byTerm = new Map<string, number[]>();
  const add = (text: string, owner: number, lesson: number) => {
    const terms = new Set(read(joinVerbs(withoutAsides(text))));
    let weight = 0;
    for (const term of terms) {
      addTo(byTerm, term, lines.length);
      weight += weightOf(term);
    }
    weighed.push(weight);
    lengths.push(terms.size);
    lines.push({ owner, lesson, text });
  };
  for (const { id, asks, sections } of library.lessons) {
    const lesson = owners.push(id) - 1;
    for (const text of asks) add(text, lesson, lesson);
    for (const section of sections) {
      const owner = owners.push(section.id) - 1;
      for (const text of section.asked) add(text, owner, lesson);
    }
  }
  return { owners, lines, weights: Float64Array.from(weighed), lengths: Uint16Array.from(lengths), byTerm };
}

/** Prepares the canonical questions of a library, to be compared with queries. */
export function createAsks(
  library: Library,
  weightOf: (term: string) => number,
  read: Read = termsOf,
): (query: Query) => Asked {
  const { owners, lines, weights, lengths, byTerm } = readLines(library, weightOf, read);
  const shapes: (Shape | undefined)[] = [];
  return (query) => {
    const mine = query.terms.reduce((sum, term) => sum + weightOf(term) * countOf(term, query), 0);
    const own = shapeOf(query.asked);
    const standing = createStanding(query);
    const wordingOf = createWording(query, weightOf);
    const near = new Float64Array(owners.length);
    const wording = new Float64Array(owners.length);
    // Several words may say the same as one of a canonical question ("SSL", "HTTPS", "TLS"): together they say no more than all of it.
    const { shares, hits } = sharedWith(query, byTerm, weightOf, lines.length);
    for (let at = 0; at < shares.length; at++) {
      const shared = shares[at]!;
      if (shared === 0) continue;
      const weight = weights[at]!;
      const inTerms = Math.min(shared, weight, mine) / Math.sqrt(mine * weight);
      if (inTerms < WORTH_A_LOOK) continue;
      const { owner, lesson, text } = lines[at]!;
      const shape = (shapes[at] ??= shapeOf(text));
      const inWords = lengths[at]! >= FEWEST_TERMS && hits[at] === lengths[at] ? standing(text, shared / mine) : 0;
      const likeness = Math.max(inTerms * shapeFit(own, shape), inWords);
      near[owner] = Math.max(near[owner]!, likeness);
      near[lesson] = Math.max(near[lesson]!, likeness);
      if (inTerms >= LIKE) wording[owner] = Math.max(wording[owner]!, wordingOf(text));
    }
    return { near: byOwner(near, owners), wording: byOwner(wording, owners) };
  };
}

/** The values that are not 0, by the id of what they belong to. */
function byOwner(values: Float64Array, owners: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (let owner = 0; owner < values.length; owner++) if (values[owner]! > 0) found.set(owners[owner]!, values[owner]!);
  return found;
}

function addTo(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** How near a canonical question is for standing in a question word for word. */
function createStanding({ asked, text }: Query): (canonical: string, share: number) => number {
  const said = ` ${phrase(asked)} `;
  const quoted = ` ${quotedIn(text).map(phrase).join(" | ")} `;
  return (canonical, share) => {
    const wanted = ` ${phrase(canonical)} `;
    if (!said.includes(wanted)) return 0;
    return quoted.includes(wanted) ? QUOTED : WORD_FOR_WORD * Math.min(1, share * HALF_IS_ALL);
  };
}

/**
 * How much each canonical question shares with a query, by its place, and how many of its terms stand there as they are; a term counts once, as itself or
 * as its nearest synonym.
 */
function sharedWith(
  query: Query,
  byTerm: Map<string, number[]>,
  weightOf: (term: string) => number,
  lines: number,
): { shares: Float64Array; hits: Uint16Array } {
  const shares = new Float64Array(lines);
  const hits = new Uint16Array(lines);
  const seen = new Uint16Array(lines);
  query.terms.forEach((term, place) => {
    const counts = weightOf(term) * countOf(term, query);
    const take = (at: number, share: number) => {
      if (seen[at] === place + 1) return;
      seen[at] = place + 1;
      shares[at]! += share;
    };
    for (const at of byTerm.get(term) ?? []) {
      take(at, counts);
      hits[at]!++;
    }
    for (const variant of query.variants.get(term) ?? [])
      for (const at of byTerm.get(variant) ?? []) take(at, SYNONYM * counts);
  });
  return { shares, hits };
}
