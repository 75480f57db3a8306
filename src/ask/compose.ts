// Ranked cards -> an answer made of quotations, by intent, within a budget of words.
import type { Card } from "../knowledge/types.ts";
import type { Intent, Quote, Role } from "./answer.ts";
import { type Composed, SAME, cite, dropRepeats, withinBudget } from "./budget.ts";
import { fill } from "./fill.ts";
import { phrase } from "./lexicon.ts";
import type { Query } from "./query.ts";
import { quotesOf } from "./quote.ts";
import { overlap } from "./overlap.ts";
import { MOST_OF_IT, type Ranked, type Ranking } from "./rerank.ts";
import { isStage } from "./suits.ts";
import type { Index } from "./search.ts";
import { placeOf } from "./place.ts";
import { isRuledOut } from "./ruled-out.ts";
import { statusesIn } from "./status.ts";
import { stepsFor } from "./steps.ts";

/** What is asked for in one sentence, a definition or a yes or no, is said first. */
const LEADING: Intent[] = ["define", "yes-no"];

const MOST_WORDS = 120;
const MOST_CARDS = 6;
/** A card this near to the best one is worth saying too. */
const NEARLY = 0.65;
/** A section tells the most important first; only a card that is better by this goes before what its section puts first. */
const CLEARLY = 0.35;

/** How long an answer may be: words, cards, and how near to the best one a card has to be. */
type Length = { words: number; cards: number; nearly: number };
const USUAL: Length = { words: MOST_WORDS, cards: MOST_CARDS, nearly: NEARLY };
/** For those who press "More". */
const LONGER: Length = { words: 320, cards: 16, nearly: 0.45 };

/** Composes the answer to a query from what was ranked for it; a longer one begins with the usual one. Empty when no card fits. */
export function compose(query: Query, ranking: Ranking, index: Index, longer = false): Composed {
  const usual = fill(plan(query, ranking.cards, index), query, ranking.cards);
  if (!longer || usual.length === 0) return cite(withinBudget(dropRepeats(usual), USUAL.words).flat(), index.passages);
  const facts = factsFor({ ...query, intent: "facts" }, ranking.cards, LONGER);
  return cite(withinBudget(dropRepeats([...usual, ...facts]), LONGER.words).flat(), index.passages);
}

/** A part of a question with what was ranked for it. */
export type Part = { query: Query; ranking: Ranking };

/** Of the words of an answer, those that its first half may take. */
const FIRST_HALF = 0.55;

/** Composes an answer to a question of several halves: each its own answer, the first one first. */
export function composeHalves(parts: Part[], index: Index, longer = false): Composed {
  const { words } = longer ? LONGER : USUAL;
  const groups = parts.flatMap(({ query, ranking }, at) => {
    const left = at === parts.length - 1 ? words : (words * FIRST_HALF) / (parts.length - 1);
    return withinBudget(dropRepeats(plan(query, ranking.cards, index)), left);
  });
  return cite(withinBudget(dropRepeats(groups), words).flat(), index.passages);
}

function plan(query: Query, ranked: Ranked[], index: Index): Quote[][] {
  if (query.intent === "compare") return followedBy(contrastsFor(query, ranked), query, ranked, 3);
  if (isSymptom(ranked[0], query)) return followedBy(symptomsFor(ranked, query), query, ranked, 1);
  if (query.intent === "how-to" || goesOn(ranked[0], query, index) || isTheWay(ranked[0]))
    return waysFor(query, ranked);
  if (query.intent === "trouble") return followedBy(symptomsFor(ranked, query), query, ranked, 2);
  const facts = factsFor(query, ranked, USUAL);
  return query.intent === "define" ? [...facts, ...namedSymptom(query, ranked)] : facts;
}

/** Are the steps of a section asked for, in whatever form ("I have to give read access, can I do that?")? */
function isTheWay(first: Ranked | undefined): boolean {
  return first?.card.kind === "step" && first.lift >= SURELY;
}

/** Is it told in steps how something goes on? */
function goesOn(first: Ranked | undefined, { facets }: Query, index: Index): boolean {
  return first !== undefined && isStage(first.card, index) && facets.some(({ side }) => side === "course");
}

