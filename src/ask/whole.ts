// An answer that was written whole: several facts among the single questions that are told together, in their order, and alone.
import type { Card } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import { placeOf } from "./place.ts";
import type { Query } from "./query.ts";
import { quotesOf } from "./quote.ts";
import { isRuledOut } from "./ruled-out.ts";
import { type Ranked, type Ranking, WORD_FOR_WORD } from "./rerank.ts";
import type { Index } from "./search.ts";
import { SURELY } from "./tails.ts";

/** Fewer facts answer a part, and leave room for what stands beside them. */
const FEWEST_FACTS = 3;

/** All facts of the section that is asked just this, with its example; undefined when the nearest one is no whole answer. */
export function wholeAnswer(query: Query, ranking: Ranking, index: Index): Quote[][] | undefined {
  const [best] = ranking.cards;
  const isOfTeam = best !== undefined && index.entryOf(best.card.id).ofTeam && !isWhole(best, index);
  const asked = isOfTeam ? undefined : askedFor(ranking, (each) => isWhole(each, index));
  const facts = asked ? factsIn(asked.section, index) : [];
  if (facts.length === 0 || isRuledOut(facts[0]!.sentences.join(" "), query.present)) return undefined;
  return facts.map((card) => withCode(card, quotesOf(card, query)));
}

function isWhole({ card }: Ranked, index: Index): boolean {
  return index.entryOf(card.id).single && factsIn(card.section, index).length >= FEWEST_FACTS;
}

/** The same for a part of a question, which may be asked of other things as well ("what problem does it solve?"). */
export function wholeAnswerAbout(query: Query, ranking: Ranking, index: Index): Quote[][] | undefined {
  const told = wholeAnswer(query, ranking, index);
  const section = told?.[0]?.[0]?.passage;
  const isAbout = ranking.cards.some(({ card, about }) => card.section === section && about > 0);
  return isAbout || query.subjects.length === 0 ? told : undefined;
}

function factsIn(section: string, index: Index): Card[] {
  const facts = index.cardsOf(section).filter(({ kind }) => kind === "fact");
  return facts.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** A few words that stand in a question do not make it the question. */
const IN_ITS_WORDS = 0.45;
/** Of the best card's score, what one that is surely asked must reach. */
const NEARLY_BEST = 0.8;
/** Of two that are surely asked, what one must be asked at least that is about all of the named things. */
const ASKED = 0.15;

/** The card of a whole answer that matches best, or is surely asked for. */
function askedFor({ cards, asked }: Ranking, isWholeAnswer: (each: Ranked) => boolean): Card | undefined {
  const [best] = cards;
  if (!best) return undefined;
  const near = cards.filter(({ score }) => score >= best.score * NEARLY_BEST);
  const wording = ({ card }: Ranked) => asked.wording.get(card.section) ?? 0;
  // Who puts a section's question word for word wants its answer.
  const exact = cards.find((each) => each.lift >= SURELY && wording(each) >= WORD_FOR_WORD);
  if (exact && isWholeAnswer(exact)) return exact.card;
  const isSure = (each: Ranked) => each.lift >= SURELY && wording(each) >= IN_ITS_WORDS && !isOnOthers(each, cards);
  if (isWholeAnswer(best)) return best.card;
  const sure = near.find(isSure);
  return sure && isWholeAnswer(sure) ? sure.card : undefined;
}

/** Of the best card's score, from where on a card is worth comparing. */
const WORTH_A_LOOK = 0.55;

/** Is the whole section silent on the named things, and another that is asked as well about all of them? */
function isOnOthers({ card: { section }, score }: Ranked, cards: Ranked[]): boolean {
  if (cards.some(({ card, about }) => card.section === section && about > 0)) return false;
  return cards.some((each) => each.about === 1 && each.lift >= ASKED && each.score >= score * WORTH_A_LOOK);
}

/** An example belongs to such an answer however it is asked for. */
function withCode(card: Card, quotes: Quote[]): Quote[] {
  if (!card.code || quotes.some(({ code }) => code)) return quotes;
  return [...quotes, { passage: card.section, text: card.code.text, code: true }];
}
