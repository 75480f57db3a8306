// What answers another question than this one, whatever words they share.
import type { Card } from "../knowledge/types.ts";
import type { Index } from "./search.ts";

/** A section that answers a single question is beside the point of all that are not asked nearly so. */
const OF_ANOTHER = 0.8;
const NEARLY_ASKED = 0.65;

/** What a card loses for standing where another question is answered; `likeness` is how near its section's canonical question is. */
export function strays(card: Card, likeness: number, index: Index): number {
  return index.entryOf(card.id).single ? OF_ANOTHER * Math.max(0, 1 - likeness / NEARLY_ASKED) : 0;
}