/** "To undo a rollout, run ...", "`kubectl rollout undo` takes ..." */
const TELLS_HOW = /^(To |`)/;

/** The steps; what says in one sentence how it is done comes before them when it answers better. */
function waysFor(query: Query, ranked: Ranked[]): Quote[][] {
  const told = ranked.find((each) => tellsEnd(each) && each.score >= ranked[0]!.score * NEARLY_BEST);
  const first = told ?? ranked[0];
  if (first?.card.kind !== "fact") return followedBy(stepsFor(ranked), query, ranked, 2);
  const steps = stepsFor(ranked, first.says);
  if (steps.length === 0) return factsFor(query, ranked, USUAL);
  const fact = quotesOf(first.card, query);
  return TELLS_HOW.test(fact[0]?.text ?? "") ? [fact, ...steps] : [...steps, fact];
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

/** "What does CrashLoopBackOff mean?" also wants to know what to do about it. */
function namedSymptom(query: Query, ranked: Ranked[]): Quote[][] {
  const best = ranked.find(({ card }) => card.kind === "symptom");
  const symptom = ` ${phrase(best?.card.names[0] ?? "")} `;
  const isNamed = query.entities.some((entity) =>
    entity.names.some((name) => STATUS.test(name) && symptom.includes(` ${phrase(name)} `)),
  );
  return best && isNamed ? symptomsFor([{ ...best, shows: 1 }], query) : [];
}

/** A status that a tool shows: CrashLoopBackOff, ImagePullBackOff, Pending, OOMKilled. */
const STATUS = /^(\p{Lu}\p{Ll}+){3,}$|^Pending$|^OOM/u;

/** Of the best card's score, what a fact must reach that follows steps, symptoms or comparisons; less when it says more of the question. */
const BESIDE = 0.65;
const BESIDE_SAYING_MORE = 0.5;

/** Quotes that suit the intent, and a few facts after them; facts alone when there are none. */
function followedBy(quotes: Quote[][], query: Query, ranked: Ranked[], facts: number): Quote[][] {
  if (quotes.length === 0) return factsFor(query, ranked, USUAL);
  const answering = ranked.filter((each) => staysOn(each, ranked[0]!));
  const plain = answering.filter(
    ({ card, score, says }) =>
      (card.kind === "fact" || (card.kind === "term" && query.intent === "compare")) &&
      score >= (ranked[0]!.score - ranked[0]!.lift) * (says > ranked[0]!.says ? BESIDE_SAYING_MORE : BESIDE),
  );
  return [...quotes, ...factsFor(query, plain, { ...USUAL, cards: facts })];
}

/** The best cards, while they are nearly as good as the best one; those of one section stay together, in its order (a definition first). */
function factsFor(query: Query, ranked: Ranked[], { cards: most, nearly }: Length): Quote[][] {
  const usable = ranked.filter(
    ({ card }) => card.sentences.length > 0 && card.kind !== "symptom" && card.kind !== "step",
  );
  const best = (query.intent === "define" && definition(usable)) || usable[0];
  if (!best) return [];
  const isNear = ({ score, says }: Ranked) => score >= best.score * nearly && says >= best.says * nearly;
  const others = usable.filter(
    (each) => each !== best && isNear(each) && staysOn(each, best) && suits(each, best, query),
  );
  const chosen = [best, ...others].slice(0, most);
  const order = [...new Set(chosen.map(({ card }) => card.section))];
  const place = ({ card }: Ranked) => order.indexOf(card.section);
  const beside = chosen.filter((each) => each !== best && each.card.section === best.card.section);
  const leads = LEADING.includes(query.intent) || beside.every(({ score }) => score < best.score - CLEARLY);
  const tops = new Map(chosen.toReversed().map(({ card, score }) => [card.section, score]));
  const rung = ({ card, score }: Ranked) => -Math.floor((tops.get(card.section)! - score) / CLEARLY);
  const lead = (each: Ranked) => Number(leads && each === best && best.card.kind !== "prose");
  return chosen
    .toSorted(
      (a, b) => place(a) - place(b) || lead(b) - lead(a) || rung(b) - rung(a) || placeOf(a.card) - placeOf(b.card),
    )
    .map(({ card }) => quotesOf(card, query));
}

/** What says "A kubelet is ..." goes before what says "The kubelet removes ...", if it is not much farther from the question. */
function definition(ranked: Ranked[]): Ranked | undefined {
  return ranked.find(({ defines, score }) => defines === 1 && score >= ranked[0]!.score * DEFINES_WELL);
}

const NEARLY_BEST = 0.8;
const AS_MUCH = 0.85;
/** Whose section is asked just this has answered it; what stands elsewhere must be asked nearly so too. */
const SURELY = 1;
const AS_SURELY = 0.6;
const DEFINES_WELL = 0.65;

/** Of other sections, only what is about the same things, or says about as much of the question, is worth the reader's time. */
function staysOn(each: Ranked, best: Ranked): boolean {
  if (each.card.section === best.card.section) return true;
  if (best.lift >= SURELY) return each.lift >= best.lift * AS_SURELY;
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

/** "liveness and readiness probe" names the liveness probe too. */
function sharesHead(name: string, question: string): boolean {
  const [own = "", head, ...others] = name.split(" ");
  const [, after] = question.split(new RegExp(` ${RegExp.escape(own)} (?:and|or|vs|versus) `));
  return head !== undefined && others.length === 0 && after?.split(" ")[1] === head;
}

/** The rows of "Do not confuse" whose two sides are what the question compares. */
function contrastsFor(query: Query, ranked: Ranked[]): Quote[][] {
  const question = ` ${phrase(query.text)} `;
  const names = new Set(query.entities.flatMap((entity) => entity.phrases));
  const isNamed = (name: string) =>
    names.has(phrase(name)) || question.includes(` ${phrase(name)} `) || sharesHead(phrase(name), question);
  return ranked
    .filter(({ card }) => card.kind === "contrast" && card.names.every(isNamed))
    .slice(0, Math.max(2, query.entities.length))
    .map(({ card }) => card.sentences.map((text) => ({ passage: card.section, text })));
}

/** A symptom of which less is described, and which says less of the question, is another trouble. */
const SHOWS = 0.4;
const SAYS = 0.6;
const ROLES: Role[] = ["cause", "check", "fix"];

/** Who sees Pending is not helped with Terminating. */
function isOtherStatus(symptom: string, question: string): boolean {
  const [shown, asked] = [statusesIn(symptom), statusesIn(question)];
  return shown.size > 0 && asked.size > 0 && shown.isDisjointFrom(asked);
}

/** The symptom nearest to the question, and a second one if it is as near: cause, check, fix of each. */
function symptomsFor(ranked: Ranked[], { text: question }: Query): Quote[][] {
  const symptoms = ranked.filter(
    ({ card, shows, says }) =>
      card.kind === "symptom" &&
      (shows >= SHOWS || says >= SAYS) &&
      !isOtherStatus(card.names[0]!, question) &&
      !isRuledOut(`${card.names[0]!} ${card.sentences[0] ?? ""}`, question),
  );
  const best = symptoms[0]?.score ?? 0;
  if (best < (ranked[0]?.score ?? 0) * 0.75) return [];
  return symptoms
    .filter(({ score }) => score >= best * 0.85)
    .filter(({ card }, at, near) => !near.slice(0, at).some((earlier) => isSameTrouble(earlier.card, card)))
    .slice(0, 2)
    .map(({ card }) => [
      { passage: card.section, text: card.names[0]!, role: "symptom" as const },
      ...card.sentences.map((text, at) => ({ passage: card.section, text, role: ROLES[at] ?? "fix" })),
    ]);
}

/** Several lessons tell of one trouble: of the same cause, or mended in the same way. */
function isSameTrouble(a: Card, b: Card): boolean {
  return [0, -1].some((at) => overlap(a.sentences.at(at) ?? "", b.sentences.at(at) ?? "") >= SAME);
}
