// What answers another question than this one, whatever words they share.
import type { Card } from "../knowledge/types.ts";
import type { Query } from "./query.ts";
import type { Index } from "./search.ts";

/** A section that answers a single question is beside the point of all that are not asked nearly so. */
const OF_ANOTHER = 0.8;
export const NEARLY_ASKED = 0.65;
/** What a fact loses when nothing of its heading is asked: the heading says what the sentence is the answer to. */
const OTHERWISE_HEADED = 1;

/** What a card loses for standing where another question is answered; `likeness` is how near its section's canonical question is. */
export function strays(card: Card, likeness: number, query: Query, index: Index): number {
  const single = index.entryOf(card.id).single ? OF_ANOTHER * Math.max(0, 1 - likeness / NEARLY_ASKED) : 0;
  const headed = card.kind === "fact" ? OTHERWISE_HEADED * (1 - likeness) * (1 - headingAsked(card, query, index)) : 0;
  return single + headed;
}

/** The share of a heading, by squared weight, that the question has in its own words or in others. */
function headingAsked({ id }: Card, { terms, variants }: Query, index: Index): number {
  const { headed } = index.entryOf(id);
  const total = (some: string[]) => some.reduce((sum, term) => sum + index.weightOf(term) ** 2, 0);
  const isAsked = (term: string) => terms.includes(term) || variants.values().some((others) => others.includes(term));
  const all = total(headed);
  return all === 0 ? 1 : total(headed.filter(isAsked)) / all;
}
