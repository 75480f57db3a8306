// The cards that answer in plain sentences, in the order in which they are told.
import { placeOf } from "./place.ts";
import type { Intent, Quote } from "./answer.ts";
import type { Query } from "./query.ts";
import { quotesOf } from "./quote.ts";
import type { Ranked } from "./rerank.ts";
import type { Index } from "./search.ts";
import { SURELY, isAskedToo, isElsewhere, isTail, isVague } from "./tails.ts";
import { asksNumber } from "./suits.ts";
import { asksChoice, decides } from "./verdict.ts";
import { isWayTo } from "./ways.ts";

/** What is asked for in one sentence, a definition or a yes or no, is said first. */
const LEADING: Intent[] = ["define", "yes-no"];

/** A section tells the most important first; only a card that is better by this goes before what its section puts first. */
const CLEARLY = 0.2;

/** How long an answer may be: words, cards, how near to the best one a card has to be, and whether it goes beyond the section that is asked just this. */
export type Length = { words: number; cards: number; nearly: number; wide?: true };

/** The best cards, while they are nearly as good as the best one; those of one section stay together, in its order (a definition first). */
export function factsFor(
  query: Query,
  ranked: Ranked[],
  { cards: most, nearly, wide }: Length,
  index: Index,
): Quote[][] {
  const usable = ranked.filter(
    ({ card }) => card.sentences.length > 0 && card.kind !== "symptom" && card.kind !== "step",
  );
  const best = (query.intent === "define" && definition(usable)) || usable[0];
  if (!best) return [];
  const isNear = ({ score, says }: Ranked) => score >= best.score * nearly && says >= best.says * nearly;
  const isBeside = (each: Ranked) =>
    isNear(each) &&
    suits(each, best, query) &&
    (wide
      ? !isElsewhere(each.card.id, best, query, index)
      : staysOn(each, best) && !isTail(each, best, query, index) && !isVague(each, best, query));
  /** Two facts that answer a single question belong together. */
  const isOfAnswer = ({ card }: Ranked) => card.section === best.card.section && index.entryOf(best.card.id).single;
  const others = usable.filter((each) => each !== best && (isOfAnswer(each) || isBeside(each)));
  const chosen = [best, ...others.toSorted((a, b) => Number(isOfAnswer(b)) - Number(isOfAnswer(a)))].slice(0, most);
  const order = [...new Set(chosen.map(({ card }) => card.section))];
  const place = ({ card }: Ranked) => order.indexOf(card.section);
  const beside = chosen.filter((each) => each !== best && each.card.section === best.card.section);
  const leads = leadsAnyway(best, query, index) || beside.every(({ score }) => score < best.score - CLEARLY);
  const lead = (each: Ranked) => Number(leads && each === best && best.card.kind !== "prose");
  return chosen
    .toSorted((a, b) => place(a) - place(b) || lead(b) - lead(a) || placeOf(a.card) - placeOf(b.card))
    .map(({ card }) => quotesOf(card, query));
}

/** What says "A kubelet is ..." goes before what says "The kubelet removes ...", if it is not much farther from the question. */
function definition(ranked: Ranked[]): Ranked | undefined {
  return ranked.find(({ defines, score }) => defines === 1 && score >= ranked[0]!.score * DEFINES_WELL);
}

const AS_MUCH = 0.85;
const DEFINES_WELL = 0.65;

/** Of other sections, only what is about the same things, or says about as much of the question, is worth the reader's time. */
export function staysOn(each: Ranked, best: Ranked): boolean {
  if (each.card.section === best.card.section) return true;
  if (best.lift >= SURELY) return isAskedToo(each, best);
  return (each.about > 0 && each.about >= best.about) || each.says >= best.says * AS_MUCH;
}

/** With a definition goes what also begins with the thing, or is about it in the same section. */
function suits(each: Ranked, best: Ranked, { intent }: Query): boolean {
  if (intent !== "define") return true;
  if (best.defines > 0 && each.defines > 0) return !each.card.sentences[0]!.startsWith("`");
  return (
    each.about >= best.about &&
    (best.defines === 0 || each.card.section === best.card.section || each.card.kind === "contrast")
  );
}

/** A definition, a yes or no, a figure, a way and a verdict come first, wherever they stand in their section. */
function leadsAnyway({ card }: Ranked, query: Query, index: Index): boolean {
  if (LEADING.includes(query.intent) || asksNumber(query)) return true;
  const [first = ""] = card.sentences;
  return query.intent === "how-to" ? isWayTo(card, query, index) : asksChoice(query.asked) && decides(first);
}
