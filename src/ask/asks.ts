// The canonical questions of lessons and sections: what is asked nearly the same wants to answer.
import type { Library } from "../knowledge/library.ts";
import { type Shape, shapeFit, shapeOf } from "./form.ts";
import { phrase } from "./lexicon.ts";
import { type Query, countOf, quotedIn } from "./query.ts";
import { type Postings, layOut } from "./postings.ts";
import type { Reader } from "./reader.ts";
import type { Weights } from "./weights.ts";
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

/**
 * How near the nearest canonical question of each lesson, and of each section that has some of its own, is, 0 to 1; what shares no term is left
 * out. `wording` tells how nearly a section is asked in the very words of the question, 0 to 1: the same words may be put to ask for something else.
 */
export type Asked = { near: Map<string, number>; wording: Map<string, number> };

/** A line that shares less cannot come near, whatever its form. */
const WORTH_A_LOOK = 0.3;
/** Only what is asked nearly the same is compared word by word. */
const LIKE = 0.6;

/** The canonical questions of a lesson or section; `lesson` is the place of the lesson among the owners. */
type Owner = { id: string; lesson: number; texts: readonly string[] };

function ownersIn({ lessons }: Library): Owner[] {
  const owners: Owner[] = [];
  for (const { id, asks, sections } of lessons) {
    const lesson = owners.length;
    owners.push({ id, lesson, texts: asks });
    for (const section of sections) owners.push({ id: section.id, lesson, texts: section.asked });
  }
  return owners;
}

/** What is asked, line by line: the text, the place of its owner, how much its terms weigh, and where each of these stands. */
type Lines = { texts: string[]; owners: Uint32Array; weights: Float64Array; postings: Postings };

function readLines(owners: Owner[], weightAt: (term: number) => number, reader: Reader): Lines {
  const texts = owners.flatMap((owner) => owner.texts);
  const numbers = owners.flatMap((owner) => readReworded(owner.texts, reader));
  return {
    texts,
    owners: Uint32Array.from(owners.flatMap((owner, place) => owner.texts.map(() => place))),
    weights: Float64Array.from(numbers, (text) => weightIn(text, weightAt, reader)),
    postings: layOut(
      numbers.map((text) => [text]),
      reader,
    ),
  };
}

/** The numbers of texts as they are compared: few are reworded for that. */
function readReworded(texts: readonly string[], { read }: Reader): number[] {
  const numbers = read(texts);
  return texts.map((text, at) => {
    const reworded = joinVerbs(withoutAsides(text));
    return reworded === text ? numbers[at]! : read([reworded])[0]!;
  });
}

/** How much the different terms of a text weigh. */
function weightIn(text: number, weightAt: (term: number) => number, { terms: { starts, numbers } }: Reader): number {
  let sum = 0;
  for (let at = starts[text]!; at < starts[text + 1]!; at++)
    if (numbers.indexOf(numbers[at]!, starts[text]) === at) sum += weightAt(numbers[at]!);
  return sum;
}

/** Prepares the canonical questions of a library, to be compared with queries. */
export function createAsks(
  library: Library,
  { weightOf, weightAt }: Pick<Weights, "weightOf" | "weightAt">,
  reader: Reader,
): (query: Query) => Asked {
  const owners = ownersIn(library);
  const lines = readLines(owners, weightAt, reader);
  const { texts, weights, postings } = lines;
  const shapes: (Shape | undefined)[] = [];
  return (query) => {
    const mine = query.terms.reduce((sum, term) => sum + weightOf(term) * countOf(term, query), 0);
    const own = shapeOf(query.asked);
    const standing = createStanding(query);
    const wordingOf = createWording(query, weightOf);
    const near = new Float64Array(owners.length);
    const wording = new Float64Array(owners.length);
    // Several words may say the same as one of a canonical question ("SSL", "HTTPS", "TLS"): together they say no more than all of it.
    const { shares, hits } = sharedWith(query, postings, weightOf, reader);
    for (let at = 0; at < shares.length; at++) {
      const shared = shares[at]!;
      if (shared === 0) continue;
      const weight = weights[at]!;
      const inTerms = Math.min(shared, weight, mine) / Math.sqrt(mine * weight);
      if (inTerms < WORTH_A_LOOK) continue;
      const text = texts[at]!;
      const owner = lines.owners[at]!;
      const { lesson } = owners[owner]!;
      const length = postings.lengths[at]!;
      const inWords = length >= FEWEST_TERMS && hits[at] === length ? standing(text, shared / mine) : 0;
      // Its form can only make it less near.
      const inForm = inTerms > near[owner]! ? inTerms * shapeFit(own, (shapes[at] ??= shapeOf(text))) : 0;
      const likeness = Math.max(inForm, inWords);
      near[owner] = Math.max(near[owner]!, likeness);
      near[lesson] = Math.max(near[lesson]!, likeness);
      if (inTerms >= LIKE) wording[owner] = Math.max(wording[owner]!, wordingOf(text));
    }
    return { near: byOwner(near, owners), wording: byOwner(wording, owners) };
  };
}

/** The values that are not 0, by the id of what they belong to. */
function byOwner(values: Float64Array, owners: Owner[]): Map<string, number> {
  const found = new Map<string, number>();
  for (let owner = 0; owner < values.length; owner++)
    if (values[owner]! > 0) found.set(owners[owner]!.id, values[owner]!);
  return found;
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
  { starts, places, lengths }: Postings,
  weightOf: (term: string) => number,
  { numberOf }: Reader,
): { shares: Float64Array; hits: Uint16Array } {
  const shares = new Float64Array(lengths.length);
  const hits = new Uint16Array(lengths.length);
  const seen = new Uint16Array(lengths.length);
  const linesWith = (term: string) => {
    const number = numberOf(term) ?? -1;
    return places.subarray(starts[number] ?? 0, starts[number + 1] ?? 0);
  };
  query.terms.forEach((term, place) => {
    const counts = weightOf(term) * countOf(term, query);
    const take = (at: number, share: number) => {
      if (seen[at] === place + 1) return;
      seen[at] = place + 1;
      shares[at]! += share;
    };
    for (const at of linesWith(term)) {
      take(at, counts);
      hits[at]!++;
    }
    for (const variant of query.variants.get(term) ?? [])
      for (const at of linesWith(variant)) take(at, SYNONYM * counts);
  });
  return { shares, hits };
}
