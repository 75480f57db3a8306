// Uses the room that a short answer leaves.
import type { CardKind } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import type { Query } from "./query.ts";
import { quotesOf, wordsIn } from "./quote.ts";
import { DEFINITION, type Ranked } from "./rerank.ts";
import type { Index } from "./search.ts";
import { isTail, isVague } from "./tails.ts";

/** An answer of fewer words than `ENOUGH` gets more, up to `FULL`. */
const ENOUGH = 70;
const FULL = 100;
/** Of the score and of the terms that the leading card says, what a further one must reach; and of the named things how many. */
const NEARLY = 0.6;
/** A single sentence leaves a learner with questions, so that more is let in after it. */
const SCANT = 30;
const LENIENT = 0.45;
const ABOUT = 0.5;
const KINDS: CardKind[] = ["fact", "term", "contrast", "short"];

/** The groups of an answer; behind them, when they are short, further cards of the same lesson and subject, the nearest first. */
export function fill(groups: Quote[][], query: Query, ranked: Ranked[], index: Index): Quote[][] {
  const said = new Set(groups.flat().map(({ text }) => text));
  const isSaid = ({ card }: Ranked) => said.has(card.sentences[0] ?? "");
  const lead = ranked.find(isSaid);
  if (!lead || wordsIn(groups.flat()) >= ENOUGH) return groups;
  const bar = wordsIn(groups.flat()) < SCANT ? LENIENT : NEARLY;
  const more = ranked.filter(
    (each) =>
      KINDS.includes(each.card.kind) &&
      !isSaid(each) &&
      adds(each, lead, bar) &&
      !isTail(each, lead, query, index) &&
      !isVague(each, lead, query),
  );
  return more.reduce((filled, { card }) => {
    const quotes = quotesOf(card, query);
    return wordsIn([...filled.flat(), ...quotes]) <= FULL ? [...filled, quotes] : filled;
  }, groups);
}

function adds(each: Ranked, lead: Ranked, bar: number): boolean {
  return (
    (each.card.lesson === lead.card.lesson || each.card.kind === "term") &&
    plainScore(each) >= plainScore(lead) * bar &&
    each.says >= lead.says * bar &&
    each.about >= Math.min(lead.about, ABOUT)
  );
}

/** A definition leads by so much that nothing would be near it. */
function plainScore({ score, defines }: Ranked): number {
  return score - DEFINITION * defines;
}
