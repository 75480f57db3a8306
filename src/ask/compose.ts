// Ranked cards -> an answer made of quotations, by intent, within a budget of words.
import type { Card } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import { type Composed, cite, shared, withinBudget } from "./budget.ts";
import { comparing } from "./comparison.ts";
import { withExample } from "./example.ts";
import { type Length, factsFor, staysOn } from "./facts.ts";
import { fill } from "./fill.ts";
import type { Query } from "./query.ts";
import { leans } from "./leaning.ts";
import { placeOf } from "./place.ts";
import { quotesOf, wordsIn } from "./quote.ts";
import { remembered } from "./remembered.ts";
import { dropRepeats } from "./repeats.ts";
import type { Ranked, Ranking } from "./rerank.ts";
import { MOST_OF_IT } from "./symptom-fit.ts";
import type { Index } from "./search.ts";
import { stepsFor } from "./steps.ts";
import { asksNumber, isStage } from "./suits.ts";
import { isRuledOut } from "./ruled-out.ts";
import { SURELY, isTail } from "./tails.ts";
import { namedSymptom, symptomsFor } from "./symptoms.ts";
import { isWayTo } from "./ways.ts";
import { wholeAnswer, wholeAnswerAbout } from "./whole.ts";

const MOST_WORDS = 120;
const MOST_CARDS = 6;
/** A card this near to the best one is worth saying too. */
const NEARLY = 0.65;

const USUAL: Length = { words: MOST_WORDS, cards: MOST_CARDS, nearly: NEARLY };
/** For those who press "More". */
const LONGER: Length = { words: 320, cards: 16, nearly: 0.45, wide: true };

/** A figure is said in a line; one more may say what it depends on. */
const FIGURE_LINES = 2;

/** Composes the answer to a query from what was ranked for it; a longer one begins with the usual one. Empty when no card fits. */
export function compose(query: Query, ranking: Ranking, index: Index, longer = false): Composed {
  const whole = wholeAnswer(query, ranking, index);
  const cards = standing(ranking, query);
  if (whole && !longer)
    return cite(withinBudget(withExample(whole, query, ranking, MOST_WORDS), USUAL.words).flat(), index.passages);
  const usual = whole ?? usualFor(query, cards, index);
  const defines = query.intent === "define";
  if (!longer || usual.length === 0)
    return cite(
      withinBudget(withExample(dropRepeats(usual, index, defines), query, ranking, MOST_WORDS), USUAL.words).flat(),
      index.passages,
    );
  const told = whole?.[0]?.[0]?.passage;
  const others = cards.filter(({ card }) => card.section !== told);
  const facts = factsFor({ ...query, intent: "facts" }, others, LONGER, index);
  return cite(withinBudget(dropRepeats([...usual, ...facts], index, defines), LONGER.words).flat(), index.passages);
}

function usualFor(query: Query, cards: Ranked[], index: Index): Quote[][] {
  const planned = plan(query, cards, index);
  // Steps and symptoms are told whole, whatever figure is asked for beside them.
  const isFigure = query.intent === "facts" && asksNumber(query);
  return isFigure ? planned.slice(0, FIGURE_LINES) : fill(planned, query, cards, index);
}

/** A part of a question with what was ranked for it. */
export type Part = { query: Query; ranking: Ranking };

/** Composes an answer to a question of several halves: the first thing to say to each of them, then the rest of each. */
export function composeHalves(parts: Part[], index: Index, longer = false): Composed {
  const { words } = longer ? LONGER : USUAL;
  const answers = parts.map(({ query, ranking }) =>
    dropRepeats(wholeAnswerAbout(query, ranking, index) ?? plan(query, standing(ranking, query), index), index),
  );
  /** What answers a half may have answered a part of the half before: then it is worth as much there. */
  const groups = dropRepeats(answers.flat(), index);
  const repeats = answers.flat().filter((group) => !groups.includes(group));
  const alone = worthIn(parts, index);
  const worthOf = (group: Quote[]) => {
    const told = repeats.filter((other) => dropRepeats([group, other], index).length === 1);
    return Math.max(alone(group), ...told.map(alone));
  };
  const left = answers.map((answer) => answer.filter((group) => groups.includes(group)));
  const isTight = wordsIn(left.flat(2)) > words && !parts.some(({ query }) => query.intent === "how-to");
  return cite(shared(isTight ? left.map(withoutCode) : left, words, worthOf).flat(2), index.passages);
}

/** An author puts the most important first: a later fact must say so much more of the question, or mean it so much more nearly, for each place. */
const EARLIER = 0.1;

/** How much each group of quotes says to the half that it answers best. */
function worthIn(parts: Part[], index: Index): (group: Quote[]) => number {
  const halves = parts.map(({ query, ranking: { cards } }) => ({
    nearnessTo: index.meaningOf([{ text: query.asked, weight: 1 }]).nearnessTo,
    byOpening: new Map(cards.map((each) => [each.card.sentences[0], each])),
  }));
  const worthOf = remembered((text: string) =>
    Math.max(
      ...halves.map(({ nearnessTo, byOpening }) => {
        const found = byOpening.get(text);
        if (!found) return -Infinity;
        return found.says + nearnessTo(found.card.sentences.join(" ")) - EARLIER * placeOf(found.card);
      }),
    ),
  );
  return (group) => Math.max(...group.map(({ text }) => worthOf(text)));
}

/** Sentences come before examples where there is no room for both. */
function withoutCode(answer: Quote[][]): Quote[][] {
  return answer.map((group) => group.filter(({ code }) => !code));
}

