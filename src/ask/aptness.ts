// How apt a section as a whole is for a question, whatever its single lines say: by its meaning, and by what it leaves unsaid.
import { above } from "./above.ts";
import type { Asked } from "./asks.ts";
import type { Meaning } from "./meaning.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import { remembered } from "./remembered.ts";
import { isRuledOut } from "./ruled-out.ts";
import type { Index } from "./search.ts";

/** What a section gains that means just what is asked; half as near are many by chance. Found on questions held out of the library. */
const MEANT = 5;
const BY_CHANCE = 0.5;
/** What it loses that says none of the question's words, nor is asked in any of them; a comparison has to say all that is compared. */
const UNSAID = 2;
/** What it loses that is about the want of what the asker has ("Without a readiness probe"). */
const RULED_OUT = 5;
/** What the answer to a single question gains over a part of a lesson's story. */
const SINGLE = 0.7;

/** "Should we take Swarm, Nomad or Kubernetes?" compares them, too. */
function asksAmong({ asked, subjects }: Query): boolean {
  return subjects.length >= SEVERAL && /\bor\b/i.test(asked);
}

const SEVERAL = 3;

/** Weighs sections for a query. */
export function createAptness(query: Query, meaning: Meaning, index: Index): (section: string) => number {
  const isComparison = query.intent === "compare" || asksAmong(query);
  return remembered((section: string) => {
    const { own, context, single, heading } = index.entryOf(section);
    if (isRuledOut(heading, query.present)) return -RULED_OUT;
    const isSaid = (term: string) => Number(says(own, term, query) || (!isComparison && says(context, term, query)));
    const unsaid = 1 - shareOfTerms(query, index.weightOf, isSaid);
    return MEANT * above(meaning.nearnessOf(section), BY_CHANCE) - UNSAID * unsaid + SINGLE * Number(single);
  });
}

/** What means the same is asked nearly as much as what is asked in the same words. */
const AS_ASKED = 0.85;
const NEAREST = 40;

/** The canonical questions found by their words, and the sections that mean the same. */
export function alsoMeant({ near, wording }: Asked, meaning: Meaning): Asked {
  const raised = new Map(near);
  for (const section of meaning.nearest(NEAREST))
    raised.set(section, Math.max(near.get(section) ?? 0, AS_ASKED * meaning.nearnessOf(section)));
  return { near: raised, wording };
}
