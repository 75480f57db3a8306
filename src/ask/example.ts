// An example for whoever asks for one.
import type { Card } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import { withinBudget } from "./budget.ts";
import type { Query } from "./query.ts";
import { wordsIn } from "./quote.ts";
import type { Ranking } from "./rerank.ts";

/** An example leaves room for what it is an example of. */
const MOST_OF_EXAMPLE = 85;
const HALF = 0.5;

/** Who asks for an example gets the nearest one on the same thing, where the answer has none; both in `most` words. */
export function withExample(
  groups: Quote[][],
  { exemplary }: Query,
  { cards: ranked }: Ranking,
  most: number,
): Quote[][] {
  if (!exemplary || groups.flat().some(({ code }) => code)) return groups;
  const [lead] = ranked;
  const least = Math.min(lead?.about ?? 0, HALF);
  const onIt = new Set(ranked.filter(({ about }) => about >= least).map(({ card }) => card.section));
  const example = ranked
    .filter(({ card }) => card.lesson === lead?.card.lesson && onIt.has(card.section))
    .flatMap(({ card }) => (card.code?.language === "yaml" ? [exampleOf(card, card.code.text)] : []))
    .find((each) => wordsIn(each) <= MOST_OF_EXAMPLE);
  return example ? [...withinBudget(groups, most - wordsIn(example)), example] : groups;
}

function exampleOf({ section }: Card, text: string): Quote[] {
  return [{ passage: section, text, code: true }];
}