/** What can be quoted alone, and was not ruled out. */
function standing({ cards }: Ranking, { present }: Query): Ranked[] {
  return cards.filter(
    ({ card }) => !leans(card) && !(card.kind === "fact" && isRuledOut(card.sentences.join(" "), present)),
  );
}

function plan(query: Query, ranked: Ranked[], index: Index): Quote[][] {
  if (query.intent === "compare") return followedBy(comparisonFor(query, ranked, index), query, ranked, 3, index);
  if (isSymptom(ranked[0], query)) return followedBy(symptomsFor(ranked, query), query, ranked, 1, index);
  if (query.intent === "how-to" || goesOn(ranked[0], query, index) || isTheWay(ranked[0]))
    return waysFor(query, ranked, index);
  if (query.intent === "trouble") return troubleFor(query, ranked, index);
  const facts = factsFor(query, ranked, USUAL, index);
  return query.intent === "define" ? [...facts, ...namedSymptom(query, ranked)] : facts;
}

/** A symptom of which so much is described is the one. */
const WELL = 0.7;

/** Trouble is told with its cause, check and fix; before a symptom that is not well described goes the fact whose section is asked just this. */
function troubleFor(query: Query, ranked: Ranked[], index: Index): Quote[][] {
  const told = followedBy(symptomsFor(ranked, query), query, ranked, 2, index);
  const [first] = ranked;
  const isDescribed = ranked.some(({ card, shows }) => card.kind === "symptom" && shows >= WELL);
  if (first?.card.kind !== "fact" || first.lift < SURELY || isDescribed) return told;
  return [quotesOf(first.card, query), ...told];
}

function comparisonFor(query: Query, ranked: Ranked[], index: Index): Quote[][] {
  return comparing(query, ranked, index).map(({ card }) => quotesOf(card, query));
}

/** Are the steps of a section asked for, in whatever form ("I have to give read access, can I do that?")? */
function isTheWay(first: Ranked | undefined): boolean {
  return first?.card.kind === "step" && first.lift >= SURELY;
}

/** Is it told in steps how something goes on? */
function goesOn(first: Ranked | undefined, { facets }: Query, index: Index): boolean {
  return first !== undefined && isStage(first.card, index) && facets.some(({ side }) => side === "course");
}

/** How near to the best one a way has to be to come first, and how much of the question it says. */
const NEARLY_BEST = 0.8;
const AS_MUCH = 0.9;
/** In the best card's own section, whose way it is. */
const HALF_AS_MUCH = 0.5;
const SAYS = 0.6;

/** "To undo a rollout, run ...", "`kubectl rollout undo` takes ..." */
const TELLS_HOW = /^(To |`)/;

/** The steps; what says in one sentence how it is done comes before them when it answers better. What tells a way goes before what tells none. */
function waysFor(query: Query, all: Ranked[], index: Index): Quote[][] {
  const near = all.filter(({ score }) => score >= all[0]!.score * NEARLY_BEST);
  const [best] = all;
  const least = (card: Card) => best!.says * (card.section === best!.card.section ? HALF_AS_MUCH : AS_MUCH);
  const isNear = ({ card, says, about }: Ranked) => says >= least(card) && about >= best!.about;
  const isWay = (each: Ranked) =>
    isNear(each) && !isTail(each, best!, query, index) && isWayTo(each.card, query, index);
  const way = query.intent === "how-to" ? near.find(isWay) : undefined;
  const ranked = way ? [way, ...all.filter((each) => each !== way)] : all;
  const first = near.find((each) => tellsEnd(each) && isAskedAsMuch(each, best!)) ?? ranked[0];
  if (first?.card.kind !== "fact") return followedBy(stepsFor(ranked, undefined), query, ranked, 2, index);
  const steps = stepsFor(ranked, first);
  if (steps.length === 0) return factsFor(query, ranked, USUAL, index);
  const fact = quotesOf(first.card, query);
  return TELLS_HOW.test(fact[0]?.text ?? "") ? [fact, ...steps] : [...steps, fact];
}

/** The way to something else may be put in the same words ("To restore a snapshot, ..." of a disk). */
function isAskedAsMuch(each: Ranked, best: Ranked): boolean {
  return each.card.section === best.card.section || (each.lift >= best.lift * NEARLY_BEST && each.says >= best.says);
}

/** "To undo a rollout, ...", when that says most of the question. */
function tellsEnd({ card, says }: Ranked): boolean {
  return card.kind === "fact" && says >= SAYS && /^To \p{Ll}/u.test(card.sentences[0] ?? "");
}

/** Does a symptom answer best, and is it the one that is described? */
function isSymptom(first: Ranked | undefined, { intent }: Query): boolean {
  if (first?.card.kind !== "symptom" || intent === "define") return false;
  return intent === "trouble" || first.shows >= MOST_OF_IT;
}

/** Of the best card's score, what a fact must reach that follows steps, symptoms or comparisons; less when it says more of the question. */
const BESIDE = 0.65;
const BESIDE_SAYING_MORE = 0.5;

/** Quotes that suit the intent, and a few facts after them; facts alone when there are none. */
function followedBy(quotes: Quote[][], query: Query, ranked: Ranked[], facts: number, index: Index): Quote[][] {
  if (quotes.length === 0) return factsFor(query, ranked, USUAL, index);
  const answering = ranked.filter((each) => staysOn(each, ranked[0]!));
  const plain = answering.filter(
    ({ card, score, says }) =>
      (card.kind === "fact" || (card.kind === "term" && query.intent === "compare")) &&
      score >= (ranked[0]!.score - ranked[0]!.lift) * (says > ranked[0]!.says ? BESIDE_SAYING_MORE : BESIDE),
  );
  return [...quotes, ...factsFor(query, plain, { ...USUAL, cards: facts }, index)];
}
